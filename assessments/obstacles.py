"""What stands in the way: obstacles that people raised and gates that block, with their answers.

Any of them needs an answer before any decision but "Not for us now".
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assessments.kernel import GateState, Result
from assessments.models import Criterion, Mitigation, RoundKind
from assessments.results import Material, Reading
from assessments.words import gate_words
from core.ui.dates import local


@dataclass(frozen=True)
class Quote:
    """An obstacle in somebody's words; who said it stays in the room."""

    text: str
    is_from_home: bool
    closed_on: date | None


@dataclass(frozen=True)
class Obstacle:
    """All that was raised on one criterion, and the region's answer."""

    criterion: Criterion
    quotes: tuple[Quote, ...]
    is_blocking: bool
    answer: Mitigation | None

    @property
    def is_open(self) -> bool:
        return self.answer is None


def obstacles_of(reading: Reading) -> list[Obstacle]:
    """Per criterion in the order of the set: blocking gates, and what anybody raised."""
    quotes = _quotes(reading.material)
    blocking = {
        *reading.result.gates_in(GateState.BLOCKING),
        *reading.result.gates_in(GateState.MITIGATED),
    }
    criteria = [
        each for each in reading.material.criteria if each.code in blocking or quotes[each.code]
    ]
    if not criteria:
        return []
    answered = {each.criterion.code: each for each in reading.mitigations}
    return [
        Obstacle(each, tuple(quotes[each.code]), each.code in blocking, answered.get(each.code))
        for each in criteria
    ]


@dataclass(frozen=True)
class GateLine:
    """A gate with its state, as a code and in words."""

    criterion: Criterion
    state: str
    words: str


GATE_ORDER = [GateState.BLOCKING, GateState.UNKNOWN, GateState.MITIGATED, GateState.CLEAR]


def gates_of(material: Material, result: Result) -> list[GateLine]:
    """Blocking ones first, then those not known, then the others."""
    criteria = {each.code: each for each in material.criteria}
    gates = sorted(result.gates, key=lambda gate: GATE_ORDER.index(gate.state))
    return [GateLine(criteria[g.code], g.state.value, gate_words(g.state)) for g in gates]


def still_open(obstacles: Sequence[Obstacle]) -> list[Obstacle]:
    return [each for each in obstacles if each.is_open]


def _quotes(material: Material) -> dict[str, list[Quote]]:
    rounds = {each.pk: each for each in material.rounds}
    found: dict[str, list[Quote]] = defaultdict(list)
    for answer in sorted(material.answers, key=lambda each: each.rating_id):
        if answer.obstacle:
            round_ = rounds[answer.round_id]
            closed = local(round_.closed_at) if round_.closed_at else None
            quote = Quote(answer.obstacle, round_.kind == RoundKind.HOME, closed)
            found[answer.code].append(quote)
    return found
