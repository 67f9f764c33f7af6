"""Practices for tests, published unless told otherwise, told apart by a counter."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from core import clock
from practices import search, words
from practices.actions.tagging import keep_tags
from practices.models import (
    CONTENT_FIELDS,
    EvidenceStatement,
    OwnerQuestion,
    Practice,
    QuestionState,
    Requirement,
    RequirementKind,
    Revision,
    RevisionState,
    Theme,
    Topic,
    TopicEntry,
    Transfer,
    TransferStatus,
)
from regions.models import Industry, Partner, Region
from regions.names import sort_key
from regions.tests.factories import make_partner, make_region, next_number

PUBLISHED_AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
CONTENT: dict[str, Any] = {
    "summary": "What it does, in one line.",
    "organisation": "Agency for clusters",
    "place": "Lund",
    "countries": ["SE"],
    "nuts_codes": ["SE22"],
    "problem": "Firms do not find each other.",
    "how_it_works": "People meet and talk.",
    "evidence": "Ten firms took part.",
}


def make_theme(*, code: str = "", name: str = "", **fields: Any) -> Theme:
    number = next_number()
    return Theme.objects.create(
        code=code or f"theme-{number}",
        name=name or f"Theme {number}",
        **{"position": number % 30_000} | fields,
    )


def make_practice(
    *,
    partner: Partner | None = None,
    title: str = "",
    slug: str = "",
    origin_region: Region | None = None,
    tags: Iterable[str] = (),
    industries: Iterable[Industry] = (),
    published_at: datetime = PUBLISHED_AT,
    **fields: Any,
) -> Practice:
    """A published practice with its approved revision. `fields` are of the text or the practice."""
    practice = make_draft(
        partner=partner,
        title=title,
        slug=slug,
        origin_region=origin_region,
        tags=tags,
        industries=industries,
        **fields,
    )
    revision = practice.revisions.get()
    publish_directly(practice, revision, published_at)
    return practice


def make_draft(
    *,
    partner: Partner | None = None,
    title: str = "",
    slug: str = "",
    origin_region: Region | None = None,
    state: str = RevisionState.DRAFT,
    tags: Iterable[str] = (),
    industries: Iterable[Industry] = (),
    **fields: Any,
) -> Practice:
    """A practice that was never published; its text stands in its one revision."""
    number = next_number()
    title = title or f"Practice {number}"
    content = CONTENT | {key: fields.pop(key) for key in CONTENT_FIELDS if key in fields}
    practice = Practice.objects.create(
        title=title,
        title_sort=sort_key(title),
        slug=slug or f"practice-{number}",
        partner=partner or make_partner(),
        origin_region=origin_region,
        **fields,
    )
    make_revision(
        practice,
        title=title,
        state=state,
        tag_names=sorted(tags),
        industry_codes=[industry.code for industry in industries],
        **content,
    )
    return practice


def make_revision(
    practice: Practice, *, number: int = 0, state: str = RevisionState.DRAFT, **fields: Any
) -> Revision:
    """A further text of the practice; the next number unless one is given."""
    values = CONTENT | {"title": practice.title} | fields
    if state != RevisionState.DRAFT:
        values.setdefault("submitted_at", PUBLISHED_AT)
    if state in {RevisionState.APPROVED, RevisionState.SUPERSEDED}:
        values.setdefault("approved_at", PUBLISHED_AT)
    return Revision.objects.create(
        practice=practice,
        number=number or practice.revisions.count() + 1,
        state=state,
        **values,
    )


def publish_directly(
    practice: Practice, revision: Revision, at: datetime = PUBLISHED_AT
) -> Practice:
    """Make the revision the public text, as the approval does, without asking anybody."""
    practice.revisions.filter(state=RevisionState.APPROVED).update(state=RevisionState.SUPERSEDED)
    revision.state = RevisionState.APPROVED
    revision.approved_at = at
    revision.save()
    for name in CONTENT_FIELDS:
        setattr(practice, name, getattr(revision, name))
    practice.title_sort = sort_key(practice.title)
    practice.published_revision = revision
    practice.first_published_at = practice.first_published_at or at
    practice.published_at = at
    practice.save()
    keep_tags(practice)
    practice.industries.set(Industry.objects.filter(code__in=revision.industry_codes))
    search.index(practice)
    words.learn(practice)
    return practice


def make_statement(revision: Revision, *, text: str = "", **fields: Any) -> EvidenceStatement:
    return EvidenceStatement.objects.create(
        revision=revision, text=text or f"Statement {next_number()}.", **fields
    )


def make_requirement(
    revision: Revision,
    *,
    kind: str = RequirementKind.STAFF,
    needed: int = 2,
    text: str = "",
    **fields: Any,
) -> Requirement:
    return Requirement.objects.create(
        revision=revision,
        kind=kind,
        needed=needed,
        text=text or f"Need {next_number()}.",
        **fields,
    )


def make_transfer(
    practice: Practice | None = None,
    region: Region | None = None,
    status: str = TransferStatus.INTERESTED,
    *,
    is_public: bool = False,
    **fields: Any,
) -> Transfer:
    return Transfer.objects.create(
        practice=practice or make_practice(),
        region=region or make_region(),
        status=status,
        is_public=is_public,
        **fields,
    )


def make_topic_of(*practices: Practice, name: str = "", **fields: Any) -> Topic:
    """With these practices under it."""
    number = next_number()
    topic = Topic.objects.create(
        **{"name": name or f"Topic {number}", "position": number % 30_000} | fields
    )
    for position, each in enumerate(practices):
        TopicEntry.objects.create(topic=topic, practice=each, position=position)
    return topic


def make_question(practice: Practice | None = None, **fields: Any) -> OwnerQuestion:
    """One that waits for the coordinator, unless told otherwise."""
    number = next_number()
    values: dict[str, Any] = {
        "name": f"Asker {number}",
        "organisation": "Chamber of Somewhere",
        "email": f"asker{number}@example.org",
        "text": f"How many people work on it, question {number}?",
    }
    if fields.get("state") == QuestionState.ANSWERED:
        values |= {"answer": f"Three people, answer {number}.", "answered_at": clock.now()}
    return OwnerQuestion.objects.create(practice=practice or make_practice(), **values | fields)
