"""What moved between the rounds about a practice, read for many practices at once."""

from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.distributions import distributions_of
from assessments.in_force import answers_in_force
from assessments.shifts import moved_between, said_in
from peergroups.actions import open_item_second_round
from peergroups.tests.factories import open_in, say, show, three_guests

pytestmark = pytest.mark.django_db


@pytest.fixture
def rounds(room, small, moderator):
    """Three people of one region, two of whom change their answer about money."""
    people = three_guests(room, small.home)
    first = open_in(room, moderator)
    for person, value in zip(people, (-2, -1, 1), strict=True):
        say(first, person, R1=1, F3=value)
    first = show(first, moderator)
    second = open_item_second_round(item=room.item, by=moderator.reader)
    say(second, people[0], F3=2)
    say(second, people[2], F3=-1)
    return [first, show(second, moderator)]


def test_the_same_as_one_round_alone(rounds):
    [said] = said_in({1: rounds}).values()

    assert said.answers == distributions_of(rounds[1], for_wall=True)
    assert said.rounds == tuple(rounds)


def test_who_moved_which_way_and_the_middle_before_and_after(rounds):
    [said] = said_in({1: rounds}).values()
    shifts = {each.criterion.code: each for each in said.shifts}

    money, fits = shifts["F3"], shifts["R1"]
    assert (money.first, money.last) == (Fraction(-1), Fraction(-1))
    assert (money.up, money.down, money.moved) == (1, 1, True)
    assert (fits.first, fits.last, fits.moved) == (Fraction(1), Fraction(1), False)


def test_the_board_and_the_minutes_count_the_same_moves(rounds, small):
    [said] = said_in({1: rounds}).values()
    before, after = (answers_in_force(each.revision.practice_id, until=each) for each in rounds)
    criteria = list(rounds[0].criteria_set.criteria.all())
    region = small.home.region

    [money] = moved_between(before, after, criteria, [region])
    assert [(each.before, each.after, each.people) for each in money.moves] == [
        (-2, 2, 1),
        (1, -1, 1),
    ]
    assert {each.region for each in money.moves} == {region}
    assert [each.moves for each in said.shifts if each.moves] == [money.moves]
    assert moved_between(before, after, criteria, [region], without={region.pk}) == ()
    assert moved_between(before, after, criteria, []) == ()


def test_to_know_or_not_is_no_way_up_or_down(rounds, room, moderator):
    third = open_item_second_round(item=room.item, by=moderator.reader)
    guest = third.seats.order_by("pk").first()
    say(third, room.exchange.participations.get(person_key=guest.person_key), F3=None, R1=2)
    [said] = said_in({1: [*rounds[1:], show(third, moderator)]}).values()

    ways = {each.criterion.code: (each.up, each.down, len(each.moves)) for each in said.shifts}
    assert ways == {"R1": (1, 0, 1), "F3": (0, 0, 1)}


def test_one_round_has_no_shift_and_one_not_shown_says_nothing(rounds):
    first, second = rounds
    second.state = "closed"

    assert said_in({1: [first]})[1].shifts == ()
    assert said_in({1: [first, second]})[1].answers == distributions_of(first, for_wall=True)
    assert said_in({1: [second]}) == {}
    assert said_in({}) == {}


def test_three_queries_for_any_number(rounds):
    for asked in ({1: rounds}, {1: rounds, 2: rounds, 3: rounds[:1]}):
        with CaptureQueriesContext(connection) as made:
            said_in(asked)
        assert len(made) == 3
