"""Planning, changing and cancelling a meeting."""

from datetime import date, time

import pytest

from core.models import Activity
from exchanges.actions import Details, cancel_exchange, change_exchange, plan_exchange
from exchanges.actions.exchanges import CannotChange, NotTheHost
from exchanges.models import Exchange, ExchangeKind
from exchanges.tests.factories import make_exchange
from practices.tests.factories import make_practice
from regions.tests.factories import make_partner, make_reader

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


def details(**fields) -> Details:
    values = {"title": "Design for all", "kind": ExchangeKind.STUDY_VISIT}
    return Details(**values | {"starts_on": DAY, "ends_on": DAY} | fields)


def test_a_lead_plans_what_the_own_partner_hosts():
    partner, practice = make_partner(), make_practice()
    lead = make_reader(partner, is_lead=True)

    made = plan_exchange(details=details(host=partner, practices=(practice,)), by=lead)

    assert (made.slug, made.host, list(made.practices.all())) == (
        "design-for-all",
        partner,
        [practice],
    )
    line = Activity.objects.get(verb="exchange.planned")
    assert (line.actor_id, line.changes) == (lead.user_id, {"kind": "study_visit"})
    for by in (make_reader(partner), make_reader(is_lead=True)):
        with pytest.raises(NotTheHost):
            plan_exchange(details=details(host=partner), by=by)


def test_addresses_are_free_and_not_reserved():
    by = make_reader(is_coordinator=True)
    titles = ["Calendar", "Design for all", "Design for all", "Ø!"]

    made = [plan_exchange(details=details(title=title), by=by).slug for title in titles]

    assert made == ["calendar-2", "design-for-all", "design-for-all-2", "o"]


def test_a_change_keeps_what_it_does_not_name_and_says_which_fields_changed():
    partner = make_partner()
    lead = make_reader(partner, is_lead=True)
    practices = [make_practice(), make_practice()]
    exchange = plan_exchange(
        details=details(host=partner, source={"label": "ecoplus"}, practices=tuple(practices)),
        by=lead,
    )
    known = Details.of(exchange)
    assert known == details(host=partner, source={"label": "ecoplus"}, practices=tuple(practices))

    changed = details(host=partner, place="Lund", practices=(practices[1],), source=known.source)
    exchange = change_exchange(exchange=exchange, details=changed, by=lead)

    assert (exchange.place, exchange.source) == ("Lund", {"label": "ecoplus"})
    assert list(exchange.practices.all()) == [practices[1]]
    assert Activity.objects.get(verb="exchange.changed").changes == {"fields": ["place"]}


def test_nobody_gives_a_meeting_to_another_host_or_takes_one():
    own, other = make_partner(), make_partner()
    lead = make_reader(own, is_lead=True)

    for before, after in ((own, other), (other, own)):
        exchange = make_exchange(host=before)
        with pytest.raises(NotTheHost):
            change_exchange(exchange=exchange, details=details(host=after), by=lead)
        exchange.refresh_from_db()
        assert exchange.host == before


def test_cancelled_once_and_then_unchanged():
    partner = make_partner()
    lead = make_reader(partner, is_lead=True)
    exchange = make_exchange(host=partner)

    with pytest.raises(NotTheHost):
        cancel_exchange(exchange=exchange, by=make_reader(partner))
    assert cancel_exchange(exchange=exchange, by=lead).cancelled_at is not None
    with pytest.raises(CannotChange):
        cancel_exchange(exchange=exchange, by=lead)
    with pytest.raises(CannotChange):
        change_exchange(exchange=exchange, details=details(host=partner), by=lead)


FORM = {
    "title": "Design for all",
    "kind": "study_visit",
    "starts_on": "2026-09-01",
    "ends_on": "2026-09-02",
    "starts_at": "09:30",
    "ends_at": "12:00",
    "place": "Kolding",
    "country": "DK",
    "reach": "international",
    "is_public": "on",
}


def test_the_form_plans_and_changes(lead, small, frozen):
    form = FORM | {"host": small.home.partner.pk}

    made = lead.post("/exchanges/new/", form)
    exchange = Exchange.objects.get()

    assert made["Location"] == "/exchanges/design-for-all/"
    assert (exchange.starts_at, exchange.ends_on) == (time(9, 30), date(2026, 9, 2))
    assert (exchange.is_public, exchange.country) == (True, "DK")
    page = lead.get("/exchanges/design-for-all/edit/")
    assert 'value="2026-09-01"' in page.content.decode()
    lead.post("/exchanges/design-for-all/edit/", form | {"place": "Odense"})
    exchange.refresh_from_db()
    assert exchange.place == "Odense"
    assert lead.post("/exchanges/design-for-all/cancel/").status_code == 302
    exchange.refresh_from_db()
    assert exchange.cancelled_at is not None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ends_on": "2026-08-31"}, "Choose a last day that is not before the first."),
        ({"starts_on": "0001-01-01", "ends_on": ""}, "Choose a day between 1990 and 2100."),
        ({"ends_on": "2026-09-01", "ends_at": "09:00"}, "Choose an end after the start."),
        ({"starts_at": ""}, "Say from when, too."),
        ({"title": ""}, "Title: This field is required."),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_is_kept(lead, small, wrong, sentence):
    form = FORM | {"host": small.home.partner.pk} | wrong

    answer = lead.post("/exchanges/new/", form)

    page = answer.content.decode()
    assert answer.status_code == 400
    assert sentence in page
    assert 'value="Kolding"' in page
    assert not Exchange.objects.exists()


def test_a_lead_does_not_plan_for_another_host(lead, small):
    answer = lead.post("/exchanges/new/", FORM | {"host": small.other.partner.pk})

    assert answer.status_code == 403
    assert not Exchange.objects.exists()
