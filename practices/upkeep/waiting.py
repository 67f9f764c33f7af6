"""What waits for a person in the catalogue, in one statement: the first page asks many rooms."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    CharField,
    DateTimeField,
    F,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from practices.models import Comment, OwnerQuestion, Practice, Revision
from regions.reader import Reader

MOST = 3  # of one kind: whoever answers sees the next

TEXT, COMMENT, QUESTION, ANSWERED, ASKED = "text", "comment", "question", "answered", "asked"
BY_PARTNER, BY_COORDINATOR = "partner", "coordinator"  # whose remarks a text came back with

type Values = tuple[str, int, str, str, str, int, str, datetime | None, bool, str]


@dataclass(frozen=True)
class Waiting:
    """One thing: of which kind, about which practice (or text), in which state, since when."""

    kind: str
    pk: int
    title: str
    slug: str
    partner: str
    partner_id: int
    state: str
    since: datetime | None
    waits_for_partner: bool = False
    remarks: str = ""


def waiting_for(reader: Reader) -> list[Waiting]:
    """Texts by how long they wait, then comments, questions and the yearly answers."""
    first, *others = _branches(reader)
    rows = [Waiting(*values) for values in first.union(*others, all=True).order_by()]
    order = (TEXT, COMMENT, QUESTION, ANSWERED, ASKED)
    return sorted(rows, key=lambda row: (order.index(row.kind), not row.since, row.since, row.pk))


def _branches(reader: Reader) -> Iterator["QuerySet[Any, Values]"]:
    yield _texts(reader)
    if reader.is_coordinator:
        reported = Comment.objects.reported_to(reader)
        yield _branch(reported, COMMENT, since="reported_at", practice="practice__")
    questions = OwnerQuestion.objects.waiting_for(reader).in_order()[:MOST]
    yield _branch(questions, QUESTION, since="asked_at", practice="practice__", state="state")
    answered = Practice.objects.answered_for(reader)[:MOST]
    yield _branch(answered, ANSWERED, since="owner_said_at", state="owner_said")
    asked = Practice.objects.asked_for(reader)[:MOST]
    yield _branch(asked, ASKED, since="asked_still_true_on")


def _texts(reader: Reader) -> "QuerySet[Any, Values]":
    """Submitted ones, and drafts that this person wrote last."""
    entered = Q(is_entered_for_partner=True, partner_confirmed_at__isnull=True)
    since = Case(
        When(Q(entered, state="submitted"), then="partner_asked_at"),
        When(state="submitted", then="submitted_at"),
        default="edited_at",
    )
    remarks = Case(
        When(~Q(partner_remarks=""), then=Value(BY_PARTNER)),
        When(~Q(remarks=""), then=Value(BY_COORDINATOR)),
        default=Value(""),
    )
    texts = Revision.objects.visible_to(reader).open()
    theirs = texts.filter(Q(state="submitted") | Q(edited_by=reader.member_id))
    return _branch(
        theirs.order_by(),
        TEXT,
        since=since,
        title="title",
        practice="practice__",
        state="state",
        waits=Case(When(entered, then=Value(True)), default=Value(False)),
        remarks=remarks,
    )


def _branch(
    rows: QuerySet[Any],
    kind: str,
    *,
    since: str | Combinable,
    practice: str = "",
    title: str = "",
    state: str = "",
    waits: Combinable | None = None,
    remarks: Combinable | None = None,
) -> "QuerySet[Any, Values]":
    """Every kind in the same columns; `practice` is the way from a row to its practice."""
    values: dict[str, Combinable] = {
        "kind_": Value(kind, CharField()),
        "pk_": Cast("pk", BigIntegerField()),
        "title_": Cast(title or f"{practice}title", CharField()),
        "slug_": Cast(f"{practice}slug", CharField()),
        "partner_": F(f"{practice}partner__short"),
        "partner_id_": F(f"{practice}partner_id"),
        "state_": Cast(state, CharField()) if state else Value("", CharField()),
        "since_": Cast(since, DateTimeField()),
        "waits_": Cast(waits if waits is not None else Value(False), BooleanField()),
        "remarks_": Cast(remarks if remarks is not None else Value(""), CharField()),
    }
    named: QuerySet[Any, Values] = rows.annotate(**values).values_list(*values)
    return named
