"""What the API says about practices: public fields of the approved text, and no people."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Literal

from ninja import Field, Schema

from core.links import absolute
from practices.filters import EVIDENCE, SORTS, STATUSES
from practices.models import (
    Document,
    Instrument,
    Kind,
    Maturity,
    PlaceLevel,
    Practice,
    Revision,
)
from practices.reading.page import PracticePage as ReadPage
from practices.search.facets import DATED
from regions.api import Code
from regions.reader import Reader


def some(example: str, description: str, values: Iterable[str] = ()) -> Any:
    """Several values of a filter; the filter itself says in a sentence what it does not know."""
    said: dict[str, Any] = {"example": [example]}
    if values:
        said["items"] = {"type": "string", "enum": list(values)}
    return Field([], description=description, json_schema_extra=said)


class PracticeQuery(Schema):
    """The filters of the catalogue. Several values of one filter widen, filters narrow."""

    q: str = Field(
        "",
        description=(
            "Words that all stand in the text; “a phrase”; -without; or; begin*. The first 200"
            " characters count."
        ),
        json_schema_extra={"example": "vouchers -training"},
    )
    theme: list[str] = some("financing", "Codes of themes, as /themes lists them.")
    region: list[str] = some("SE22", "NUTS codes of partner regions, as /regions lists them.")
    country: list[str] = some("SE", "Two letters each (ISO 3166-1).")
    industry: list[str] = some("food", "Codes of fields of strength, as practices name them.")
    links: list[str] = some(
        "food~ict",
        "Links two fields of strength: both codes with ~ between, in the order of letters.",
    )
    tag: list[str] = some("calls", "Slugs of tags, as /tags lists them; former ones lead on.")
    evidence: list[str] = some(
        DATED,
        "Evidence of success: a statement with its date, statements without one, or none yet.",
        dict(EVIDENCE),
    )
    instrument: list[str] = some("voucher", "What kind of policy it is.", Instrument.values)
    kind: list[str] = some("tool", "A measure, or a tool that measures use.", Kind.values)
    maturity: list[str] = some("proven", "How far it has got.", Maturity.values)
    level: list[str] = some("regional", "At which level it works.", PlaceLevel.values)
    status: list[str] = some(
        "adopt",
        "Where it stands in the region of the token; only with the token of a partner.",
        STATUSES,
    )
    sort: Literal["", "relevance", "newest", "title", "taken_up"] = Field(
        "",
        description="Without it: best match where there are words, else the newest first.",
        json_schema_extra={"example": "title", "enum": [value for value, _label in SORTS]},
    )
    page_size: int = Field(
        20, ge=1, le=100, description="Rows at once.", json_schema_extra={"example": 100}
    )
    cursor: str = Field("", description="From “next” in the answer before.")


class ThemeOut(Schema):
    code: str
    name: str
    text: str


class TagOut(Schema):
    """A tag of at least one listed practice."""

    slug: str
    name: str
    practices: int


class PracticeOut(Schema):
    """A practice as in the list. `place` is where it works; dates are as precise as they say."""

    slug: str
    url: str
    title: str
    summary: str
    theme: Code | None
    organisation: str
    place: str
    countries: list[str]
    nuts_codes: list[str]
    origin_region: Code | None
    contributed_by: str
    level: str
    kind: str
    instrument: str
    maturity: str
    starts_on: date | None
    starts_precision: str
    ends_on: date | None
    ends_precision: str
    is_ongoing: bool | None
    tags: list[str]
    industries: list[Code]
    language: str
    is_stub: bool
    is_classified_by_us: bool
    first_published_at: datetime | None
    published_at: datetime | None
    confirmed_on: date | None

    @staticmethod
    def resolve_url(practice: Practice) -> str:
        return absolute(practice.get_absolute_url())

    @staticmethod
    def resolve_theme(practice: Practice) -> Code | None:
        theme = practice.theme
        return Code(code=theme.code, name=theme.name) if theme else None

    @staticmethod
    def resolve_origin_region(practice: Practice) -> Code | None:
        region = practice.origin_region
        return Code(code=region.code, name=region.name) if region else None

    @staticmethod
    def resolve_contributed_by(practice: Practice) -> str:
        return practice.partner.organisation

    @staticmethod
    def resolve_tags(practice: Practice) -> list[str]:
        return sorted(tag.name for tag in practice.tags.all())

    @staticmethod
    def resolve_industries(practice: Practice) -> list[Code]:
        return [Code(code=each.code, name=each.name) for each in practice.industries.all()]


class StatementOut(Schema):
    """A piece of evidence of success."""

    text: str
    figure: str
    source: str
    dated_on: date | None
    date_precision: str


class RequirementOut(Schema):
    """What a region needs: from 1 (a little) to 3 (much)."""

    kind: str
    needed: int = Field(ge=1, le=3)
    text: str
    is_core: bool


class SourceOut(Schema):
    label: str
    url: str


class TextOut(Schema):
    """The sections of a text, as Markdown."""

    problem: str
    how_it_works: str
    stakeholders: str
    resources: str
    evidence: str
    has_no_evidence_yet: bool
    challenges: str
    potential: str
    further_information: str
    caveats: str
    sources: list[SourceOut]

    @staticmethod
    def resolve_sources(text: Any) -> list[dict[str, str]]:
        links: list[dict[str, str]] = text.links
        return links


class DocumentOut(Schema):
    """A file or a picture that hangs on the text; `size` is in bytes."""

    name: str
    title: str
    type: str = Field(description="The media type, as in application/pdf.")
    size: int
    is_picture: bool
    alt: str = Field(description="What a picture shows.")
    url: str

    @staticmethod
    def resolve_type(document: Document) -> str:
        return document.content_type

    @staticmethod
    def resolve_url(document: Document) -> str:
        return absolute(document.get_absolute_url())


class PracticeDetail(PracticeOut, TextOut):
    """The whole approved text, and what hangs on it."""

    statements: list[StatementOut]
    requirements: list[RequirementOut]
    documents: list[DocumentOut]
    is_archived: bool

    @staticmethod
    def resolve_statements(practice: Practice) -> list[Any]:
        revision = practice.published_revision
        return list(revision.statements.all()) if revision else []

    @staticmethod
    def resolve_requirements(practice: Practice) -> list[Any]:
        revision = practice.published_revision
        return list(revision.requirements.all()) if revision else []

    @staticmethod
    def resolve_documents(practice: Practice) -> list[Document]:
        """Those of the approved text: the same for whoever may read it (P19)."""
        revision = practice.published_revision
        if revision is None:
            return []
        return list(ReadPage(practice, revision, (), Reader.visitor()).documents)

    @staticmethod
    def resolve_is_archived(practice: Practice) -> bool:
        return practice.archived_at is not None


class PracticePage(Schema):
    """Some practices, how many there are in all, and where the next ones are."""

    count: int
    next: str | None
    results: list[PracticeOut]


class DraftOut(TextOut):
    """An open text of one's own partner, or one that waits to be checked."""

    slug: str
    url: str
    state: str
    number: int
    title: str
    summary: str
    partner: str
    organisation: str
    place: str
    countries: list[str]
    nuts_codes: list[str]
    level: str
    kind: str
    instrument: str
    maturity: str
    language: str
    tags: list[str]
    industries: list[str]
    documents: list[DocumentOut] = Field(description="Their addresses open for who signed in.")
    edited_at: datetime
    submitted_at: datetime | None

    @staticmethod
    def resolve_slug(revision: Revision) -> str:
        return revision.practice.slug

    @staticmethod
    def resolve_url(revision: Revision) -> str:
        return absolute(revision.practice.get_absolute_url())

    @staticmethod
    def resolve_partner(revision: Revision) -> str:
        return revision.practice.partner.short

    @staticmethod
    def resolve_tags(revision: Revision) -> list[str]:
        return list(revision.tag_names)

    @staticmethod
    def resolve_documents(revision: Revision) -> list[Document]:
        return list(revision.documents.all())

    @staticmethod
    def resolve_industries(revision: Revision) -> list[str]:
        return list(revision.industry_codes)
