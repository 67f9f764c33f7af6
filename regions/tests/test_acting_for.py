"""Two memberships: the person chooses for whom they act, in this browser."""

import pytest

from regions.tests.factories import make_membership

URL = "/people/acting-for/"


@pytest.fixture
def double(member, small):
    """A member of the home partner and of the other one."""
    make_membership(user=member.user, partner=small.other.partner)
    return member


def acting(person):
    return person.get("/people/").context["reader"].partner


def test_the_choice_counts_from_then_on(double, small):
    assert acting(double) == small.home.partner
    response = double.post(URL, {"partner": small.other.partner.pk, "next": "/people/"})
    assert (response.status_code, response.url) == (302, "/people/")
    assert acting(double) == small.other.partner


def test_only_an_own_partner_can_be_chosen(double, small):
    for wanted in (small.third.partner.pk, 987654, "", "x"):
        assert double.post(URL, {"partner": wanted}).status_code == 404
    assert acting(double) == small.home.partner


def test_the_choice_ends_with_the_membership(double, small):
    double.post(URL, {"partner": small.other.partner.pk})
    double.user.memberships.filter(partner=small.other.partner).delete()
    assert acting(double) == small.home.partner


def test_one_is_not_led_to_another_site(double, small):
    response = double.post(URL, {"partner": small.other.partner.pk, "next": "//evil.example/"})
    assert response.url == "/"


def test_the_menu_offers_it_to_people_with_two_memberships_only(double, colleague):
    assert 'action="/people/acting-for/"' in double.get("/people/").content.decode()
    assert 'action="/people/acting-for/"' not in colleague.get("/people/").content.decode()


def test_a_visitor_and_a_guest_act_for_nobody(visitor, guest, small):
    for person in (visitor, guest):
        response = person.post(URL, {"partner": small.home.partner.pk})
        assert response.status_code in {302, 404}
        assert "acting_for" not in person.session
