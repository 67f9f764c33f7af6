"""The plane of many practices: where dots and their numbers stand."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assessments.plane import HEIGHT, Standing, label_area, meet
from assessments.portfolio.picture import NARROW, WIDE, Named, picture_of

scores = st.integers(-40, 40).map(lambda n: Fraction(n, 20))


def practice(number, relevance, feasibility, is_unbeaten=False):
    standing = Standing(
        name=f"Practice {number}",
        code=str(number),
        relevance=relevance,
        feasibility=feasibility,
        relevance_range=(relevance - Fraction(1, 4), relevance),
        feasibility_range=(feasibility, feasibility + Fraction(1, 4)),
    )
    return Named(standing, is_unbeaten)


@st.composite
def portfolios(draw):
    found = draw(st.lists(st.tuples(scores, scores, st.booleans()), min_size=1, max_size=60))
    return [practice(number, *values) for number, values in enumerate(found, 1)]


def areas(picture, width, name):
    for mark in picture.marks:
        label = getattr(mark, name)
        if label is not None:
            x, y = float(mark.x[:-1]) * width / 100, float(mark.y[:-1]) * HEIGHT / 100
            yield label_area(x, y, mark.number, (label.dx, label.dy, label.anchor))


@given(portfolios())
def test_numbers_never_lie_on_each_other_nor_outside(found):
    picture = picture_of(found, Fraction(1, 2))
    for width, name in ((WIDE, "wide"), (NARROW, "narrow")):
        placed = list(areas(picture, width, name))
        for place, area in enumerate(placed):
            slack = 0.2  # positions are written with two decimals
            inner = (area[0] + slack, area[1] + slack, area[2] - slack, area[3] - slack)
            assert not any(meet(inner, other) for other in placed[:place])
            assert -slack <= area[0]
            assert area[2] <= width + slack


def test_dots_and_ranges_stand_where_the_scores_are():
    (mark,) = picture_of([practice(7, Fraction(1), Fraction(1, 2), True)], Fraction(1, 2)).marks
    assert (mark.number, mark.is_unbeaten, mark.x, mark.y) == ("7", True, "57.14%", "50.00%")
    assert (mark.left, mark.right) == ("57.14%", "64.29%")
    assert (mark.top, mark.bottom) == ("50.00%", "62.50%")
    assert (mark.wide.dx, mark.wide.dy, mark.wide.anchor) == (12, 5, "start")


def test_unbeaten_ones_are_drawn_over_the_others_and_find_room_first():
    same = [practice(n, Fraction(1), Fraction(1), is_unbeaten=n > 8) for n in range(1, 11)]
    picture = picture_of(same, Fraction(1, 2))
    assert [mark.number for mark in picture.marks][-2:] == ["10", "9"]
    assert [mark.number for mark in picture.marks if mark.wide][-2:] == ["10", "9"]
    assert picture.unlabelled == sum(mark.wide is None for mark in picture.marks) > 0


def test_without_a_practice_there_is_no_picture():
    assert picture_of([], Fraction(1, 2)) is None
