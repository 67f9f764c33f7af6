"""A round that was closed and not yet shown can be opened again: it tells nothing before."""

import pytest

from assessments.actions import close_round, reveal_round
from assessments.next_steps import next_steps
from core import clock
from peergroups.actions import open_item_second_round
from peergroups.tests.factories import open_in, say, show, three_guests

pytestmark = pytest.mark.django_db


def test_the_leads_list_counts_no_obstacle_of_it(room, small, moderator, lead):
    people = three_guests(room, small.home)
    first = open_in(room, moderator)
    for each in people:
        say(first, each, R1=2, F3=1)
    show(first, moderator)
    second = open_item_second_round(item=room.item, by=moderator.reader)
    say(second, people[0], obstacle="Nobody pays for it", R1=-1)

    def asked() -> list[str]:
        return [step.detail for step in next_steps(lead.reader, clock.today())]

    assert asked() == []
    closed = close_round(round_=second, by=moderator.reader)
    assert asked() == []
    reveal_round(round_=closed, by=moderator.reader)
    assert asked() == ["1 obstacle has no answer yet"]
