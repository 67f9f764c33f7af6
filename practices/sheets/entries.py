"""A practice as one row: its text with what stands around it, public or being written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final, Self

from django.utils import timezone

from practices.models import Practice, Revision
from practices.partial_dates import PartialDate
from practices.sheets.cells import plain
from practices.sheets.columns import COLUMNS, Column, cells_of
from practices.sheets.names import Names
from practices.writing.manuscript import COLUMNS as TEXT_COLUMNS
from practices.writing.manuscript import Manuscript, needs_of, statements_of
from practices.writing.versions import slots


@dataclass(frozen=True)
class Entry:
    """One row of an export. A draft has no address yet, and was never published."""

    slug: str
    partner: str
    text: Manuscript
    address: str = ""
    region: str = ""
    first_published_on: date | None = None
    published_on: date | None = None
    confirmed_on: date | None = None
    is_projects_own: bool = False

    @classmethod
    def of_public(cls, practice: Practice, origin: str = "") -> Self:
        """As everybody reads it; needs `with_sheet()`. `origin` is the site's address."""
        region = practice.origin_region
        return cls(
            slug=practice.slug,
            partner=practice.partner.short,
            text=public_text(practice),
            address=origin.rstrip("/") + practice.get_absolute_url(),
            region=f"{region.name} ({region.code})" if region else "",
            first_published_on=_day(practice.first_published_at),
            published_on=_day(practice.published_at),
            confirmed_on=practice.confirmed_on,
            is_projects_own=practice.is_projects_own,
        )

    @classmethod
    def of_draft(cls, revision: Revision) -> Self:
        """A text that is being written; needs its practice with partner, and its parts."""
        practice = revision.practice
        return cls(practice.slug, practice.partner.short, Manuscript.of(revision))

    @property
    def version(self) -> str:
        """Differs once the text has changed; a letter first, so that it is no number."""
        return version_of(self.text)


def version_of(text: Manuscript) -> str:
    said = [_alike(value) for value in slots(text).values()]
    return f"v{sha256(repr(said).encode()).hexdigest()[:10]}"


def _alike(value: Any) -> Any:
    """Equal for values that read the same, whatever container they come in."""
    if isinstance(value, str):
        return plain(value).strip()
    return [str(each) for each in value] if isinstance(value, list | tuple) else value


def public_text(practice: Practice) -> Manuscript:
    """The words that everybody reads, with the tags as they are called today."""
    public = practice.published_revision
    return Manuscript(
        content={column: getattr(practice, column) for column in TEXT_COLUMNS},
        tag_names=tuple(sorted(tag.name for tag in practice.tags.all())),
        industry_codes=tuple(sorted(each.code for each in practice.industries.all())),
        statements=statements_of(public) if public else (),
        requirements=needs_of(public) if public else (),
    )


def _day(moment: Any) -> date | None:
    """The day where this instance lives, as the pages say it."""
    return timezone.localdate(moment) if moment else None


@dataclass(frozen=True)
class Note:
    """A column for information: it goes out, and is not read when it comes back."""

    key: str
    heading: str
    write: Callable[[Entry], str]
    width: int = 14


SLUG: Final = "slug"
PARTNER: Final = "partner"
VERSION: Final = "version"
FIRST: Final = (
    Note(SLUG, "Slug", lambda entry: entry.slug, 24),
    Note(PARTNER, "Partner", lambda entry: entry.partner, 24),
)
NOTES: Final = (
    Note("address", "Permanent address", lambda entry: entry.address, 30),
    Note("region", "Partner region", lambda entry: entry.region, 24),
    Note("first_published", "First published", lambda entry: _iso(entry.first_published_on)),
    Note("published", "Last published", lambda entry: _iso(entry.published_on)),
    Note("confirmed", "Last confirmed", lambda entry: _iso(entry.confirmed_on)),
    Note("own", "Named by the project itself", lambda entry: _yes(entry.is_projects_own)),
    Note(
        "ours",
        "Classified by us",
        lambda entry: _yes(bool(entry.text["is_classified_by_us"])),
    ),
    Note(VERSION, "Version", lambda entry: entry.version),
)
ALL: Final[tuple[Note | Column, ...]] = (*FIRST, *COLUMNS, *NOTES)
HEADINGS: Final = tuple(column.heading for column in ALL)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def row_of(entry: Entry, names: Names) -> list[str]:
    """The cells in the order of `HEADINGS`, as they are meant."""
    words = cells_of(entry.text, names)
    notes = {note.key: plain(note.write(entry)) for note in (*FIRST, *NOTES)}
    return [(words | notes)[column.key] for column in ALL]


def record_of(entry: Entry, names: Names) -> dict[str, Any]:
    """The same for programs: lists are lists, dates are as precise as they are known."""
    text = entry.text
    chosen = ("title", "summary", "organisation", "place", "level", "countries", "nuts_codes")
    words = ("problem", "how_it_works", "stakeholders", "evidence", "has_no_evidence_yet")
    more = ("resources", "challenges", "potential", "further_information", "caveats", "sources")
    marks = ("kind", "instrument", "maturity", "language", "is_stub", "is_classified_by_us")
    return {
        "slug": entry.slug,
        "address": entry.address or None,
        "partner": entry.partner,
        "region": entry.region or None,
        **{name: text[name] for name in (*chosen, "is_ongoing", "period_text", *words)},
        "theme": names.themes.word(str(text["theme_id"])) if text["theme_id"] else None,
        "starts": _known(text, "starts"),
        "ends": _known(text, "ends"),
        "statements": [
            {
                "text": each.text,
                "date": str(PartialDate(each.dated_on, each.date_precision))
                if each.dated_on
                else None,
                "source": each.source,
                "figure": each.figure,
            }
            for each in text.statements
        ],
        "requirements": [
            {"kind": each.kind, "needed": each.needed, "text": each.text, "is_core": each.is_core}
            for each in text.requirements
        ],
        "tags": list(text.tag_names),
        "fields_of_strength": [names.industries.word(code) for code in text.industry_codes],
        **{name: text[name] for name in (*more, *marks)},
        "is_projects_own": entry.is_projects_own,
        "first_published_on": entry.first_published_on,
        "published_on": entry.published_on,
        "confirmed_on": entry.confirmed_on,
        "version": entry.version,
    }


def _known(text: Manuscript, name: str) -> str | None:
    known = text[f"{name}_on"]
    return str(PartialDate(known, text[f"{name}_precision"])) if known else None
