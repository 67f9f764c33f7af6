"""The way of a pair, from proposed to implemented, with the days on which it moved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from assessments.models import Assessment
from practices.models import TransferStatus

DECIDED = (
    TransferStatus.ADOPT,
    TransferStatus.ADAPT,
    TransferStatus.LEARN,
    TransferStatus.NOT_NOW,
)


@dataclass(frozen=True)
class Step:
    """One step: its mark, its word, and when it was taken, if it was."""

    mark: str
    words: str
    at: datetime | None
    is_past: bool
    is_now: bool


def steps_of(assessment: Assessment, *, decided_as: str = "") -> list[Step]:
    """The steps in their order; needs `with_moves()`. `decided_as` is the outcome in force."""
    transfer = assessment.transfer
    moved = _first_moves(assessment.moves)  # type: ignore[attr-defined]  # by with_moves
    begun = TransferStatus.INTERESTED
    if TransferStatus.PROPOSED in moved or TransferStatus.INTERESTED not in moved:
        begun = TransferStatus.PROPOSED
    outcome = decided_as or (transfer.status if transfer.status in DECIDED else "")
    ladder = [
        (begun, str(begun.label), [begun]),
        ("assessing", _("In assessment"), [TransferStatus.ASSESSING]),
        (outcome or "adopt", _("Decided"), [TransferStatus(outcome)] if outcome else DECIDED),
        ("plan", _("In plan"), [TransferStatus.PLAN]),
        ("done", _("Implemented"), [TransferStatus.DONE]),
    ]
    here = _place(transfer.status)
    return [
        Step(mark, words, _first(moved, statuses), place < here, place == here)
        for place, (mark, words, statuses) in enumerate(ladder)
        if place > 0 or here == 0 or _first(moved, statuses)
    ]


def _place(status: str) -> int:
    if status in DECIDED:
        return 2
    return {"proposed": 0, "interested": 0, "assessing": 1, "plan": 3, "done": 4}[status]


def _first_moves(moves: Iterable[Mapping[str, str]]) -> dict[str, datetime]:
    """When the pair first came to each status; a decision is dated by its last time."""
    found: dict[str, datetime] = {}
    for move in moves:
        status = move["to"]
        if move["before"] != status and (status in DECIDED or status not in found):
            found[status] = datetime.fromisoformat(move["at"])
    return found


def _first(moved: dict[str, datetime], statuses: Iterable[str]) -> datetime | None:
    return next((moved[each] for each in statuses if each in moved), None)
