"""Time zones: which can be chosen, and how pages name the hours of a meeting."""

from datetime import date, time
from types import SimpleNamespace

import pytest
from django.template import Context, Template

from exchanges.forms import ExchangeForm
from exchanges.models import Exchange, Form
from exchanges.tests.factories import make_exchange
from exchanges.zones import UTC, zone_choices, zone_of_country
from practices.models import Practice
from regions.models import Partner
from regions.reader import Reader
from regions.tests.factories import make_partner, make_reader, make_region

HOURS = Template("{% load exchange_words %}{% exchange_hours exchange %}")


def shown(template: Template, exchange: Exchange, reader: Reader | None = None) -> str:
    request = SimpleNamespace(reader=reader or Reader.visitor())
    return template.render(Context({"exchange": exchange, "request": request}))


def meeting(**fields) -> Exchange:
    values = {"starts_on": date(2027, 1, 8), "ends_on": date(2027, 1, 8), "starts_at": time(10)}
    return Exchange(**values | {"ends_at": time(11, 15)} | fields)


def test_zones_are_grouped_by_continent_europe_first():
    areas = [area for area, _zones in zone_choices()]
    assert (areas[0], areas[-1]) == ("Europe", UTC)
    assert ("Europe/Bucharest", "Bucharest") in dict(zone_choices())["Europe"]
    assert not {"Etc", "US", "posix"} & set(areas)


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("RO", "Europe/Bucharest"),
        ("DE", "Europe/Berlin"),
        ("EL", "Europe/Athens"),
        ("XX", ""),
        ("", ""),
    ],
)
def test_the_zone_of_a_country(country, zone):
    assert zone_of_country(country) == zone


def test_a_visitor_reads_the_zone():
    assert shown(HOURS, meeting()) == "10:00 to 11:15, Europe/Vienna"
    assert shown(HOURS, meeting(ends_at=None)) == "10:00, Europe/Vienna"
    assert shown(HOURS, meeting(starts_at=None)) == ""


@pytest.mark.django_db
def test_a_reader_with_the_same_hour_reads_no_zone():
    swedish = make_reader(make_partner(region=make_region(country="SE")))
    assert shown(HOURS, meeting(), swedish) == "10:00 to 11:15"


@pytest.mark.django_db
def test_a_reader_with_another_hour_reads_both():
    romanian = make_reader(make_partner(region=make_region(country="RO")))
    assert shown(HOURS, meeting(), romanian) == (
        "10:00 to 11:15, Europe/Vienna (where you are: 11:00 to 12:15)"
    )
    assert shown(HOURS, meeting(ends_at=None), romanian) == (
        "10:00, Europe/Vienna (where you are: 11:00)"
    )


@pytest.mark.parametrize(
    ("form", "place", "words"),
    [
        (Form.IN_PERSON, "Lund", "Lund"),
        (Form.ONLINE, "Lund", "online"),
        (Form.HYBRID, "Lund", "Lund and online"),
        (Form.HYBRID, "", "online"),
        (Form.IN_PERSON, "", ""),
    ],
)
def test_how_people_come_together(form, place, words):
    assert meeting(form=form, place=place).where == words


@pytest.mark.django_db
def test_the_form_keeps_what_it_was_not_asked():
    exchange = make_exchange(timezone="Europe/Bucharest", form=Form.HYBRID)
    data = {"title": "T", "kind": "meeting", "starts_on": "2027-01-08", "reach": "regional"}
    fields = {
        "hosts": Partner.objects.all(),
        "shown": Practice.objects.all(),
        "may_be_without_host": True,
    }

    old = ExchangeForm(data, **fields)
    new = ExchangeForm(data | {"timezone": "Europe/Paris", "form": "online"}, **fields)
    wrong = ExchangeForm(data | {"timezone": "Mars/Base"}, **fields)

    assert [old.is_valid(), new.is_valid()] == [True, True]
    kept, chosen, first = old.details(exchange), new.details(exchange), old.details()
    assert (kept.timezone, kept.form) == ("Europe/Bucharest", "hybrid")
    assert (chosen.timezone, chosen.form) == ("Europe/Paris", "online")
    assert (first.timezone, first.form) == ("Europe/Vienna", "in_person")
    assert list(wrong.errors) == ["timezone"]
