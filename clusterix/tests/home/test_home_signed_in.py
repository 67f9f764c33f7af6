"""The home of a member: what is next, and what is going on in the own region."""

from datetime import timedelta

import pytest
from django.urls import reverse

from clusterix.home import member as home
from clusterix.testing.queries import AT_MOST, queries_of
from core import clock
from core.next_steps import NextStep, in_order
from plans.tests.factories import make_action, make_plan
from practices.tests.factories import make_practice, make_transfer


def step(title: str, days: int | None) -> NextStep:
    due = None if days is None else clock.today() + timedelta(days=days)
    return NextStep(title, "", 2, "Do it", "/", due_on=due)


def test_late_ones_come_first_and_what_has_no_date_after_a_week(frozen):
    steps = in_order([step("far", 8), step("none", None), step("soon", 7), step("late", -2)])
    assert [each.title for each in steps] == ["late", "soon", "none", "far"]
    assert [each.is_late(clock.today()) for each in steps] == [True, False, False, False]


def test_five_rows_are_shown_and_the_rest_on_demand(small, member, monkeypatch):
    monkeypatch.setattr(
        home, "OFFERS", (lambda reader, today: [step(f"Thing {n}", n) for n in range(7)],)
    )
    shown = home.next_for(member.reader, clock.today())
    assert (len(shown.steps), shown.later, shown.minutes) == (5, 2, 10)
    page = member.get("/").text
    assert "5 things, 10 minutes in all." in page
    assert "2 more later." in page
    shown, on_demand = page.split("Show 2 more")
    assert ("Thing 4" in shown, "Thing 5" in shown, "Thing 6" in on_demand) == (True, False, True)
    assert page.count("btn-main") == 1


def test_what_a_room_offers_leads_to_its_page(small, member, stranger):
    action = make_action(make_plan(small.home.region))
    assert f"{action.get_absolute_url()}#progress" in member.get("/").text
    assert action.get_absolute_url() not in stranger.get("/").text


def test_nothing_waits(small, member):
    assert "Nothing waits for you" in member.get("/").text


def test_the_pipe_counts_the_own_region(small, member):
    for region, status in ((small.home, "assessing"), (small.other, "assessing")):
        make_transfer(make_practice(), region.region, status)
    make_transfer(make_practice(), small.home.region, "learn")
    pipe = member.get(reverse("going_on")).context["pipe"]
    counts = [count for _mark, _label, count, _url in pipe]
    assert counts == [0, 1, 1, 0, 0]


def test_the_lower_half_is_a_page_and_a_part_of_the_home(small, member, visitor, administrator):
    url = reverse("going_on")
    assert url in member.get("/").text
    page, part = member.get(url).text, member.get(url, headers={"HX-Request": "true"}).text
    assert ("<html" in page, "<html" in part) == (True, False)
    assert "People of Skåne" in part
    assert administrator.get(url).status_code == 404
    assert visitor.get(url).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", ["home", "going_on"])
def test_the_page_asks_no_more_than_any_page(small, lead, name, count):
    for _number in range(count):
        practice = make_practice(origin_region=small.home.region)
        make_transfer(practice, small.other.region, "adapt")
        make_action(make_plan(small.home.region))
    made = queries_of(lead, reverse(name))
    assert len(made) <= AT_MOST, "\n".join(made)
