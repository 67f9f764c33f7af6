"""What the API says about practices: public fields of the approved text, and no people."""

from datetime import date, datetime
from typing import Any, Literal

from ninja import Field, Schema

from core.links import absolute
from practices.models import Practice, Revision
from regions.api import Code


class PracticeQuery(Schema):
    """The filters of the catalogue. Several values of one filter widen, filters narrow."""

    q: str = Field(
        "", description="Words, “a phrase”, -without, or, begin*; at most 200 characters."
    )
    theme: list[str] = Field([], description="Codes of themes.")
    region: list[str] = Field([], description="NUTS codes of partner regions.")
    country: list[str] = Field([], description="Two letters each (ISO 3166-1).")
    industry: list[str] = Field([], description="Codes of fields of strength.")
    links: list[str] = Field(
        [], description="Two codes of fields of strength with ~ between, in the order of letters."
    )
    tag: list[str] = Field([], description="Slugs of tags.")
    evidence: list[str] = Field(
        [], description="dated (a statement with its date), undated or none (said so)."
    )
    instrument: list[str] = Field(
        [],
        description=(
            "public_procurement, special_call, voucher, grant, service, network or method."
        ),
    )
    kind: list[str] = Field([], description="measure or tool.")
    maturity: list[str] = Field([], description="established, proven, pilot or idea.")
    level: list[str] = Field([], description="national, regional or local.")
    sort: Literal["", "relevance", "newest", "title", "taken_up"] = Field(
        "", description="Without it: best match where there are words, else the newest first."
    )
    page_size: int = Field(20, ge=1, le=100, description="Rows at once.")
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


class PracticeDetail(PracticeOut, TextOut):
    """The whole approved text."""

    statements: list[StatementOut]
    requirements: list[RequirementOut]
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
    def resolve_industries(revision: Revision) -> list[str]:
        return list(revision.industry_codes)
