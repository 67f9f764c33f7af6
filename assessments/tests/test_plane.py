"""Positions on the plane, in percent."""

from fractions import Fraction

from assessments.kernel import Dimension, Range, Score
from assessments.plane import Standing, plane_of, standing_of

T = Fraction(1, 2)


def stand(name, relevance, feasibility):
    r, f = Fraction(relevance), Fraction(feasibility)
    return Standing(name, name[:2], r, f, (r, r), (f, f))


OWN = Standing(
    "Skåne",
    "SK",
    Fraction(13, 10),
    Fraction("0.38"),
    (Fraction("1.18"), Fraction("1.49")),
    (Fraction("0.3"), Fraction("0.51")),
)


def test_the_worked_example_stands_where_the_drawing_has_it():
    plane = plane_of(OWN, [], T)
    assert (plane.own.x, plane.own.y) == ("53.71%", "35.00%")
    assert (plane.range.x, plane.range.y) == ("51.43%", "25.50%")
    assert (plane.range.width, plane.range.height) == ("6.00%", "15.50%")
    assert (plane.low_x, plane.high_x, plane.high_y) == ("28.57%", "57.14%", "75.00%")
    assert (plane.start_words, plane.low_words, plane.high_words) == ("−1.5", "−0.5", "+0.5")


def test_the_axes_start_where_the_regions_do():
    plane = plane_of(OWN, [stand("Far", "-0.6", "-1.7")], T)
    assert (plane.axes.left, plane.axes.bottom) == (Fraction(-2), Fraction(-1))


def test_names_do_not_lie_on_each_other():
    near = [stand("Karlsruhe", "1.0", "1.0"), stand("South Tyrol", "1.0", "1.1")]
    first, second = plane_of(OWN, near, T).others
    assert (first.dx, first.dy) != (second.dx, second.dy)


def test_a_name_at_the_right_edge_stands_on_the_left():
    (dot,) = plane_of(OWN, [stand("Western Transdanubia", "1.0", "1.95")], T).others
    assert dot.anchor == "end"


def test_a_first_look_has_no_place():
    nothing = Score(Dimension.RELEVANCE, None, Fraction(1), (), None)
    assert standing_of("Skåne", "SK", nothing, nothing) is None


def test_a_range_holds_its_score():
    score = Score(Dimension.RELEVANCE, Fraction(1), Fraction(1), (), Range(T, T, (), (), ()))
    assert standing_of("Skåne", "SK", score, score).relevance_range == (T, Fraction(1))
