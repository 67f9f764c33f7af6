"""Generated assessments for the properties, the same on every run.

`CLUSTERIX_PROPERTIES=thorough` tries many more of them.
"""

import os
from fractions import Fraction

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from assessments.kernel import Criterion, Dimension, Rater

THOROUGH = os.environ.get("CLUSTERIX_PROPERTIES") == "thorough"

# Machines differ in speed, so neither an example nor its making has a deadline.
REPEATABLE = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
    database=None,
    max_examples=1000 if THOROUGH else 60,
)

VALUES = st.integers(-2, 2)
ANSWERS = st.one_of(VALUES, VALUES, VALUES, st.none())
WEIGHTS = st.sampled_from([1, 2, 3, Fraction(1, 2)])
THRESHOLDS = st.sampled_from([Fraction(1, 4), Fraction(1, 2), Fraction(1), Fraction(2)])
LEVELS = st.sampled_from(["policy_maker", "intermediary", "practitioner"])


@st.composite
def criteria_sets(draw):
    """One to four criteria per dimension, some of them gates."""
    return [
        Criterion(f"{dimension[0].upper()}{number}", dimension, draw(WEIGHTS), draw(st.booleans()))
        for dimension in Dimension
        for number in range(1, 1 + draw(st.integers(1, 4)))
    ]


@st.composite
def raters_of(draw, criteria, *, is_complete=False, fewest=0):
    """Up to six raters; a complete one answers every criterion with a value."""
    codes = [criterion.code for criterion in criteria]
    answers = (
        st.fixed_dictionaries(dict.fromkeys(codes, VALUES))
        if is_complete
        else st.fixed_dictionaries({}, optional=dict.fromkeys(codes, ANSWERS))
    )
    return [
        Rater(key, draw(LEVELS), draw(answers)) for key in "ABCDEF"[: draw(st.integers(fewest, 6))]
    ]


@st.composite
def assessments(draw, *, is_complete=False, fewest=0):
    """The arguments of `assess`: criteria, raters, threshold and mitigated gates."""
    criteria = draw(criteria_sets())
    gates = [criterion.code for criterion in criteria if criterion.is_gate]
    return (
        criteria,
        draw(raters_of(criteria, is_complete=is_complete, fewest=fewest)),
        draw(THRESHOLDS),
        draw(st.sets(st.sampled_from(gates))) if gates else set(),
    )
