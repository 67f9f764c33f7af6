"""The list of a region's people: what is asked, for whom, and the way back."""

import re
from datetime import date

import pytest

from assessments.actions import Choice, decide, set_mark
from assessments.models import Mark
from assessments.tests.columns import make_scored
from assessments.tests.pairs import lead_of, make_strange_practice
from clusterix.testing.queries import count_queries
from practices.models import Requirement, RequirementKind, Transfer
from practices.tests.factories import make_theme, make_transfer
from practices.tests.needs import make_need
from regions.models import ContextItem
from regions.tests.factories import make_industry, make_strength

URL = "/for-us/"


@pytest.fixture
def food(small):
    """A field of strength of the home region."""
    food = make_industry(name="Food")
    make_strength(region=small.home.region, industry=food)
    return food


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def shown(person, query=""):
    cards = person.get(f"{URL}{query}").context["cards"]
    return [(card.practice.title, card.score) for card in cards]


def parts(person, title):
    cards = person.get(URL).context["cards"]
    (card,) = [each for each in cards if each.practice.title == title]
    return {bar.label: bar.points for bar in card.bars}, words(person.get(URL))


def require(practice, kind, needed):
    Requirement.objects.create(
        revision=practice.published_revision, kind=kind, needed=needed, text="It.", is_core=True,
        position=1,
    )  # fmt: skip


def test_only_what_the_region_has_not_considered(member, small, food):
    region = small.home.region
    for title in ("New", "Considered", "Ours", "Hidden", "Archived", "Stub"):
        make_strange_practice(title=title, industries=[food], is_stub=title == "Stub")
    found = {each.title: each for each in food.practices.all()}
    make_transfer(found["Considered"], region, "proposed")
    for title, values in (
        ("Ours", {"origin_region": region}),
        ("Hidden", {"taken_down_at": found["New"].published_at, "takedown_reason": "Wrong."}),
        ("Archived", {"archived_at": found["New"].published_at}),
    ):
        type(found[title]).objects.filter(pk=found[title].pk).update(**values)
    assert shown(member) == [("New", 8)]


def test_needs_are_compared_by_ties_and_by_words(member, small):
    theme = make_theme()
    make_need(small.home.region, theme=theme, text="Vouchers for bakeries", instrument="voucher")
    make_strange_practice(
        title="Vouchers that help a bakery", theme=theme, instrument="voucher"
    )  # fmt: skip
    make_strange_practice(title="Another", theme=theme)
    assert shown(member) == [("Vouchers that help a bakery", 14), ("Another", 6)]
    said = parts(member, "Another")[1]
    assert "2 words of “Vouchers for bakeries”. +4" in said


def test_answers_of_similar_regions_count_with_who_and_why(member, small, food):
    make_strength(region=small.other.region, industry=food)
    practice = make_strange_practice(title="Theirs")
    make_transfer(practice, small.other.region, "plan")
    make_transfer(practice, small.third.region, "done")  # is not similar
    points, said = parts(member, "Theirs")
    assert (points["Similar regions"], "Answers of one region only." in said) == ("+2", True)
    name = small.other.region.name
    assert f"{name}: In plan. It is somewhat similar: you share Food. +2" in said


def test_regions_with_scores_close_by_are_similar_and_drafts_of_others_stay_theirs(member, small):
    for number in range(2):
        common = make_strange_practice(title=f"Both {number}")
        make_scored(small.home.region, common, relevance="1.0", feasibility="0.5")
        make_scored(small.other.region, common, relevance="1.2", feasibility="0.7")
        make_scored(small.third.region, common, is_final=False)
    practice = make_strange_practice(title="Theirs")
    make_scored(small.other.region, practice, suggestion="adapt")
    make_scored(small.third.region, practice, suggestion="not_now", is_final=False)
    points, said = parts(member, "Theirs")
    assert points["Similar regions"] == "+2"
    assert "suggest “Adapt to us”. It is similar: your scores of 2 practices lie 0.20 apart" in said


