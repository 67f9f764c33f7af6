"""The list of meetings, one of them, the calendar, and the forms on the pages."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from clusterix.testing.queries import assert_few_queries, count_queries
from core import clock
from exchanges.models import Participation, Reflection
from exchanges.tests.factories import make_exchange, make_place
from practices.tests.factories import make_practice
from regions.models import Level
from regions.tests.factories import make_partner

pytestmark = pytest.mark.django_db
SOON = timedelta(days=7)


def text(answer) -> str:
    return answer.content.decode()


def order(page: str, *titles: str) -> list[str]:
    return sorted((title for title in titles if title in page), key=page.index)


def test_coming_first_then_held_the_nearest_on_top(member, frozen):
    today = clock.today()
    for days, title in ((30, "Far"), (0, "Now"), (7, "Near"), (-3, "Late"), (-300, "Early")):
        make_exchange(title=f"{title} visit", on=today + timedelta(days=days))

    page = text(member.get("/exchanges/"))

    titles = [f"{name} visit" for name in ("Now", "Near", "Far", "Late", "Early")]
    assert order(page, *titles) == titles
    assert "3 ahead, 2 held" in page


def test_visitors_see_the_public_ones_and_no_counts(visitor, administrator, member):
    public = make_exchange(title="Open day", is_public=True)
    make_place(public)
    make_exchange(title="Inner meeting")

    for nobody in (visitor, administrator):
        page = text(nobody.get("/exchanges/"))
        assert "Open day" in page
        assert "Inner meeting" not in page
        assert "1 person" not in page
    page = text(member.get("/exchanges/"))
    assert "Inner meeting" in page
    assert "1 person of 1 region" in page


def test_kind_and_year_narrow_the_list_and_nonsense_is_said(member):
    make_exchange(title="Kick-off", on=date(2012, 2, 15), kind="meeting", also_kinds=["steering"])
    make_exchange(title="Evening", on=date(2013, 2, 15), kind="dissemination")

    for query, shown in (
        ("kind=meeting", ["Kick-off"]),
        ("kind=steering", ["Kick-off"]),  # as a part of something larger
        ("year=2013", ["Evening"]),
        ("kind=meeting&year=2013", []),
    ):
        page = text(member.get(f"/exchanges/?{query}"))
        assert order(page, "Kick-off", "Evening") == shown
    wrong = member.get("/exchanges/?kind=party")
    assert wrong.status_code == 400
    assert "Select a valid choice" in text(wrong)


def test_dates_are_as_precise_as_known(visitor):
    make_exchange(
        title="Staff exchange in South Tyrol",
        slug="south-tyrol",
        on=date(2012, 11, 1),
        until=date(2012, 11, 30),
        date_precision="month",
        days=3,
        is_public=True,
        is_year_inferred=True,
        source={"label": "ecoplus", "url": "https://www.ecoplus.at/x"},
    )

    for url in ("/exchanges/", "/exchanges/south-tyrol/"):
        page = text(visitor.get(url))
        assert "November 2012, three days" in page
        assert "year inferred" in page
        assert '<a href="https://www.ecoplus.at/x" rel="noopener">ecoplus</a>' in page
        assert "1–30" not in page


def test_the_public_line_for_everybody_and_the_rest_for_members(visitor, member, stranger):
    practice = make_practice()
    exchange = make_exchange(is_public=True, notes="What everybody may know.")
    exchange.shown.create(practice=practice)
    exchange.programme.create(day=clock.today(), title="Talks with managers")
    place = make_place(exchange, partner=None)

    for persona, inner in ((visitor, False), (member, True), (stranger, True)):
        page = text(persona.get(exchange.get_absolute_url()))
        assert exchange.title in page
        assert "What everybody may know." in page
        assert practice.title in page
        assert ("Talks with managers" in page) is inner
        assert place.name not in page
        assert ("1 person is on the list. Names are for those who take part." in page) is inner


def test_what_is_not_public_is_hidden_like_what_does_not_exist(visitor, administrator):
    hidden = make_exchange()
    for nobody in (visitor, administrator):
        for slug in (hidden.slug, "no-such-visit"):
            assert nobody.get(f"/exchanges/{slug}/").status_code == 404


def test_a_guest_reads_the_meeting_they_take_part_in(guest, room):
    other = make_exchange()
    page = guest.get(room.exchange.get_absolute_url())
    assert page.status_code == 200
    assert guest.get(other.get_absolute_url()).status_code == 404


def test_saying_yes_or_no(member, small, frozen):
    exchange = make_exchange(on=clock.today() + SOON)
    make_place(exchange, user=member.user, partner=small.home.partner, state="invited")
    url = exchange.get_absolute_url()

    assert "Say yes or no" in text(member.get("/exchanges/"))
    assert "Do you come?" in text(member.get(url))
    member.post(f"{url}reply/", {"comes": "yes"})
    assert Participation.objects.get().state == "accepted"
    assert "You take part" in text(member.get("/exchanges/"))
    member.post(f"{url}reply/", {"comes": "no"})
    assert Participation.objects.get().state == "declined"
    assert member.post(f"{url}reply/", {"comes": "perhaps"}).status_code == 400


def test_check_in_by_the_host(lead, member, small):
    exchange = make_exchange(host=small.home.partner)
    one = make_place(exchange, partner=small.other.partner, level=Level.POLICY_MAKER)
    two = make_place(exchange, partner=small.home.partner)
    url = exchange.get_absolute_url()

    page = text(lead.get(url))
    assert order(page, "Skåne", "Southern Denmark") == ["Skåne", "Southern Denmark"]
    assert one.name in page
    lead.post(f"{url}attendance/", {"present": [one.pk]})

    assert list(Participation.objects.attended()) == [one]
    assert member.post(f"{url}attendance/", {"present": [two.pk]}).status_code == 403
    assert lead.post(f"{url}attendance/", {"present": ["x"]}).status_code == 400


def test_figures_count_people_once_whatever_they_wrote(member, small):
    exchange = make_exchange()
    place = make_place(
        exchange, user=member.user, partner=small.home.partner, attended_at=clock.now()
    )
    for step in ("person", "organisation"):
        Reflection.objects.create(
            participation=place, step=step, text="We learned.", dated_on=clock.today()
        )

    numbers = Participation.objects.numbers_of(exchange)

    assert numbers == {"people": 1, "partners": 1, "came": 1, "reflected": 1}


def test_writing_what_one_took_home(member, colleague, stranger, coordinator, small):
    exchange = make_exchange()
    make_place(exchange, user=member.user, partner=small.home.partner)
    url = exchange.get_absolute_url()

    empty = member.post(f"{url}reflection/", {"step": "person", "text": ""})
    assert empty.status_code == 400
    assert "In a few sentences: This field is required." in text(empty)
    member.post(f"{url}reflection/", {"step": "person", "text": "Arenas belong to nobody."})

    assert "Arenas belong to nobody." in text(member.get(url))
    page = text(colleague.get(url))
    assert "Arenas belong to nobody." in page
    assert "Member" in page
    assert "Arenas belong to nobody." not in text(stranger.get(url))
    page = text(coordinator.get(url))  # the words, without the name beside them
    assert "Somebody of another region" in page
    assert "Arenas belong to nobody." in page


def test_people_pages_invite_and_remove(lead, small, member, frozen):
    exchange = make_exchange(host=small.home.partner, on=clock.today() + SOON)
    url = f"{exchange.get_absolute_url()}people/"
    guest = {"name": "Ann", "partner": small.other.partner.pk, "level": "policy_maker"}

    assert lead.get(url).status_code == 200
    wrong = lead.post(url, {"name": "Ann"})
    assert wrong.status_code == 400
    assert "Say for which partner and level the guest speaks." in text(wrong)
    lead.post(url, guest)
    place = Participation.objects.get()
    assert (place.name, place.partner) == ("Ann", small.other.partner)
    lead.post(f"{url}withdraw/", {"participation": place.pk})
    place.refresh_from_db()
    assert place.state == "withdrawn"
    assert member.get(url).status_code == 403


def test_a_lead_elsewhere_invites_the_own_people_only(stranger_lead, small, member, stranger):
    exchange = make_exchange(host=small.home.partner)
    url = f"{exchange.get_absolute_url()}people/"
    foreign, own = (p.user.memberships.get().pk for p in (member, stranger))

    assert stranger_lead.post(url, {"member": foreign}).status_code == 403
    assert stranger_lead.post(url, {"member": own}).status_code == 302
    assert [place.user for place in Participation.objects.all()] == [stranger.user]


def test_the_calendar_holds_the_public_line_for_whoever_asks(visitor, member):
    public = make_exchange(
        is_public=True,
        on=date(2026, 9, 1),
        until=date(2026, 9, 2),
        place="Kolding",
        online_link="https://secret.example",
    )
    make_exchange(title="Inner meeting")
    make_exchange(is_public=True, date_precision="month", on=date(2012, 11, 1))

    answers = [persona.get("/exchanges/calendar.ics") for persona in (visitor, member)]

    events = [list(Calendar.from_ical(answer.content).walk("VEVENT")) for answer in answers]
    assert [[str(event["summary"]) for event in each] for each in events] == [[public.title]] * 2
    event = events[0][0]
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (
        date(2026, 9, 1),
        date(2026, 9, 3),
    )
    assert str(event["location"]) == "Kolding"
    assert b"secret.example" not in answers[1].content
    assert answers[0]["Content-Type"] == "text/calendar; charset=utf-8"


def test_hours_stand_in_the_zone_of_the_place(visitor):
    make_exchange(
        is_public=True,
        on=date(2026, 9, 1),
        starts_at="10:00",
        ends_at="11:15",
        timezone="Europe/Bucharest",
    )

    event = Calendar.from_ical(visitor.get("/exchanges/calendar.ics").content).walk("VEVENT")[0]

    assert event.decoded("dtstart").isoformat() == "2026-09-01T10:00:00+03:00"


def test_lists_ask_the_database_as_often_for_three_as_for_one(member, small):
    def add():
        exchange = make_exchange(on=clock.today() + SOON)
        make_place(exchange, user=member.user, partner=small.home.partner)
        make_place(exchange, partner=make_partner())
        make_exchange(on=clock.today() - SOON, host=make_partner())

    add()
    one = count_queries(member, "/exchanges/")
    add()
    add()
    assert count_queries(member, "/exchanges/") == one == 6
    assert_few_queries(member, "/exchanges/")


def test_a_meeting_asks_the_database_as_often_for_three_as_for_one(lead, small):
    exchange = make_exchange(host=small.home.partner)

    def add():
        exchange.shown.create(practice=make_practice(tags=["design"]))
        place = make_place(exchange, partner=small.home.partner)
        Reflection.objects.create(
            participation=place, step="person", text="We learned.", dated_on=clock.today()
        )

    add()
    one = count_queries(lead, exchange.get_absolute_url())
    add()
    add()
    assert count_queries(lead, exchange.get_absolute_url()) == one
    assert_few_queries(lead, exchange.get_absolute_url())
