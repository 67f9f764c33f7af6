"""What stands in one cell of the comparison, and when two cells say the same."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core.ui.dates import day
from core.ui.markdown import to_text
from practices.models import EvidenceStatement, Practice, Requirement

LONGEST_TEXT: Final = 40  # words of a section; the rest is on the practice's own page


@dataclass(frozen=True)
class Cell:
    """What one practice says on a line; without a text it says nothing about it."""

    text: str = ""
    note: str = ""  # said more quietly behind it
    more: str = ""  # where a longer text goes on
    lang: str = ""

    @property
    def key(self) -> Any:
        return (self.text, self.note)


@dataclass(frozen=True)
class Needs:
    """What a practice needs of one kind; where it names no needs at all, nobody knows."""

    requirements: list[Requirement]
    is_stated: bool

    @property
    def key(self) -> Any:
        return self.is_stated, [(each.needed, each.text) for each in self.requirements]


@dataclass(frozen=True)
class Shown:
    """A practice's theme, strip or status, or what an app above says: drawn by its own tag."""

    content: Any
    key: Any
    template: str = ""


@dataclass(frozen=True)
class Line:
    """One question with the answer of each practice; `kind` names how its cells are drawn."""

    heading: str
    kind: str
    cells: Sequence[Cell | Needs | Shown]

    @property
    def is_same(self) -> bool:
        return all(cell.key == self.cells[0].key for cell in self.cells)


@dataclass(frozen=True)
class Part:
    """Lines under one heading; `region` is named in the heading where it is about the reader's."""

    heading: str
    lines: list[Line]


def lang_of(practice: Practice) -> str:
    """The language of the text, where it is not the language of the page."""
    return "" if practice.language == get_language() else practice.language


def excerpt_of(practice: Practice, text: str, anchor: str) -> Cell:
    """The beginning of a section, and where it goes on."""
    plain = to_text(text)
    short = Truncator(plain).words(LONGEST_TEXT)
    more = f"{practice.get_absolute_url()}#{anchor}" if short != plain else ""
    return Cell(short, more=more, lang=lang_of(practice))


def evidence_of(practice: Practice) -> Cell:
    statements = statements_of(practice)
    text = practice.evidence or "\n".join(each.text for each in statements)
    if not text:
        return Cell(_("None yet.") if practice.has_no_evidence_yet else "")
    cell = excerpt_of(practice, text, "evidence")
    dated = [(each.dated_on, each.date_precision) for each in statements if each.dated_on]
    if not dated:
        return cell
    words = ngettext(
        "%(n)s statement with a date: %(day)s",
        "%(n)s statements with a date, the latest of %(day)s",
        len(dated),
    )
    note = words % {"n": len(dated), "day": day(*max(dated))}
    return Cell(cell.text, note, cell.more, cell.lang)


def statements_of(practice: Practice) -> list[EvidenceStatement]:
    revision = practice.published_revision
    return list(revision.statements.all()) if revision else []


def requirements_of(practice: Practice) -> list[Requirement]:
    revision = practice.published_revision
    return list(revision.requirements.all()) if revision else []


def kind_of(practice: Practice) -> str:
    words = [practice.get_kind_display(), practice.get_instrument_display()]
    return ", ".join(word for word in words if word)


def listed(labels: Iterable[Mapping[str, str]]) -> str:
    return ", ".join(each["name"] for each in labels)
