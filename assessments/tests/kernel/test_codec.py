import json
import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given

from assessments.kernel import (
    KERNEL_VERSION,
    Criterion,
    Dimension,
    Rater,
    assess,
    from_dict,
    input_hash,
    to_dict,
)

from .builders import FULL_SET, SMALL_SET, make_raters, worked_example
from .strategies import REPEATABLE, assessments

HALF = Fraction(1, 2)


def stored():
    return json.loads(json.dumps(to_dict(assess(FULL_SET, worked_example()))))


@REPEATABLE
@given(assessments())
def test_round_trip_through_json(inputs):
    criteria, raters, threshold, mitigated = inputs
    result = assess(criteria, raters, threshold=threshold, mitigated=mitigated)
    assert from_dict(json.loads(json.dumps(to_dict(result)))) == result


def test_stored_form():
    data = stored()
    assert data["kernel_version"] == KERNEL_VERSION == "1.1"
    assert data["threshold"] == "1/2"
    assert data["relevance"]["value"] == "13/10"
    assert data["gates"][2] == {"code": "F3", "state": "blocking"}
    assert data["suggestion"] == {
        "uncapped": "adapt",
        "cap": "learn",
        "capped": "learn",
        "could_easily_change": True,
        "cap_lifts_without": ["B", "C"],
        "levels_that_decide": ["intermediary"],
    }
    assert data["figures"][8] == {
        "code": "F3",
        "n": 4,
        "unknown": 0,
        "distribution": [2, 1, 1, 0, 0],
        "median": "-3/2",
        "lower_quartile": "-2",
        "upper_quartile": "-3/4",
        "mean": "-5/4",
        "r_wg": "13/24",
        "consensus": "mixed",
    }


def test_changes_in_their_stored_form():
    data = stored()["changes"]
    assert data["intervals"][8] == {
        "code": "F3",
        "weight": "3",
        "low": "32/21",
        "high": None,
        "below": "adopt",
        "above": None,
    }
    assert data["flips"][2] == {
        "code": "F3",
        "mean": "-5/4",
        "needed": "-7/18",
        "by": "31/36",
        "advice": "adopt",
    }


def test_a_result_of_version_1_is_read_without_changes():
    data = stored()
    del data["changes"]
    assert from_dict(data | {"kernel_version": "1"}) == replace(
        assess(FULL_SET, worked_example()), changes=None
    )


def test_a_result_of_this_version_needs_its_changes():
    data = stored()
    del data["changes"]
    with pytest.raises(ValueError, match=r"^The stored result must be an object with the fields"):
        from_dict(data)


def test_codes_come_back_as_codes():
    result = from_dict(stored())
    assert type(result.suggestion.uncapped) is type(result.suggestion.cap)
    assert type(result.figures[0].mean) is Fraction


@pytest.mark.parametrize("version", ["0", "1.0", "2", None, 1, 1.1])
def test_another_kernel_version_is_refused(version):
    with pytest.raises(ValueError, match=r"^This result is of kernel version .*, not '1\.1'\.$"):
        from_dict(stored() | {"kernel_version": version})


def test_data_without_a_version_are_refused():
    data = stored()
    del data["kernel_version"]
    with pytest.raises(ValueError, match=r"^This result is of kernel version None, not '1\.1'\.$"):
        from_dict(data)


def test_codes_are_stored_as_plain_text():
    """Whatever writes the data, a code is the text itself and nothing that only equals it."""
    data = to_dict(assess(FULL_SET, worked_example()))
    assert {type(data["suggestion"][name]) for name in ("uncapped", "cap", "capped")} == {str}


def test_reading_leaves_the_data_alone():
    data = stored()
    from_dict(data)
    assert data == stored()


