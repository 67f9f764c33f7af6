"""Once a year a lead is asked by mail; the link confirms, once, and opens nothing else."""

from datetime import timedelta

import pytest

from core import clock
from core.mail import send
from core.models import Activity, Mail
from core.signed_links import SignedLink
from regions.context.asking import CONTEXT_LINK, link_object
from regions.context.profile import Profile
from regions.models import ContextItem, Membership, Region
from regions.reader import Reader
from regions.tasks import ask_whether_context_is_true
from regions.tests.factories import make_context, make_membership


@pytest.fixture
def lead_person(small):
    return make_membership(partner=small.home.partner, is_lead=True).user


def link_for(region, person):
    items = ContextItem.objects.filter(region=region)
    link = SignedLink.make(
        purpose=CONTEXT_LINK,
        object_id=link_object(Profile.of(region, items, clock.today())),
        recipient_id=person.pk,
        valid_for=timedelta(days=90),
    )
    return f"/regions/context/{link.token}/"


def test_the_lead_gets_one_letter_a_year(small, lead_person):
    region = small.home.region
    make_membership(partner=small.home.partner)
    make_context(region, "staff", 2, text="Two posts", days_ago=366)
    ask_whether_context_is_true()
    ask_whether_context_is_true()
    letter = Mail.objects.get()
    assert (letter.to, letter.subject) == (
        lead_person.email,
        "Is it still true? What Skåne has",
    )
    assert "Staff: 2 of 3. Two posts" in letter.body
    assert Region.objects.get(pk=region.pk).context_asked_on == clock.today()
    with clock.at(clock.now() + timedelta(days=367)):
        ask_whether_context_is_true()
    assert Mail.objects.count() == 2


def test_nobody_gets_a_letter_about_what_is_fresh_or_missing_or_left(small, lead_person):
    ask_whether_context_is_true()
    make_context(small.home.region, "staff", 2, days_ago=364)
    ask_whether_context_is_true()
    make_context(small.home.region, "data", 2, days_ago=366)
    Region.objects.filter(pk=small.home.region.pk).update(deactivated_at=clock.now())
    ask_whether_context_is_true()
    assert Mail.objects.count() == 0


def test_without_a_lead_its_people_are_asked(small):
    person = make_membership(partner=small.home.partner).user
    make_context(small.home.region, "staff", 2, days_ago=366)
    ask_whether_context_is_true()
    assert [each.to for each in Mail.objects.all()] == [person.email]


def test_the_letter_does_not_go_to_somebody_who_left(small, lead_person):
    make_context(small.home.region, "staff", 2, days_ago=366)
    ask_whether_context_is_true()
    Membership.objects.filter(user=lead_person).update(ended_at=clock.now())
    send(Mail.objects.get().pk)
    assert Mail.objects.count() == 0


def test_opening_the_link_changes_nothing_and_the_button_confirms_once(visitor, small, lead_person):
    item = make_context(small.home.region, "staff", 2, text="Two posts", days_ago=366)
    address = link_for(small.home.region, lead_person)
    page = visitor.get(address)
    assert page.status_code == 200
    assert "Two posts" in page.content.decode()
    assert page.headers["Cache-Control"] == "private, no-store, no-cache"
    assert ContextItem.objects.get().confirmed_on == item.confirmed_on
    response = visitor.post(address)
    assert (response.status_code, response.url) == (302, "/regions/SE22/#context")
    assert ContextItem.objects.get().confirmed_on == clock.today()
    assert visitor.get(address).status_code == 404
    line = Activity.objects.get(verb="context.confirmed")
    assert (line.actor_id, line.changes["link_sent_to"]) == (None, lead_person.pk)


def test_a_change_closes_the_link(visitor, small, lead_person):
    make_context(small.home.region, "staff", 2, days_ago=366)
    address = link_for(small.home.region, lead_person)
    make_context(small.home.region, "data", 1)
    assert (visitor.get(address).status_code, visitor.post(address).status_code) == (404, 404)


def test_a_link_ends_with_the_membership_its_days_and_its_region(visitor, small, lead_person):
    make_context(small.home.region, "staff", 2, days_ago=366)
    address = link_for(small.home.region, lead_person)
    with clock.at(clock.now() + timedelta(days=91)):
        assert visitor.get(address).status_code == 404
    assert visitor.get(link_for(small.other.region, lead_person)).status_code == 404
    Membership.objects.filter(user=lead_person).update(ended_at=clock.now())
    assert visitor.get(address).status_code == 404


def test_a_link_for_another_purpose_opens_nothing(visitor, small, lead_person):
    make_context(small.home.region, "staff", 2, days_ago=366)
    for purpose, what in (("practice-still-true", "1"), (CONTEXT_LINK, "x:y")):
        link = SignedLink.make(
            purpose=purpose,
            object_id=what,
            recipient_id=lead_person.pk,
            valid_for=timedelta(days=9),
        )
        assert visitor.get(f"/regions/context/{link.token}/").status_code == 404
    assert list(Region.objects.asked_of(Reader())) == []
