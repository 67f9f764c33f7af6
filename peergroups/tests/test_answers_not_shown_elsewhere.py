"""Answers of a round that was closed and not shown stay hidden where their people answer again."""

import pytest

from assessments.actions import close_round
from assessments.distributions import distributions_of
from assessments.shifts import said_in
from clusterix.testing.room import make_room
from peergroups.actions import open_item_round
from peergroups.board import read_board
from peergroups.board.glance import glance
from peergroups.tests.factories import say, seat_member, show

pytestmark = pytest.mark.django_db


@pytest.fixture
def rooms(small, room, moderator, member):
    """Two meetings about the same practice, with the same person."""
    other = make_room(small, practice=room.practice)
    other.moderate(moderator.user)
    return [(each, seat_member(each, small.home, member)) for each in (room, other)]


@pytest.fixture
def shown(rooms, moderator):
    """In the first meeting R1 was answered and never shown; in the second F3, and shown."""
    (first, person), (second, again) = rooms
    hidden = open_item_round(item=first.item, by=moderator.reader)
    say(hidden, person, obstacle="Nobody pays", R1=-2)
    close_round(round_=hidden, by=moderator.reader)
    opened = open_item_round(item=second.item, by=moderator.reader)
    say(opened, again, F3=1)
    return show(opened, moderator)


def values(answers):
    return {line.criterion.code: [cell.values for cell in line.cells] for line in answers.lines}


def test_neither_page_nor_minutes_tell_them(shown):
    told = {"F3": [(1,)], "R1": [()]}
    assert values(distributions_of(shown)) == told
    assert distributions_of(shown).obstacles == ()
    said = said_in({1: [shown]})[1]
    assert (values(lay_open(said)), said.obstacles) == ({"F3": [], "R1": []}, ())


def lay_open(said):
    """One person of a region is not shown on a wall in any case."""
    return said.answers


def test_the_board_does_not_tell_them(shown, rooms, moderator):
    session = rooms[1][0].session
    session.refresh_from_db()
    board = read_board(session, glance(moderator.reader, session.pk))
    assert values(board.answers) == {"F3": [(1,)], "R1": [()]}
