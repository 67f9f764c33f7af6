"""Somebody who is asked by name answers by a personal link (LK01)."""

from datetime import timedelta
from uuid import uuid4

import pytest

from assessments.actions import end_home_round
from assessments.models import HomeInvitation, Round, Seat, Tap, key_of_user
from assessments.tests.factories import values_of
from assessments.tests.pairs import make_invited, make_met, make_strange_practice, open_at_home
from clusterix.testing.persona import Persona
from clusterix.testing.queries import assert_few_queries
from core import clock
from core.models import Activity

pytestmark = pytest.mark.rights("LK01")


def address_of(invitation):
    return f"/rate/mine/{invitation.token}/"


def begin(client, invitation, **data):
    sent = {"level": "intermediary", "showing": "no"} | data
    return client.post(address_of(invitation), sent)


def tap(client, invitation, code, value):
    sent = {"criterion": code, "answer": value, "idempotency_key": str(uuid4())}
    return client.post(address_of(invitation), sent)


@pytest.fixture
def opened(small, lead):
    return open_at_home(small.home.region, by=lead.reader)


@pytest.fixture
def asked(opened):
    return make_invited(opened, "Anna Berg", "de", "practitioner")


def test_opening_the_link_changes_nothing_and_says_who_asks(asked, visitor):
    before = Activity.objects.count()
    page = visitor.get(address_of(asked))
    assert "Würde das in Skåne funktionieren?" in page.text
    assert "Lead" in page.text or "fragt Sie." in page.text
    assert 'value="practitioner"' in page.text
    assert (Seat.objects.count(), Activity.objects.count()) == (0, before)
    assert "no-store" in page.headers["Cache-Control"]


def test_a_person_begins_answers_changes_and_finishes(asked, visitor, lead):
    assert begin(visitor, asked).headers["Location"] == address_of(asked)
    assert "Passt es zu unserer Strategie?" in visitor.get(address_of(asked)).text
    saved = tap(visitor, asked, "R1", "2").headers["Location"]
    assert saved == f"{address_of(asked)}?q=R2&saved=R1"
    tap(visitor, asked, "R1", "-1")
    visitor.post(address_of(asked), {"done": "yes"})
    asked.refresh_from_db()
    seat = asked.seat
    assert (seat.name, seat.email, seat.language, seat.level, values_of(seat)) == (
        "Anna Berg",
        asked.email,
        "de",
        "intermediary",
        {"R1": -1},
    )
    assert (
        "Ask at home: 1 of 1 has finished" in lead.get(f"/assessments/home/{asked.round_id}/").text
    )


def test_the_link_works_on_another_device(asked, visitor):
    begin(visitor, asked)
    tap(visitor, asked, "R1", "2")
    other = Persona()
    assert "Haben wir dieses Problem?" in other.get(address_of(asked)).text
    tap(other, asked, "R2", "1")
    asked.refresh_from_db()
    assert values_of(asked.seat) == {"R1": 2, "R2": 1}


def test_the_link_opens_nothing_else(asked, visitor):
    begin(visitor, asked)
    for path in (
        f"/assessments/home/{asked.round_id}/rate/",
        f"/assessments/home/{asked.round_id}/",
    ):
        assert visitor.get(path).status_code in {302, 404}


@pytest.mark.parametrize("persona", ["visitor", "member", "stranger_lead", "administrator"])
def test_a_wrong_link_leads_nowhere(asked, request, persona):
    client = request.getfixturevalue(persona)
    assert client.get("/rate/mine/0123456789abcdef/").status_code == 404
    assert client.post("/rate/mine/0123456789abcdef/", {"decline": "yes"}).status_code == 404


def test_whoever_holds_the_link_answers_as_who_was_asked(asked, stranger):
    begin(stranger, asked)
    tap(stranger, asked, "R1", "1")
    seat = Seat.objects.get()
    assert (seat.user, seat.name) == (None, "Anna Berg")


def test_an_account_of_the_region_is_the_seat_of_its_address(opened, member, visitor):
    asked = make_invited(opened)
    HomeInvitation.objects.filter(pk=asked.pk).update(email=member.user.email)
    begin(visitor, asked)
    seat = Seat.objects.get()
    assert (seat.user, seat.person_key) == (member.user, key_of_user(member.user.pk))
    tap(visitor, asked, "R1", "1")
    assert values_of(seat) == {"R1": 1}
    member.user.memberships.update(ended_at=clock.now())
    assert tap(visitor, asked, "R2", "1").status_code == 403


