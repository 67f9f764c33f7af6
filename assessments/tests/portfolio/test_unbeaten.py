"""Which practices no other one beats on both questions."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assessments.portfolio.unbeaten import unbeaten

scores = st.integers(-8, 8).map(lambda n: Fraction(n, 4))
points = st.lists(st.tuples(scores, scores), max_size=30)


def beats(one, other):
    return one != other and one[0] >= other[0] and one[1] >= other[1]


def test_better_on_one_and_not_worse_on_the_other_beats():
    found = [(Fraction(a), Fraction(b)) for a, b in ((1, 1), (2, 0), (1, 0), (2, 0), (0, 1))]
    assert unbeaten(found) == [True, True, False, True, False]


def test_nothing_has_nothing_to_beat_it():
    assert unbeaten([]) == []


@given(points)
def test_it_is_what_comparing_each_pair_says(found):
    each = [not any(beats(other, one) for other in found) for one in found]
    assert unbeaten(found) == each


@given(points, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(found, random):
    mixed = random.sample(range(len(found)), len(found))
    answer = unbeaten(found)
    assert unbeaten([found[n] for n in mixed]) == [answer[n] for n in mixed]
