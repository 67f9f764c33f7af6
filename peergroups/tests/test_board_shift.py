"""What moved between two rounds: counts by region, on the board once the answers are shown."""

import re

import pytest

from assessments.actions import close_round, reveal_round
from clusterix.testing.queries import assert_few_queries
from peergroups.actions import open_item_second_round
from peergroups.tests.factories import open_in, say, show, three_guests

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(room):
    return f"/sessions/{room.session.pk}/board/"


@pytest.fixture
def twice(room, small, moderator):
    """Three of one region and one of another; in the second round some change their minds."""
    people = [*three_guests(room, small.home), room.seat_person(small.other)]
    first = open_in(room, moderator)
    for person in people:
        say(first, person, R1=1, F3=-1)
    show(first, moderator)
    second = open_item_second_round(item=room.item, by=moderator.reader)
    say(second, people[0], R1=-1)
    say(second, people[1], R1=-1, F3=2)
    say(second, people[2], R1=None)
    say(second, people[3], R1=2)
    return second


def moved(page):
    section = page.split('id="moved">', 1)[1].split("</section>", 1)[0]
    words = re.sub(r"<svg.*?</svg>|<span aria-hidden.*?</span>|<[^>]+>", " ", section)
    return " ".join(words.split())


def test_the_shift_is_counted_by_region(moderator, room, twice, url):
    before = moderator.get(url).text
    assert 'id="moved"' not in before
    close_round(round_=twice, by=moderator.reader)
    assert 'id="moved"' not in moderator.get(url).text
    reveal_round(round_=twice, by=moderator.reader)
    assert moved(moderator.get(url).text) == (
        "Moved since the round before Does it fit our strategy?"
        " Skåne driver to barrier 2 people"
        " Skåne driver to I do not know 1 person"
        " Southern Denmark driver to strong driver 1 person"
        " Can we find the money? Skåne barrier to strong driver 1 person"
    )
    assert_few_queries(moderator, url)
    assert_few_queries(moderator, f"{url}?projector")


def test_the_wall_tells_no_shift_of_a_region_that_it_hides(moderator, room, twice, url):
    close_round(round_=twice, by=moderator.reader)
    reveal_round(round_=twice, by=moderator.reader)
    wall = moderator.get(f"{url}?projector").text
    assert "Southern Denmark" not in wall.split('class="meta">Not shown')[0]
    assert "1 up, 2 down" in wall  # the one of Southern Denmark is not counted


def test_nobody_changed_anything(moderator, room, small, url):
    people = three_guests(room, small.home)
    first = open_in(room, moderator)
    for person in people:
        say(first, person, R1=1, F3=-1)
    show(first, moderator)
    show(open_item_second_round(item=room.item, by=moderator.reader), moderator)
    assert "Nobody changed an answer." in moderator.get(url).text
