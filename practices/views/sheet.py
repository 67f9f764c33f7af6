"""What the writing page shows around the form, and what comes back from it."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict

from core import clock
from core.errors import Refusal
from core.ui.dates import is_today, time_of_day
from core.ui.fields import problems_of
from practices.actions.draft import Seen
from practices.documents.shelf import Shelf
from practices.forms import Writing
from practices.models import Practice, Revision
from practices.reading.authors import role_of, roles_of
from practices.rules import Gap, completeness_gaps, delete_blockers, deleting_refusals
from practices.views.comparison import TwoVersions
from practices.writing.manuscript import Manuscript
from practices.writing.sections import Check, checks_of, sections_of
from practices.writing.translations import SAME_LANGUAGE, Languages
from practices.writing.versions import TEXTS, Merge
from regions.models import Partner
from regions.reader import Reader

DAYS_KEPT: Final = 7  # on the computer of the writer, until the words are saved


@dataclass(frozen=True)
class Sheet:
    """Whose text is on the page: a new one, an open revision, or a public text to begin from."""

    partner: Partner | None
    practice: Practice | None = None
    revision: Revision | None = None

    @property
    def is_new(self) -> bool:
        return self.practice is None

    @property
    def text(self) -> Manuscript:
        return Manuscript.of(self.revision) if self.revision else Manuscript({})

    @property
    def seen(self) -> str:
        """Carried by the form, so that a save upon an older text is noticed."""
        return f"{self.revision.pk}:{self.revision.edit}" if self.revision else ""

    @property
    def draft(self) -> Revision | None:
        """The open revision; None while nothing was saved."""
        return self.revision if self.revision and self.revision.is_open else None

    @property
    def place(self) -> str:
        """By what the browser knows words again that it kept for this text."""
        return f"practice:{self.practice.pk}" if self.practice else "new"

    @property
    def saved_today_at(self) -> str:
        """14:05; empty when it was saved before today, or never."""
        known = self.draft is not None and is_today(self.draft.edited_at, clock.today())
        return time_of_day(self.draft.edited_at) if self.draft and known else ""


def seen_in(writing: Writing) -> Seen:
    """Which text the writer had before them; a damaged value is none, and so an older one."""
    revision, _sign, edit = writing.form.cleaned_data.get("seen", "").partition(":")
    if revision.isdecimal() and edit.isdecimal():
        return Seen(int(revision), int(edit))
    return Seen(0, 0)


def settled(sent: QueryDict) -> QueryDict:
    """The form with each choice between two versions carried out."""
    data = sent.copy()
    for slot in TEXTS:
        picked = data.get(f"pick-{slot}")
        if picked in {"theirs", "yours"}:
            data[slot] = data.get(f"{picked}-{slot}", "")
    return data


def with_lines_changed(data: QueryDict, act: str) -> tuple[QueryDict, str]:
    """What "add-statements" or "remove-statements-2" makes of it, and which list gets longer."""
    verb, _sign, which = act.partition("-")
    if verb == "add":
        return data, which
    data = data.copy()
    for key in [key for key in data if key.startswith(f"{which}-")]:
        del data[key]
    return data, ""


def context_of(
    sheet: Sheet,
    writing: Writing,
    text: Manuscript,
    reader: Reader,
    *,
    refusal: Refusal | None = None,
    both: Merge | None = None,
) -> dict[str, Any]:
    gaps = completeness_gaps(text)
    conflicts = both.conflicts if both else ()
    saved_at = sheet.saved_today_at
    versions = [TwoVersions.of(each, writing.form, saved_at) for each in conflicts]
    languages = Languages.of(sheet.revision, text)
    checks = _checks(writing, gaps, versions, languages)
    return {
        "sheet": sheet,
        "practice": sheet.practice,
        "writing": writing,
        "form": writing.form,
        "text": text,
        "gaps": gaps,
        "sections": sections_of(text, gaps, conflicts),
        "refusal": refusal,
        "conflicts": {each.slot: each for each in versions},
        "other_conflicts": [each for each in versions if not each.is_text],
        "taken": both.taken if both else (),
        "days_kept": DAYS_KEPT,
        "saved_by": _saved_by(sheet, reader) if both else "",
        "checks": checks,
        "open_count": sum(not each.is_done for each in checks),
        "languages": languages,
        "shelf": Shelf.of(sheet.draft) if sheet.draft else None,
        "can_delete": sheet.draft is not None
        and not deleting_refusals(reader, sheet.draft)
        and not delete_blockers(sheet.draft),
    }


def _checks(
    writing: Writing, gaps: list[Gap], versions: list[TwoVersions], languages: Languages
) -> list[Check]:
    missing = [(writing.anchor_of(gap), gap.sentence) for gap in gaps]
    missing += [("id_language", SAME_LANGUAGE)] if languages.are_same else []
    return checks_of(
        missing,
        [(each.anchor, each.sentence) for each in problems_of(writing)],
        [(f"c-{each.slot}", each.label) for each in versions],
    )


def _saved_by(sheet: Sheet, reader: Reader) -> str:
    person = sheet.revision.edited_by_id if sheet.revision else None
    return str(role_of(person, roles_of([person], reader)))
