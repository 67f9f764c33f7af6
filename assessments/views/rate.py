"""Asking one question and taking one tap: sessions and rounds at home use the same page."""

import hashlib
from dataclasses import dataclass

from django.shortcuts import get_object_or_404

from assessments.actions.answers import Answer
from assessments.forms import AnswerForm
from assessments.models import Round, Seat
from assessments.sheet import Entry, Questions, needs_of
from core import clock
from core.errors import BadInput
from regions.http import HttpRequest


@dataclass(frozen=True)
class Asked:
    """One question as `assessments/_question.html` shows it."""

    round_id: int
    entry: Entry
    before: Entry | None
    saved: Entry | None
    needs: str
    device: str
    sequence: int


def asked(request: HttpRequest, questions: Questions, entry: Entry, round_: Round) -> Asked:
    """The question with what belongs to its tap."""
    return Asked(
        round_id=round_.pk,
        entry=entry,
        before=questions.before(entry),
        saved=questions.entry(request.GET.get("saved", "")),
        needs=needs_of(round_, entry.criterion),
        device=device_of(request),
        sequence=questions.answered + 1,
    )


def device_of(request: HttpRequest) -> str:
    """Tells two browsers of one person apart and says nothing else."""
    key = request.session.session_key or ""
    return hashlib.sha256(f"device:{key}".encode()).hexdigest()[:12]


def answer_sent(request: HttpRequest, seat: Seat) -> Answer:
    """The tap in a request; its own uuid makes sending it twice the same as once."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise BadInput(*[str(error) for errors in form.errors.values() for error in errors])
    typed = form.cleaned_data
    return Answer(
        get_object_or_404(seat.round.criteria_set.criteria.all(), code=typed["criterion"]),
        form.value,
        made_at=typed["made_at"] or clock.now(),
        uuid=typed["idempotency_key"],
        device=typed["device"],
        sequence=typed["sequence"] or 0,
        obstacle=typed["obstacle"],
        comment=typed["comment"],
    )
