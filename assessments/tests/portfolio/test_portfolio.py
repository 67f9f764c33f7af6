"""The page of a region's portfolio: who reads what, in which order, in how many queries."""

import re

import pytest

from assessments.tests.columns import make_scored
from assessments.tests.pairs import make_example, make_strange_practice
from clusterix.testing.queries import count_queries
from practices.tests.factories import make_theme

URL = "/regions/SE22/portfolio/"


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def titles(response):
    return [row.practice.title for row in response.context["portfolio"].rows]


def make_named(small, title, relevance="1.0", feasibility="1.0", **fields):
    practice = make_strange_practice(title=title, theme=fields.pop("theme", None))
    return make_scored(
        small.home.region, practice, relevance=relevance, feasibility=feasibility, **fields
    )


def test_drafts_are_for_the_region_and_final_ones_for_all_members(member, stranger, small):
    make_named(small, "Finished")
    make_named(small, "Under way", is_final=False)
    assert titles(member.get(URL)) == ["Finished", "Under way"]
    page = stranger.get(URL)
    assert (titles(page), "Under way" in words(page)) == (["Finished"], False)


def test_a_finished_one_shows_to_others_while_a_newer_draft_is_written(member, stranger, small):
    first = make_named(small, "Twice", relevance="1.0")
    make_scored(
        small.home.region,
        first.transfer.practice,
        relevance="-1.0",
        feasibility="0",
        is_final=False,
    )
    assert [row.relevance for row in member.get(URL).context["portfolio"].rows] == ["−1.00"]
    assert [row.relevance for row in stranger.get(URL).context["portfolio"].rows] == ["+1.00"]


@pytest.mark.parametrize("who", ["visitor", "administrator"])
def test_it_does_not_exist_for_others(request, small, who):
    assert request.getfixturevalue(who).get(URL).status_code == 404


def test_what_is_taken_down_is_not_shown(stranger, small):
    gone = make_named(small, "Taken down").transfer.practice
    gone.taken_down_at, gone.takedown_reason = gone.published_at, "Wrong."
    gone.save()
    assert "Taken down" not in words(stranger.get(URL))


def test_unbeaten_ones_are_marked_among_all_that_the_reader_reads(member, stranger, small):
    make_named(small, "Needed", relevance="1.5", feasibility="0.2")
    make_named(small, "Easy", relevance="0.7", feasibility="1.5")
    make_named(small, "Beaten", relevance="0.6", feasibility="1.5")
    make_named(small, "Best", relevance="2", feasibility="2", is_final=False)
    for person, best in ((member, ["Best"]), (stranger, ["Easy", "Needed"])):
        page = person.get(f"{URL}?suggestion=unbeaten")
        assert titles(page) == best
        assert words(page).count("Unbeaten") == 2 + len(best)  # the filter and the key


def test_scores_and_ranges_come_from_the_stored_columns(member, small):
    make_named(
        small, "Stored", relevance="1.3", relevance_low="1.1778", relevance_high="1.4889",
        feasibility="0.3826", feasibility_low="0.2955", feasibility_high=None,
        could_easily_change=True,
    )  # fmt: skip
    said = words(member.get(URL))
    assert "+1.30 +1.18 to +1.49 +0.38 +0.30 to +0.38" in said
    assert "could easily change" in said


def test_what_has_no_score_says_what_is_missing(member, small):
    region = small.home.region
    make_scored(region, relevance=None, feasibility=None, is_final=False, rater_count=1)
    make_scored(region, relevance=None, final_reason="Politics decided before.")
    make_example(region)
    missing = [each.missing for each in member.get(URL).context["portfolio"].unscored]
    assert sorted(missing) == [
        "Finished without a suggestion: Politics decided before.",
        "Two more people.",
    ]


def test_filters_and_orders(member, small):
    theme = make_theme(code="money", name="Money")
    make_named(small, "B", relevance="0.6", theme=theme)
    make_named(small, "A", relevance="0.9", suggestion="adapt")
    assert titles(member.get(f"{URL}?theme=money")) == ["B"]
    assert titles(member.get(f"{URL}?suggestion=adapt")) == ["A"]
    assert titles(member.get(f"{URL}?status=plan")) == []
    assert titles(member.get(f"{URL}?sort=relevance")) == ["A", "B"]
    assert titles(member.get(f"{URL}?sort=-relevance")) == ["B", "A"]
    page = member.get(f"{URL}?sort=nonsense&theme=%00x&status=x")
    assert page.status_code in {200, 400}


def test_the_number_is_that_of_the_alphabet_whatever_is_sorted(member, small):
    make_named(small, "B", relevance="0.9")
    make_named(small, "A", relevance="0.6")
    rows = member.get(f"{URL}?sort=relevance").context["portfolio"].rows
    assert [(row.number, row.practice.title) for row in rows] == [(2, "B"), (1, "A")]


def test_an_empty_one_says_what_to_do(member, stranger):
    assert "You have assessed no practice yet" in words(member.get(URL))
    assert "has finished no assessment yet" in words(stranger.get(URL))


def test_the_number_of_queries_does_not_grow(member, small):
    make_named(small, "One")
    make_scored(small.home.region, relevance=None, rater_count=1)
    few = count_queries(member, URL)
    for _number in range(30):
        make_scored(small.home.region)
    make_scored(small.home.region, relevance=None, rater_count=1)
    assert (count_queries(member, URL), few <= 5) == (few, True)


def test_the_page_of_the_region_leads_members_to_it(member, stranger, visitor, small):
    home, other = "/regions/SE22/", f"/regions/{small.other.region.code}/"
    assert 'href="/for-us/"' in member.get(home).content.decode()
    for persona in (member, stranger):
        assert f'href="{URL}"' in persona.get(home).content.decode()
    assert "Portfolio" not in words(visitor.get(home))
    assert 'href="/for-us/"' not in member.get(other).content.decode()