def test_who_comes_without_the_link_has_begun_all_the_same(opened, member):
    asked = make_invited(opened)
    HomeInvitation.objects.filter(pk=asked.pk).update(email=member.user.email)
    rate = f"/assessments/home/{opened.pk}/rate/"
    member.post(rate, {"level": "practitioner", "showing": "no"})
    asked.refresh_from_db()
    assert asked.seat == Seat.objects.get()


def test_one_declines_with_a_tap_and_may_think_again(asked, visitor, lead):
    visitor.post(address_of(asked), {"decline": "yes"})
    asked.refresh_from_db()
    assert asked.declined_at
    assert "Declined" in lead.get(f"/assessments/home/{asked.round_id}/").text
    assert (
        "Sie haben gesagt, dass Sie nicht die richtige Person sind."
        in visitor.get(address_of(asked)).text
    )
    begin(visitor, asked)
    asked.refresh_from_db()
    assert (asked.declined_at, asked.seat) == (None, Seat.objects.get())


def test_who_declined_names_somebody_else(asked, visitor):
    bo = {"other": "yes", "name": "Bo", "email": "bo@example.eu", "language": "da"}
    refused = visitor.post(address_of(asked), bo)
    assert refused.status_code == 409
    visitor.post(address_of(asked), {"decline": "yes"})
    visitor.post(address_of(asked), bo)
    made = HomeInvitation.objects.get(email="bo@example.eu")
    assert (made.language, made.codes, made.passed_by) == ("da", [], None)


def test_the_language_changes_at_any_time(asked, visitor):
    def choose(language):
        return visitor.post(address_of(asked), {"choose": "language", "language": language})

    choose("sv")
    assert "Skulle det fungera i Skåne?" in visitor.get(address_of(asked)).text
    begin(visitor, asked)
    choose("fr")
    asked.refresh_from_db()
    assert (asked.language, asked.seat.language) == ("fr", "fr")
    assert "Est-ce conforme à notre stratégie" in visitor.get(address_of(asked)).text
    choose("xx")
    assert '<html lang="en"' in visitor.get(address_of(asked)).text


def test_the_shared_link_speaks_as_the_browser_prefers(opened, visitor):
    link = f"/rate/{opened.link_token}/"
    page = visitor.get(link, headers={"Accept-Language": "xx, hu-HU;q=0.9, en;q=0.5"})
    assert '<html lang="hu"' in page.text


def test_a_key_of_a_meeting_carries_answers_over(small, lead):
    practice = make_strange_practice()
    met = make_met(small.home.region, practice, {"R1": 2})
    opened = open_at_home(small.home.region, practice, lead.reader)
    asked = make_invited(opened, language="sv")
    guest = Persona(person_key=met.seats.get().person_key)
    begin(guest, asked)
    assert "fråga 2 av 16" in guest.get(address_of(asked)).text
    carried = guest.get(f"{address_of(asked)}?q=R1").text
    assert "Från mötet: ditt svar gäller." in carried


def test_two_people_on_one_browser_have_two_seats(opened):
    guest = Persona(person_key=uuid4())
    for name in ("Anna", "Bo"):
        begin(guest, make_invited(opened, name))
    assert sorted(Seat.objects.values_list("name", flat=True)) == ["Anna", "Bo"]


def test_after_the_close_the_own_answers_are_readable_for_a_while(asked, visitor, lead):
    begin(visitor, asked)
    tap(visitor, asked, "R1", "2")
    end_home_round(round_=asked.round, by=lead.reader)
    page = visitor.get(address_of(asked)).text
    assert "Diese Runde ist zu Ende" in page
    assert "Stark fördernd" in page
    assert tap(visitor, asked, "R1", "-2").status_code == 409
    assert Tap.objects.count() == 1
    with clock.at(clock.now() + timedelta(days=31)):
        assert visitor.get(address_of(asked)).status_code == 410


def test_who_has_not_begun_finds_the_end(asked, visitor, lead):
    end_home_round(round_=Round.objects.get(), by=lead.reader)
    page = visitor.get(address_of(asked))
    assert (page.status_code, "Diese Runde ist zu Ende." in page.text) == (410, True)


def test_few_queries(asked, visitor):
    assert_few_queries(visitor, address_of(asked))
    begin(visitor, asked)
    assert_few_queries(visitor, address_of(asked))
    assert_few_queries(visitor, f"{address_of(asked)}?q=end")
