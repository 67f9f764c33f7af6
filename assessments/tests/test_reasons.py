"""Why not: decisions of all regions by reason, for members; marks for those who may see them."""

import csv
from io import StringIO

import pytest

from assessments.actions import Choice, decide, set_mark
from assessments.models import Decision
from assessments.reasons.words import STOPPED_BY, ReasonKind, stopped_words
from assessments.tests.pairs import lead_of, make_strange_practice
from clusterix.testing.queries import count_queries
from core import clock
from practices.tests.factories import make_theme
from regions.reader import Reader

URL = "/matrix/reasons/"


def refuse(place, reason="money", *, rationale="Not before next year.", practice=None):
    choice = Choice(outcome="not_now", reason_kind=reason, rationale=rationale)
    return decide(
        practice=practice or make_strange_practice(),
        region=place.region,
        choice=choice,
        by=lead_of(place.region),
    )


def page_of(person, query=""):
    return person.get(URL + query)


def rows_of(person, query=""):
    return [each.pk for each in page_of(person, query).context["found"]]


def pks(*decisions):
    return sorted((each.pk for each in decisions), reverse=True)


def test_every_reason_has_its_words():
    assert set(STOPPED_BY) == set(ReasonKind)
    assert stopped_words("legal_power", 7, 4) == (
        "Stopped by missing legal power: 7 decisions of 4 regions"
    )
    assert stopped_words("money", 1, 1) == "Stopped by missing money: 1 decision of 1 region"


def test_words_come_first_then_bars_then_rows(member, small):
    for place in (small.home, small.other):
        refuse(place, "legal_power")
    refuse(small.home, "legal_power")
    last = refuse(small.third, "money", rationale="The fund is empty.")
    response = page_of(member)
    page = response.content.decode()
    first = page.index("Stopped by missing legal power: 3 decisions of 2 regions.")
    assert first < page.index("By reason") < page.index("In their words")
    bars = [
        (each.reason, each.decisions, each.regions, each.percent)
        for each in response.context["page"].bars
    ]
    assert bars == [("legal_power", 3, 2, 100), ("money", 1, 1, 33)]
    assert "The fund is empty." in page
    assert last.get_absolute_url() in page
    assert last.transfer.practice.get_absolute_url() in page


def test_the_page_is_narrowed_by_reason_region_theme_practice_and_words(member, small):
    theme = make_theme(code="food")
    one = refuse(small.home, "staff", rationale="Nobody is free.")
    two = refuse(small.other, "money", practice=make_strange_practice(theme=theme))
    three = refuse(small.other, "staff", practice=make_strange_practice(title="Cluster house"))
    assert rows_of(member) == pks(one, two, three)
    assert rows_of(member, "?reason=staff") == pks(one, three)
    assert rows_of(member, f"?region={small.other.region.code}") == pks(two, three)
    assert rows_of(member, "?theme=food") == pks(two)
    assert rows_of(member, f"?practice={one.transfer.practice.slug}") == pks(one)
    assert rows_of(member, "?q=nobody") == pks(one)
    assert rows_of(member, "?q=cluster+house") == pks(three)
    assert rows_of(member, "?reason=nonsense") == pks(one, two, three)
    assert page_of(member, "?page=9").status_code == 400


def test_only_decisions_in_force_unless_earlier_ones_are_asked_for(member, small):
    earlier = refuse(small.home)
    practice = earlier.transfer.practice
    later = refuse(small.home, "time", practice=practice)
    assert rows_of(member) == [later.pk]
    assert rows_of(member, "?earlier=on") == [later.pk, earlier.pk]
    assert page_of(member, "?earlier=on").content.decode().count(">replaced<") == 1


def test_what_was_taken_up_later_is_not_a_refusal_any_more(member, small):
    refused = refuse(small.home)
    choice = Choice(outcome="learn", rationale="Now.", why_without="The council asked.")
    lead = lead_of(small.home.region)
    practice = refused.transfer.practice
    decide(practice=practice, region=small.home.region, choice=choice, by=lead)
    assert rows_of(member) == []


@pytest.mark.rights("DE04")
def test_visitors_and_people_without_a_partner_find_no_such_page(visitor, administrator, small):
    Decision.objects.none()
    refuse(small.home)
    for address in (URL, f"{URL}export.csv"):
        assert administrator.get(address).status_code == 404
        assert visitor.get(address).status_code in {302, 404}


def test_a_practice_that_was_taken_down_is_in_no_count_row_or_file(member, coordinator, small):
    refused = refuse(small.home, rationale="A secret matter.")
    practice = refused.transfer.practice
    practice.taken_down_at, practice.takedown_reason = clock.now(), "Wrong"
    practice.save()
    assert rows_of(member) == []
    assert page_of(member).context["page"].bars == []
    assert "secret" not in member.get(f"{URL}export.csv").content.decode()
    assert rows_of(coordinator) == [refused.pk]


@pytest.mark.rights("T02")
def test_marks_are_shown_to_their_person_and_the_lead_and_count_nowhere(
    member, colleague, lead, stranger_lead, small
):
    practice = make_strange_practice(title="Cluster house")
    set_mark(
        practice=practice,
        region=small.home.region,
        kind="not_for_us",
        reason_kind="staff",
        by=Reader.for_user(member.user.pk),
    )
    seen = [
        "Marks in your region" in page_of(person).content.decode()
        for person in (member, lead, colleague, stranger_lead)
    ]
    assert seen == [True, True, False, False]
    response = page_of(lead)
    assert "Cluster house" in response.content.decode()
    assert response.context["page"].bars == []
    assert "Cluster house" not in lead.get(f"{URL}export.csv").content.decode()
    assert "Marks in your region" not in page_of(lead, "?reason=money").content.decode()


def test_the_file_holds_the_same_rows_and_runs_no_formula(member, small):
    refuse(small.home, "staff", rationale="=1+1")
    refuse(small.other, "money")
    response = member.get(f"{URL}export.csv?reason=staff")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    text = response.content.decode().removeprefix("\ufeff")
    rows = list(csv.DictReader(StringIO(text), delimiter=";"))
    assert [(each["reason"], each["region"], each["in_their_words"]) for each in rows] == [
        ("staff", "SE22", "'=1+1")
    ]
    assert rows[0]["decision_address"].endswith(
        Decision.objects.get(reason_kind="staff").get_absolute_url()
    )


def test_a_practice_says_who_did_not_take_it_up_to_members(member, visitor, small):
    practice = make_strange_practice()
    refuse(small.other, "money", practice=practice)
    refuse(small.third, "legal_power", practice=practice)
    url = practice.get_absolute_url()
    page = " ".join(member.get(url).content.decode().split())
    assert "Not taken up by 2 regions:" in page
    assert "No money in reach" in page
    assert f"/matrix/reasons/?practice={practice.slug}" in page
    assert "Not taken up by" not in visitor.get(url).content.decode()


def test_the_matrix_leads_members_to_the_reasons(member, visitor):
    assert URL in member.get("/matrix/").content.decode()
    assert URL not in visitor.get("/matrix/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_is_constant(member, small, rows):
    for _ in range(rows):
        refuse(small.home)
    assert count_queries(member, URL) == 7