def test_gaps_against_the_context_profile(member, small, food):
    practice = make_strange_practice(title="Needs staff", industries=[food])
    require(practice, RequirementKind.STAFF, 2)
    assert "The context profile is not filled in." in parts(member, "Needs staff")[1]
    today = date(2026, 5, 1)
    ContextItem.objects.create(
        region=small.home.region, kind="staff", has=1, text="One post", as_of=today,
        confirmed_on=today,
    )  # fmt: skip
    points, said = parts(member, "Needs staff")
    assert (points["What it needs"], shown(member)) == ("−3", [("Needs staff", 5)])
    assert "Needs 2 of 3, you have 1: staff. −3" in said


def test_reasons_of_decisions_and_marks_count_against_what_needs_the_same(member, small, food):
    region = small.home.region
    refused = make_strange_practice(title="Refused")
    choice = Choice(outcome="not_now", reason_kind="money", rationale="Not this year.")
    decide(practice=refused, region=region, choice=choice, by=lead_of(region))
    practice = make_strange_practice(title="Needs money", industries=[food])
    require(practice, RequirementKind.FUNDING_INSTRUMENT, 1)
    points, said = parts(member, "Needs money")
    assert points["“Not for us because …”"] == "−3"
    assert "It needs the same as a practice that was not for you: no money in reach. −3" in said


def test_not_for_us_hides_it_and_undo_brings_it_back(member, colleague, small, food):
    practice = make_strange_practice(title="New", slug="new-one", industries=[food])
    pair = f"/assessments/pair/{practice.slug}/SE22/mark/"
    sent = {"kind": "not_for_us", "reason_kind": "money", "back": "for_us"}
    response = member.post(pair, sent)
    assert response.url == f"{URL}?marked=new-one"
    assert (shown(member), shown(colleague)) == ([], [("New", 8)])
    assert "“New” is not shown again: No money in reach. Undo" in words(member.get(response.url))
    assert member.post(f"{pair}remove/", {"back": "for_us"}).url == URL
    assert (shown(member), Mark.objects.count()) == ([("New", 8)], 0)


def test_interest_moves_the_pair_and_ends_the_suggestion(member, small, food):
    practice = make_strange_practice(title="New", industries=[food])
    pair = f"/assessments/pair/{practice.slug}/SE22/mark/"
    response = member.post(pair, {"kind": "interested", "back": "for_us"})
    assert (shown(member), Transfer.objects.get().status) == ([], "interested")
    assert "You are interested in “New”" in words(member.get(response.url))
    assert "You are interested" not in words(member.get(f"{URL}?marked=nothing"))


def test_colleagues_marks_count_for_the_lead_only(member, lead, colleague, small, food):
    practice = make_strange_practice(title="New", industries=[food])
    set_mark(
        practice=practice, region=small.home.region, kind="not_for_us", reason_kind="time",
        by=colleague.reader,
    )  # fmt: skip
    assert (shown(member), shown(lead)) == ([("New", 8)], [])


@pytest.mark.parametrize("who", ["visitor", "administrator"])
def test_it_does_not_exist_for_who_acts_for_no_region(request, small, who):
    assert request.getfixturevalue(who).get(URL).status_code == 404


def test_each_reads_the_list_of_the_own_region(member, stranger, small, food):
    make_strange_practice(title="New", industries=[food])
    assert (shown(member), shown(stranger)) == ([("New", 8)], [])
    assert "Nothing to suggest now" in words(stranger.get(URL))


def test_the_home_page_gets_the_first_three(member, food):
    for number in range(4):
        make_strange_practice(title=f"New {number}", industries=[food])
    assert 'hx-get="/for-us/"' in member.get("/").content.decode()
    part = member.get(URL, headers={"HX-Request": "true"})
    assert (words(part).count("You share Food."), "<html" in part.content.decode()) == (3, False)
    assert "All 4, with their parts" in words(part)


def test_the_number_of_queries_does_not_grow(member, small, food):
    make_strength(region=small.other.region, industry=food)
    make_need(small.home.region)
    make_strange_practice(title="New", industries=[food])
    few = count_queries(member, URL)
    for number in range(12):
        practice = make_strange_practice(title=f"New {number}", industries=[food])
        make_scored(small.other.region, practice)
        make_need(small.home.region, industry=food)
    assert (count_queries(member, URL), few <= 12) == (few, True)
