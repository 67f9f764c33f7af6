"""From answers in the database to the stored result."""

from decimal import Decimal
from fractions import Fraction

import pytest

from assessments.kernel import KERNEL_VERSION, from_dict
from assessments.tests.pairs import make_example

pytestmark = pytest.mark.django_db


def test_the_worked_example_through_the_database(small):
    assessment = make_example(small.home.region)
    result = from_dict(assessment.result)
    assert result.relevance.value == Fraction(13, 10)
    assert (result.relevance.range.low, result.relevance.range.high) == (
        Fraction(53, 45),
        Fraction(67, 45),
    )
    assert assessment.relevance == Decimal("1.3000")
    assert assessment.feasibility == Decimal("0.3826")
    assert (assessment.suggestion, assessment.rater_count) == ("learn", 4)
    assert (assessment.kernel_version, len(assessment.input_hash)) == (KERNEL_VERSION, 64)
    assert assessment.transfer.status == "assessing"
