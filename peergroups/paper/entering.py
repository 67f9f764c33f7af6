"""Rows of typed sheets: read, and taken in one by one, so that a bad one stops no other."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.actions import Answer
from assessments.models import Criterion
from core.errors import BadInput, Refusal
from peergroups.actions.paper import enter_sheet
from peergroups.models import Session
from peergroups.paper.codes import NoCode, Sheet, read_code
from peergroups.paper.reading import Papers
from regions.reader import Reader

# What is printed above the five boxes, from the left.
KEYS: Final[dict[str, int | None]] = {"1": -2, "2": -1, "3": 0, "4": 1, "5": 2, "0": None}
OBSTACLE: Final = re.compile(r"\s*(\d{1,2})\s*[:.)=-]\s*(.+?)\s*$")


class UnknownCode(NoCode):
    sentence = gettext_lazy(
        "This code is of another session, of somebody who is not on the list any more, or of a"
        " practice that was taken off the agenda."
    )


@dataclass
class Row:
    """What was typed in one row, and what became of it."""

    name: str
    code: str = ""
    keys: list[str] = field(default_factory=list)
    obstacles: str = ""
    key: str = field(default_factory=lambda: str(uuid4()))
    who: str = ""
    said: str = ""
    reasons: list[str | Promise] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.code.strip() or any(self.keys) or self.obstacles.strip())

    @property
    def is_saved(self) -> bool:
        return bool(self.said)

    @property
    def cells(self) -> list[tuple[int, str]]:
        return list(enumerate(self.keys, start=1))

    @property
    def sentence(self) -> str:
        return self.said or " ".join(str(each) for each in self.reasons)


def read_rows(typed: Mapping[str, str], names: Sequence[str], questions: int) -> list[Row]:
    return [
        Row(
            name=name,
            code=typed.get(f"{name}-code", "")[:20],
            keys=[typed.get(f"{name}-{n}", "").strip()[:2] for n in range(1, questions + 1)],
            obstacles=typed.get(f"{name}-obstacles", "")[:900],
            key=typed.get(f"{name}-key", "")[:40] or str(uuid4()),
        )
        for name in names
    ]


def take_in(row: Row, session: Session, papers: Papers, by: Reader) -> None:
    """Keep one sheet; the row says afterwards what became of it."""
    try:
        sheet = sheet_of(row, papers)
        row.who = words_for(sheet)
        answers = answers_of(row, papers.criteria)
        round_ = papers.round_for(sheet)
        done = enter_sheet(session=session, sheet=sheet, round_=round_, answers=answers, by=by)
    except Refusal as refusal:
        row.reasons = list(refusal.reasons)
        return
    numbers = {each.pk: n for n, each in enumerate(papers.criteria, start=1)}
    row.said = saved_words(row.who, len(done.kept), [numbers[pk] for pk in done.stood])


def sheet_of(row: Row, papers: Papers) -> Sheet:
    sheet = papers.by_code.get(read_code(row.code))
    if sheet is None:
        raise UnknownCode
    return sheet


def words_for(sheet: Sheet) -> str:
    """Whose sheet it is, and about what."""
    if sheet.region:
        who = _("%(region)s, agreed value") % {"region": sheet.region}
    else:
        assert sheet.person is not None  # noqa: S101 - a sheet is somebody's or a region's
        who = sheet.person.name or str(sheet.person.user)
    return _("%(who)s: %(practice)s") % {"who": who, "practice": sheet.item.title}


def saved_words(who: str, kept: int, stood: Sequence[int]) -> str:
    """What was saved, and what stays as the person had entered it."""
    said = ngettext("Saved, %(n)s answer. %(who)s.", "Saved, %(n)s answers. %(who)s.", kept)
    words = said % {"n": kept, "who": who}
    if not stood:
        return words
    stays = ngettext(
        "Question %(numbers)s was answered by the person and stays.",
        "Questions %(numbers)s were answered by the person and stay.",
        len(stood),
    )
    return f"{words} {stays % {'numbers': ', '.join(map(str, stood))}}"


def answers_of(row: Row, criteria: Sequence[Criterion]) -> list[Answer]:
    """The answers of the keys that were typed; the same row sent twice is the same answers."""
    wrong = [n for n, key in row.cells if key and key not in KEYS]
    if wrong:
        words = {"numbers": ", ".join(map(str, wrong))}
        raise BadInput(_("Question %(numbers)s: type 1 to 5, or 0 for “I do not know”.") % words)
    obstacles = obstacles_of(row, len(criteria))
    if not any(row.keys):
        raise BadInput(_("Type at least one answer."))
    return [
        Answer(
            criterion,
            KEYS[key],
            uuid=name_of(row, criterion, key, obstacles.get(n, "")),
            obstacle=obstacles.get(n, ""),
        )
        for (n, key), criterion in zip(row.cells, criteria, strict=True)
        if key
    ]


def name_of(row: Row, criterion: Criterion, key: str, obstacle: str) -> UUID:
    code = read_code(row.code)
    return uuid5(NAMESPACE_URL, f"{row.key}:{code}:{criterion.pk}:{key}:{obstacle}")


def obstacles_of(row: Row, questions: int) -> dict[int, str]:
    """“4: no staff; 5: no money” by question; each belongs to a question that has an answer."""
    found: dict[int, str] = {}
    for part in filter(str.strip, row.obstacles.split(";")):
        match = OBSTACLE.match(part)
        number = int(match.group(1)) if match else 0
        if not match or not 1 <= number <= questions:
            raise BadInput(
                _("Begin an obstacle with the number of its question, as in “4: no staff”.")
            )
        if not row.keys[number - 1]:
            raise BadInput(
                _("Question %(n)s has an obstacle and no answer. Type its answer, too.")
                % {"n": number}
            )
        found[number] = match.group(2)
    return found
