"""Four raters of one region and the full set, to the printed digits."""

from fractions import Fraction

import pytest

from assessments.kernel import (
    Advice,
    Consensus,
    GateState,
    Range,
    Rater,
    Reliability,
    Suggestion,
    assess,
)
from assessments.kernel.agreement import krippendorff_alpha

from .builders import FULL_CODES, FULL_SET, digits, worked_example

RESULT = assess(FULL_SET, worked_example())
FIGURES = {figures.code: figures for figures in RESULT.figures}


def test_relevance():
    assert RESULT.relevance.value == Fraction(13, 10)
    assert RESULT.relevance.coverage == 1
    assert RESULT.relevance.missing == ()
    assert RESULT.relevance.range == Range(
        low=Fraction(53, 45),
        high=Fraction(67, 45),
        low_without=("C",),
        high_without=("D",),
        uncovered=(),
    )
    assert digits(RESULT.relevance.value) == "1.3000"
    assert digits(RESULT.relevance.range.low) == "1.1778"
    assert digits(RESULT.relevance.range.high) == "1.4889"


def test_feasibility():
    around = RESULT.feasibility.range
    assert digits(RESULT.feasibility.value) == "0.3826"
    assert (digits(around.low), around.low_without) == ("0.2955", ("A",))
    assert (digits(around.high), around.high_without) == ("0.5076", ("B",))
    assert around.uncovered == ()


def test_leave_one_out_scores_are_kept_per_rater():
    kept = [
        (one.left_out, digits(one.relevance), digits(one.feasibility), one.uncapped, one.cap)
        for one in RESULT.without.raters
    ]
    assert kept == [
        ("A", "1.2444", "0.2955", Advice.ADAPT, Advice.LEARN),
        ("B", "1.2889", "0.5076", Advice.ADOPT, None),
        ("C", "1.1778", "0.3939", Advice.ADAPT, None),
        ("D", "1.4889", "0.3333", Advice.ADAPT, Advice.LEARN),
    ]


@pytest.mark.parametrize(
    ("code", "r_wg", "consensus"),
    [
        ("R3", "0.6667", Consensus.MIXED),
        ("F3", "0.5417", Consensus.MIXED),
        ("F4", "0.8750", Consensus.AGREED),
    ],
)
def test_r_wg(code, r_wg, consensus):
    assert (digits(FIGURES[code].r_wg), FIGURES[code].consensus) == (r_wg, consensus)


@pytest.mark.parametrize(
    ("metric", "alpha"), [("nominal", "0.0680"), ("ordinal", "0.5481"), ("interval", "0.5754")]
)
def test_alpha(metric, alpha):
    units = [
        [rater.answers[code] for rater in worked_example() if rater.answers[code] is not None]
        for code in FULL_CODES
    ]
    assert digits(krippendorff_alpha(units, metric)) == alpha


def test_alpha_of_the_assessment_is_the_ordinal_one():
    assert digits(RESULT.agreement.alpha) == "0.5481"
    assert RESULT.agreement.reliability == Reliability.NOT_RELIABLE
    assert RESULT.agreement.reason is None


def test_funding_is_a_blocking_gate():
    assert FIGURES["F3"].distribution == (2, 1, 1, 0, 0)
    assert FIGURES["F3"].median == Fraction(-3, 2)
    assert RESULT.gates_in(GateState.BLOCKING) == ("F3",)
    assert RESULT.gates_in(GateState.CLEAR) == ("F1", "F2", "F5")


def test_suggestion_is_capped():
    assert RESULT.suggestion == Suggestion(
        uncapped=Advice.ADAPT,
        cap=Advice.LEARN,
        capped=Advice.LEARN,
        could_easily_change=True,
        cap_lifts_without=("B", "C"),
        levels_that_decide=("intermediary",),
    )


def test_mitigation_lifts_the_cap():
    mitigated = assess(FULL_SET, worked_example(), mitigated={"F3"})
    assert mitigated.gates_in(GateState.MITIGATED) == ("F3",)
    assert mitigated.suggestion == Suggestion(
        uncapped=Advice.ADAPT,
        cap=None,
        capped=Advice.ADAPT,
        could_easily_change=True,
        cap_lifts_without=(),
        levels_that_decide=("intermediary",),
    )


def test_what_nobody_knows_stays_open():
    assert RESULT.open_questions == ("F1", "F2", "F10")
    assert [FIGURES[code].unknown for code in RESULT.open_questions] == [1, 1, 1]


def test_competence_and_owner_left_open_by_all():
    answers = {code: 1 for code in FULL_CODES if code not in {"F1", "F5"}}
    result = assess(FULL_SET, [Rater(key, "policy_maker", answers) for key in "ABCD"])
    assert result.feasibility.coverage == Fraction(16, 22)
    assert result.feasibility.value == 1
    assert result.feasibility.missing == ("F1", "F5")
    assert result.open_questions == ("F1", "F5")
    assert result.gates_in(GateState.UNKNOWN) == ("F1", "F5")
    assert result.suggestion == Suggestion(
        uncapped=Advice.ADOPT,
        cap=Advice.ADAPT,
        capped=Advice.ADAPT,
        could_easily_change=False,
        cap_lifts_without=(),
        levels_that_decide=("policy_maker",),
    )
