"""Sentences: outcome, reason, doubt, in this order."""

from fractions import Fraction

import pytest

from assessments.kernel import Consensus, assess
from assessments.tests.kernel.builders import FULL_CODES, FULL_SET, make_raters, worked_example
from assessments.words import (
    agreement_line,
    basis_line,
    consensus_word,
    coverage_line,
    finding,
    first_look_sentence,
    levels_line,
    lifts_line,
    range_line,
    score_text,
    so_far,
    verdict,
)
from core import clock
from core.ui.words import joined, number_word

TOPICS = {code: code for code in FULL_CODES} | {
    "F1": "legal power",
    "F3": "money",
    "R1": "strategy",
}
LABELS = {
    "adopt": "Adopt as it is",
    "adapt": "Adapt to us",
    "learn": "Take ideas",
    "not_now": "Not for us now",
}
EXAMPLE = assess(FULL_SET, worked_example())


def result_of(mitigated=frozenset(), **values):
    """Three people who agree; all answers are +1 unless told otherwise."""
    columns = dict.fromkeys(FULL_CODES, (1, 1, 1)) | values
    return assess(FULL_SET, make_raters(**columns), mitigated=mitigated)


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        (
            EXAMPLE,
            "We suggest: take ideas. Money is open; once it is answered: adapt to us."
            " It could easily change.",
        ),
        (
            assess(FULL_SET, worked_example(), mitigated={"F3"}),
            "We suggest: adapt to us. It is needed, and feasible with changes."
            " It could easily change.",
        ),
        (result_of(), "We suggest: adopt as it is. It is needed and feasible."),
        (
            result_of(F1=(None, None, None)),
            "We suggest: adapt to us. Legal power is not known yet; without that: adopt as it is.",
        ),
        (
            result_of(F1=(-2, -2, -2), F3=(-2, -2, -2)),
            "We suggest: take ideas. Legal power and money are open;"
            " once they are answered: adapt to us.",
        ),
        (
            result_of(F1=(-2, -2, -2), F3=(None, None, None)),
            "We suggest: take ideas. Legal power is open; once it is answered: adapt to us."
            " Money is not known yet.",
        ),
        (
            result_of(**{code: (-1, -1, -1) for code in FULL_CODES if code[0] == "R"}),
            "We suggest: not for us now. It is not needed enough.",
        ),
    ],
)
def test_verdict(result, sentence):
    assert verdict(result, TOPICS) == sentence


def test_no_verdict_without_a_suggestion():
    assert verdict(assess(FULL_SET, make_raters(R1=(1, 1))), TOPICS) == ""


def test_numbers_are_rounded_once_half_away_from_zero():
    assert [score_text(Fraction(n, 1000)) for n in (1300, 382, -395, 4, -5, 5)] == [
        "+1.30",
        "+0.38",
        "−0.40",
        "0.00",
        "−0.01",
        "+0.01",
    ]
    assert score_text(Fraction(4951, 1_000_000)) == "0.00"
    assert score_text(None) == "–"


def test_range():
    assert range_line(EXAMPLE.relevance.range) == "+1.18 to +1.49"
    assert range_line(EXAMPLE.feasibility.range) == "+0.30 to +0.51"
    assert range_line(None) == ""


def test_basis():
    with clock.at(clock.now()):
        day = clock.today().replace(year=2013, month=4, day=22)
    lines = basis_line(EXAMPLE, region="Skåne", has_table=False, closed_on=day, questions=16)
    assert lines == [
        "Four people of Skåne, sixteen questions, closed on 22 April 2013.",
        "61 of 64 answers; three times “I do not know”.",
        "The range leaves out each person once; it crosses +0.50.",
    ]


def test_agreement():
    assert agreement_line(EXAMPLE) == (
        "Agreed from 0.70, mixed from 0.50, below that split."
        " Over all sixteen questions the answers are not reliable enough for one figure"
        " (Krippendorff’s alpha 0.55), so read the profile."
        " With four people the figure per question is the more honest one."
    )
    assert agreement_line(result_of()) == (
        "Agreed from 0.70, mixed from 0.50, below that split."
        " There is no figure over all questions: the answers do not vary."
    )


def test_words_for_agreement():
    assert [consensus_word(each) for each in Consensus] == [
        "Agreed",
        "Mixed",
        "Split",
        "too few to tell",
    ]


def test_levels_that_decide():
    sizes = {"policy_maker": 2, "intermediary": 1, "practitioner": 1}
    assert levels_line(EXAMPLE, sizes, LABELS) == (
        "One level alone decides: without the intermediary it reads “Adopt as it is”."
    )
    levels = {"A": "policy_maker", "B": "intermediary", "C": "practitioner", "D": "policy_maker"}
    assert lifts_line(EXAMPLE, levels) == (
        "Without any one of two people (1 intermediary, 1 practitioner) the cap would lift."
    )
    assert lifts_line(result_of(), levels) == ""


def test_findings():
    assert finding(EXAMPLE) == "Needed, and only just feasible"
    assert finding(result_of()) == "Needed, and feasible"


def test_low_coverage():
    result = result_of(**dict.fromkeys(("F1", "F3", "F5"), (None,) * 3))
    assert result.feasibility.value is None
    assert coverage_line(result.feasibility) == (
        "0.59 of the weight answered, at least 0.70 is needed"
    )


def test_first_look():
    result = assess(FULL_SET, make_raters(R1=(2, 1), F3=(-2, -1), F1=(None, None)))
    assert first_look_sentence(result, TOPICS) == (
        "A first look: strategy speaks for it, money speaks against it."
        " Legal power and F2 are not known yet."
    )
    silent = assess(FULL_SET, make_raters(R1=(0, 0)))
    assert first_look_sentence(silent, TOPICS).startswith(
        "A first look: nothing speaks clearly for it or against it."
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((1, 2), "Both say yes"),
        ((2, 2), "Both say yes, strongly"),
        ((0, 1), "Yes, or no difference"),
        ((0, -1), "No, or no difference"),
        ((-1, 1), "They differ: talk first"),
        ((-2, -2), "Both say no, strongly"),
        ((-1, -2), "Both say no"),
        ((0, 0), "Both see no difference"),
        ((0, None), "One answer"),
        ((None, None), "Nobody knows"),
    ],
)
def test_what_two_answers_say(values, words):
    result = assess(FULL_SET, make_raters(R1=(1, 1), F3=values))
    assert so_far(next(one for one in result.figures if one.code == "F3")) == words


def test_small_words():
    assert [number_word(n) for n in (0, 1, 16, 17)] == ["no", "one", "sixteen", "17"]
    assert [joined(each) for each in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
