import pytest

from assessments.kernel import Advice, Criterion, Dimension, Gate, GateState, Rater, assess
from assessments.kernel.gates import cap, gate_state

from .builders import make_raters

GATES = [
    Criterion("R1", Dimension.RELEVANCE, 1),
    Criterion("F1", Dimension.FEASIBILITY, 1, is_gate=True),
    Criterion("F2", Dimension.FEASIBILITY, 1, is_gate=True),
    Criterion("F3", Dimension.FEASIBILITY, 5),
]


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ([], GateState.UNKNOWN),
        ([-2], GateState.BLOCKING),
        ([-1], GateState.CLEAR),
        # Median -1.5 exactly, and half of the values.
        ([-2, -1], GateState.BLOCKING),
        ([-1, -2, -2, 0], GateState.BLOCKING),
        # Half of the values are -2 although the median is only -0.5 or 0.
        ([-2, -2, 1, 2], GateState.BLOCKING),
        ([-2, 2], GateState.BLOCKING),
        # A third is not half, and the median is -1.
        ([-2, -1, -1], GateState.CLEAR),
        ([-2, -2, -1, -1, 0], GateState.CLEAR),
        ([-2, -2, -2, 2, 2], GateState.BLOCKING),
    ],
)
def test_state(values, state):
    assert gate_state(values) == state


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ([-2], GateState.MITIGATED),
        ([1], GateState.CLEAR),
        ([], GateState.UNKNOWN),
    ],
)
def test_a_mitigation_matters_only_where_the_gate_blocks(values, state):
    assert gate_state(values, is_mitigated=True) == state


@pytest.mark.parametrize(
    ("states", "best"),
    [
        ([], None),
        ([GateState.CLEAR, GateState.MITIGATED], None),
        ([GateState.CLEAR, GateState.UNKNOWN], Advice.ADAPT),
        ([GateState.UNKNOWN, GateState.BLOCKING], Advice.LEARN),
    ],
)
def test_cap(states, best):
    assert cap([Gate(f"F{number}", state) for number, state in enumerate(states)]) == best


def test_who_says_i_do_not_know_leaves_a_gate_unknown():
    raters = make_raters(R1=[2, 2, 2], F1=[None, None, None], F2=[1, 1, 1], F3=[1, 1, 1])
    result = assess(GATES, raters)
    assert result.gates == (Gate("F1", GateState.UNKNOWN), Gate("F2", GateState.CLEAR))


def test_cap_does_not_lift_where_the_gate_would_be_unknown_instead():
    # A alone speaks of F1; without A nobody knows, which caps too, only less.
    raters = [
        Rater("A", "policy_maker", {"R1": 2, "F1": -2, "F2": 1, "F3": 2}),
        Rater("B", "policy_maker", {"R1": 2, "F2": 1, "F3": 2}),
        Rater("C", "policy_maker", {"R1": 2, "F2": 1, "F3": 2}),
    ]
    result = assess(GATES, raters)
    assert [(one.left_out, one.cap) for one in result.without.raters] == [
        ("A", Advice.ADAPT),
        ("B", Advice.LEARN),
        ("C", Advice.LEARN),
    ]
    assert result.suggestion.cap_lifts_without == ()


def test_a_mitigated_gate_stays_mitigated_whoever_is_left_out():
    raters = make_raters(R1=[2, 2, 2], F1=[-2, -2, -2], F2=[1, 1, 1], F3=[2, 2, 2])
    result = assess(GATES, raters, mitigated={"F1"})
    assert [one.cap for one in result.without.raters] == [None, None, None]
    assert result.suggestion.cap is None


def test_a_mitigation_does_not_hide_an_unknown_gate():
    raters = make_raters(R1=[2, 2, 2], F1=[-2, -2, -2], F3=[2, 2, 2])
    result = assess(GATES, raters, mitigated={"F1", "F2"})
    assert result.gates_in(GateState.MITIGATED) == ("F1",)
    assert result.gates_in(GateState.UNKNOWN) == ("F2",)
    assert result.suggestion.cap == Advice.ADAPT
