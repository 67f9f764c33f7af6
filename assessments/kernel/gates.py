"""Gates: criteria that can stop a transfer on their own."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction

from .figures import Values, quantile
from .model import LOWEST, Advice, Criterion, GateState
from .result import Gate

BLOCKING_MEDIAN = Fraction(-3, 2)


def gate_state(values: Sequence[int], *, is_mitigated: bool = False) -> GateState:
    """The state of one gate from its values (-2 to +2).

    Blocking: the median is at most -1.5, or at least half of the values are -2. Mitigated:
    blocking, but a way around it is recorded. Unknown: nobody gave a value, and no mitigation
    changes that.
    """
    median = quantile(values, Fraction(1, 2))
    if median is None:
        return GateState.UNKNOWN
    # Among whole values such a median means that half are -2; people are told the rule with both.
    if median > BLOCKING_MEDIAN and 2 * values.count(LOWEST) < len(values):
        return GateState.CLEAR
    return GateState.MITIGATED if is_mitigated else GateState.BLOCKING


def gates(
    criteria: Iterable[Criterion], values: Values, mitigated: AbstractSet[str]
) -> tuple[Gate, ...]:
    """The gates among the criteria with their states, in the order of the criteria."""
    return tuple(
        Gate(
            criterion.code,
            gate_state(values[criterion.code], is_mitigated=criterion.code in mitigated),
        )
        for criterion in criteria
        if criterion.is_gate
    )


def cap(states: Iterable[Gate]) -> Advice | None:
    """The best suggestion that the gates allow; None when they allow any.

    A blocking gate allows "learn" at best, an unknown gate "adapt".
    """
    found = {gate.state for gate in states}
    if GateState.BLOCKING in found:
        return Advice.LEARN
    return Advice.ADAPT if GateState.UNKNOWN in found else None
