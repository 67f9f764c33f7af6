"""What a round at home moved against the meeting before it."""

from fractions import Fraction

import pytest

from assessments.actions import close_round, take_home_seat
from assessments.home.page import HomeRoundPage
from assessments.models import Round
from assessments.tests.factories import answer
from assessments.tests.pairs import lead_of, make_met, make_strange_practice, open_at_home, sit
from regions.reader import Reader


def at_home_after(region, *met, now):
    """A meeting, then a round at home: the first people of the meeting answer anew."""
    practice, lead = make_strange_practice(), lead_of(region)
    meeting = make_met(region, practice, *met)
    opened = open_at_home(region, practice, lead)
    sitting = meeting.seats.order_by("pk")
    for seat, values in zip(sitting, now, strict=False):
        place = take_home_seat(
            round_=opened,
            level=seat.level,
            may_show_alone=False,
            name=seat.name,
            person_key=seat.person_key,
            by=Reader(person_key=seat.person_key),
        )
        answer(place, **values)
    close_round(round_=opened, by=lead)
    return Round.objects.for_page().get(pk=opened.pk)


def shift_in(round_, reader):
    return HomeRoundPage(round_, reader).shift


def test_the_middle_answer_then_and_now_and_who_moved(small, lead):
    met = [{"R1": 2, "F3": 0}, {"R1": 1, "F3": 0}, {"R1": 0, "F3": -1}]
    closed = at_home_after(small.home.region, *met, now=[{"R1": 1}, {"F3": 2}, {"R1": 1, "F3": 1}])
    shift = shift_in(closed, lead.reader)
    said = [(e.criterion.code, e.first, e.last, e.up, e.down) for e in shift.lines]
    assert said == [("R1", 1, 1, 1, 1), ("F3", 0, 1, 2, 0)]
    assert [e.words for e in shift.lines] == ["1 person up, 1 person down", "2 people up"]
    assert shift.sentence == "Of 2 questions, 1 moved up and 0 moved down."
    page = lead.get(f"/assessments/home/{closed.pk}/").text
    assert "What moved since the meeting" in page
    assert "3 people then, 3 now" in page
    assert 'aria-label="In the meeting 0, at home +1"' in page


def test_nothing_moved(small, lead):
    closed = at_home_after(small.home.region, *[{"R1": 1}] * 3, now=[{"R1": 1}])
    shift = shift_in(closed, lead.reader)
    assert (shift.sentence, shift.lines[0].words) == (
        "No middle answer moved since the meeting.",
        "",
    )


def test_others_came(small, lead):
    practice, by = make_strange_practice(), lead_of(small.home.region)
    make_met(small.home.region, practice, *[{"R1": 2}] * 3)
    opened = open_at_home(small.home.region, practice, by)
    for _each in range(4):
        answer(sit(opened), R1=-1)
    close_round(round_=opened, by=by)
    [line] = shift_in(Round.objects.for_page().get(pk=opened.pk), lead.reader).lines
    assert (line.first, line.last) == (2, Fraction(-1))
    assert line.words == "nobody changed an answer; others came"


def test_without_a_meeting_there_is_no_shift(small, lead):
    by = lead_of(small.home.region)
    opened = open_at_home(small.home.region, by=by)
    for _each in range(3):
        answer(sit(opened), R1=1)
    close_round(round_=opened, by=by)
    assert shift_in(Round.objects.for_page().get(pk=opened.pk), lead.reader) is None


@pytest.mark.parametrize(("people", "is_shown"), [(2, False), (3, True)])
def test_others_read_no_shift_of_a_meeting_with_few_people(small, coordinator, people, is_shown):
    region = small.home.region
    practice, by = make_strange_practice(), lead_of(region)
    make_met(region, practice, *[{"R1": 2}] * people)
    opened = open_at_home(region, practice, by)
    for _each in range(3):
        answer(sit(opened), R1=1)
    close_round(round_=opened, by=by)
    page = coordinator.get(f"/assessments/home/{opened.pk}/").text
    assert ("What moved since the meeting" in page) is is_shown
    assert "How people answered" in page
