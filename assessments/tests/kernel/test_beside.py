"""Just inside a bound nothing changes, just outside it does; no flip is larger than needed."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given

from assessments.kernel import Dimension, assess
from assessments.kernel.suggestion import advise

from .strategies import REPEATABLE, assessments

HAIR = Fraction(1, 10**12)


def uncapped(inputs, code, weight):
    """What would be suggested with another importance; at 0 the criterion is not asked."""
    criteria, raters, threshold, _mitigated = inputs
    changed = [
        replace(each, weight=weight) if each.code == code else each
        for each in criteria
        if each.code != code or weight > 0
    ]
    codes = {each.code for each in changed}
    kept = [
        replace(rater, answers={c: v for c, v in rater.answers.items() if c in codes})
        for rater in raters
    ]
    return assess(changed, kept, threshold=threshold).suggestion.uncapped


def now(inputs):
    criteria, raters, threshold, mitigated = inputs
    return assess(criteria, raters, threshold=threshold, mitigated=mitigated)


@REPEATABLE
@given(assessments(is_complete=True, fewest=3))
def test_a_weight_just_inside_its_interval_changes_nothing_just_outside_does(inputs):
    result = now(inputs)
    stays = result.suggestion.uncapped
    for each in result.changes.intervals:
        for bound, beyond, outwards in ((each.low, each.below, -1), (each.high, each.above, 1)):
            end = Fraction(0) if outwards < 0 else Fraction(10)
            if bound is None:
                assert beyond is None
                assert uncapped(inputs, each.code, end) == stays
                continue
            assert beyond != stays
            if bound != each.weight:
                assert uncapped(inputs, each.code, bound - outwards * HAIR) == stays
            outside = bound + outwards * HAIR if bound != end else end
            assert uncapped(inputs, each.code, outside) == beyond


@REPEATABLE
@given(assessments(is_complete=True, fewest=3))
def test_every_weight_between_the_bounds_changes_nothing(inputs):
    result = now(inputs)
    for each in result.changes.intervals:
        low = Fraction(0) if each.low is None else each.low
        high = Fraction(10) if each.high is None else each.high
        assert 0 <= low <= each.weight <= high <= 10
        for share in (Fraction(1, 7), Fraction(1, 2), Fraction(6, 7)):
            weight = low + share * (high - low)
            if low < weight < high:
                assert uncapped(inputs, each.code, weight) == result.suggestion.uncapped


def moved(inputs, result, code, mean):
    """Both scores with another mean of one criterion, by the formula."""
    means = {one.code: one.mean for one in result.figures if one.mean is not None} | {code: mean}
    scores = []
    for dimension in Dimension:
        asked = [each for each in inputs[0] if each.dimension == dimension and each.code in means]
        weighted = sum(each.weight * means[each.code] for each in asked)
        scores.append(Fraction(weighted) / sum(each.weight for each in asked))
    return scores


@REPEATABLE
@given(assessments(fewest=3))
def test_a_flip_is_exactly_as_large_as_it_has_to_be(inputs):
    result = now(inputs)
    t = result.threshold
    for each in result.changes.flips if result.changes else ():
        up = each.by > 0
        assert each.needed == each.mean + each.by
        assert -2 <= each.needed <= 2
        at = moved(inputs, result, each.code, each.needed)
        assert {abs(score) for score in at} & {t}
        hair = HAIR if up else -HAIR
        less = advise(*moved(inputs, result, each.code, each.needed - hair), t)
        more = advise(*moved(inputs, result, each.code, each.needed + hair), t)
        # Who rises is there on the threshold itself, who falls only below it.
        stays = result.suggestion.uncapped
        assert (less, advise(*at, t)) == (stays, each.advice if up else stays) or each.by == 0
        assert more == each.advice


@REPEATABLE
@given(assessments(is_complete=True, fewest=3))
def test_no_flip_is_shorter_than_the_smallest(inputs):
    """Moved by less than the smallest flip of its dimension, no mean changes anything."""
    result = now(inputs)
    stays, t = result.suggestion.uncapped, result.threshold
    for one in result.figures:
        own = {each.by for each in result.changes.flips if each.code == one.code}
        if not own - {0}:
            continue
        reach = min(abs(by) for by in own) - HAIR
        for mean in (one.mean - reach, one.mean + reach):
            assert advise(*moved(inputs, result, one.code, mean), t) == stays