A_FRACTION = """The stored threshold must be a fraction such as "13/10", not """


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"threshold": "0.5"}, A_FRACTION + "'0.5'."),
        ({"threshold": "1/0"}, A_FRACTION + "'1/0'."),
        ({"threshold": 1}, A_FRACTION + "1."),
        ({"threshold": None}, A_FRACTION + "None."),
        ({"raters": "ABC"}, "The stored raters must be a list, not 'ABC'."),
        ({"raters": [1]}, "The stored raters must be str, not 1."),
        ({"is_first_look": 1}, "The stored is_first_look must be bool, not 1."),
        ({"suggestion": 1}, "The stored suggestion must be an object with the fields uncapped,"),
        (
            {"gates": [{"code": "F1"}]},
            "The stored gates must be an object with the fields code, state, not {'code': 'F1'}.",
        ),
        ({"gates": [3]}, "The stored gates must be an object with the fields code, state, not 3."),
        (
            {"gates": [{"code": "F1", "state": "open"}]},
            "The stored state must be one of clear, blocking, mitigated, unknown, not 'open'.",
        ),
        ({"extra": 1}, "The stored result must be an object with the fields threshold,"),
    ],
)
def test_data_of_another_shape_is_refused(wrong, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        from_dict(stored() | wrong)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"distribution": [1, 2]}, "The stored distribution must be a list of 5, not [1, 2]."),
        ({"n": True}, "The stored n must be int, not True."),
        ({"mean": 1}, 'The stored mean must be a fraction such as "13/10", not 1.'),
        ({"consensus": ["agreed"]}, "The stored consensus must be one of agreed, mixed,"),
    ],
)
def test_figures_of_another_shape_are_refused(wrong, message):
    data = stored()
    data["figures"][0] |= wrong
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        from_dict(data)


def test_hash_is_stable():
    # Another hash for the same inputs would make every stored result look outdated.
    raters = make_raters(R1=[1, 0, None], F1=[1, 1, 1])
    assert input_hash(SMALL_SET, raters, HALF, set()) == (
        "e49cbfa11d252f859afec62738f3ed70ff9b0fe86cadb080eea44482c30995b3"
    )


@REPEATABLE
@given(assessments())
def test_hash_does_not_depend_on_order(inputs):
    criteria, raters, threshold, mitigated = inputs
    turned = [
        Rater(rater.key, rater.level, dict(reversed(rater.answers.items())))
        for rater in reversed(raters)
    ]
    assert input_hash(criteria, turned, threshold, mitigated) == input_hash(
        criteria, raters, threshold, mitigated
    )


def test_hash_does_not_depend_on_how_a_number_is_written():
    raters = make_raters(R1=[1, 1, 1], F1=[1, 1, 1])
    fractions = [
        Criterion(one.code, one.dimension, Fraction(one.weight), one.is_gate) for one in SMALL_SET
    ]
    assert input_hash(fractions, raters, Fraction(1), set()) == input_hash(
        SMALL_SET, raters, 1, frozenset()
    )


def test_hash_sees_every_input():
    relevance = SMALL_SET[0]
    gate = Criterion("F1", Dimension.FEASIBILITY, 1, is_gate=True)
    criteria = [relevance, gate]
    answers = {"R1": 1, "F1": 1}
    raters = [Rater("A", "policy_maker", answers)]
    hashes = [
        input_hash(criteria, raters, HALF, set()),
        input_hash([gate, relevance], raters, HALF, set()),
        input_hash([Criterion("R1", Dimension.RELEVANCE, 2), gate], raters, HALF, set()),
        input_hash([Criterion("R1", Dimension.FEASIBILITY, 1), gate], raters, HALF, set()),
        input_hash(SMALL_SET, raters, HALF, set()),
        input_hash(criteria, [], HALF, set()),
        input_hash(criteria, [Rater("B", "policy_maker", answers)], HALF, set()),
        input_hash(criteria, [Rater("A", "practitioner", answers)], HALF, set()),
        input_hash(criteria, [Rater("A", "policy_maker", {"R1": 1, "F1": 2})], HALF, set()),
        input_hash(criteria, [Rater("A", "policy_maker", {"R1": 1, "F1": None})], HALF, set()),
        input_hash(criteria, [Rater("A", "policy_maker", {"R1": 1})], HALF, set()),
        input_hash(criteria, raters, Fraction(1), set()),
        input_hash(criteria, raters, HALF, {"F1"}),
    ]
    assert len(set(hashes)) == len(hashes)
