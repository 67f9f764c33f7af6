"""People who are expected and not on the list yet count for the plan, and are stored nowhere."""

from urllib.parse import parse_qs, urlsplit

import pytest

from clusterix.testing.queries import assert_few_queries
from exchanges.models import Participation
from peergroups.models import SessionPlace
from peergroups.tests.test_plan import plan_fields, text
from practices.tests.factories import make_practice
from regions.models import Level

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(room, small, moderator) -> str:
    """A meeting with six people of two regions, and a practice of each."""
    for place in (small.home, small.other):
        for level in Level:
            room.seat_person(place, level=level)
        practice = make_practice(title=f"From {place.region}", origin_region=place.region)
        room.exchange.shown.create(practice=practice)
    return f"/sessions/plan/?exchange={room.exchange.slug}&group={room.group.slug}"


def adding(small, number, level="practitioner"):
    partner = small.third.partner.pk
    return f"&add_partner={partner}&add_level={level}&add_number={number}"


def test_they_are_counted_and_shown(url, moderator, small):
    before = moderator.get(url).context["page"].plan.wish.people
    page = moderator.get(url + adding(small, 3))
    people = page.context["page"].plan.wish.people
    assert len(people) == len(before) + 3
    assert f"{small.third.region}: 3 × Cluster practitioner" in text(page)
    assert_few_queries(moderator, url + adding(small, 3))


def test_they_stay_in_the_address_and_go_with_none(url, moderator, small):
    sent = plan_fields(moderator.get(url + adding(small, 2)))
    moved = moderator.post("/sessions/plan/", sent | {"act": "change"})
    [kept] = parse_qs(urlsplit(moved["Location"]).query)["expected"]
    assert kept == f"{small.third.partner.pk}-2-2"
    gone = moderator.get(f"{url}&expected={kept}{adding(small, 0)}")
    assert gone.context["draft"].expected == {}
    strange = moderator.get(f"{url}&expected=1-9-9.999999-1-4.x")
    assert strange.context["draft"].expected == {}


def test_none_of_them_is_stored(url, moderator, small):
    known = set(Participation.objects.values_list("pk", flat=True))
    sent = plan_fields(moderator.get(url + adding(small, 4)))
    made = moderator.post("/sessions/plan/", sent | {"act": "make"})
    assert made.status_code == 302
    assert set(Participation.objects.values_list("pk", flat=True)) == known
    assert set(SessionPlace.objects.values_list("participation", flat=True)) <= known
