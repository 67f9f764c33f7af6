"""What a practice needs beside what a region has: a gap is a number, the unknown never is."""

import pytest

from assessments.actions import Choice, decide
from assessments.gaps.reading import gaps_by_practice, gaps_of
from assessments.gaps.shown import Gaps
from assessments.tests.pairs import lead_of, make_clear, make_strange_practice
from clusterix.testing.queries import count_queries, queries_of
from practices.tests.factories import make_practice, make_requirement
from regions.tests.factories import make_context, make_partner, make_reader


def needs(practice, *requirements):
    for kind, level, is_core in requirements:
        make_requirement(
            practice.published_revision, kind=kind, needed=level, is_core=is_core, text=f"{kind}!"
        )
    return practice


def plain(lines):
    return [(each.kind.value, each.needed, each.has, each.gap, each.is_core) for each in lines]


def shown(page):
    return " ".join(page.content.decode().split())


def decide_not_now(region, practice, reason):
    choice = Choice(outcome="not_now", reason_kind=reason, rationale="Not before next year.")
    return decide(practice=practice, region=region, choice=choice, by=lead_of(region))


def test_a_gap_is_what_is_missing_and_the_unknown_is_not_a_zero(small):
    region = small.home.region
    practice = needs(
        make_practice(origin_region=small.other.region),
        *(("time", 1, False), ("staff", 3, True), ("data", 2, True), ("mandate", 1, True)),
    )
    make_context(region, "staff", 1, text="One post")
    make_context(region, "mandate", 2)
    make_context(region, "time", 0)
    make_context(small.other.region, "staff", 3, text="Four posts")
    make_context(small.third.region, "data", 3)
    lines = gaps_of(practice, region)
    assert plain(lines) == [
        ("staff", 3, 1, 2, True),
        ("data", 2, None, None, True),
        ("mandate", 1, 2, 0, True),
        ("time", 1, 0, 1, False),
    ]
    staff = lines[0]
    assert (staff.text, staff.sentence, staff.origin_has) == ("staff!", "One post", 3)
    assert [each.origin_has for each in lines[1:]] == [None, None, None]
    assert [each.is_gap for each in lines] == [True, False, False, True]


def test_many_practices_are_read_in_one_query(small, django_assert_num_queries):
    found = [needs(make_practice(), ("staff", 2, True)) for _each in range(3)]
    empty = make_practice()
    make_context(small.home.region, "staff", 1)
    with django_assert_num_queries(1):
        lines = gaps_by_practice([each.pk for each in (*found, empty)], small.home.region)
    assert [plain(lines[each.pk]) for each in found] == [[("staff", 2, 1, 1, True)]] * 3
    assert lines[empty.pk] == []


def test_others_who_were_stopped_by_the_same_are_counted_once_each(small):
    reader = make_reader(small.home.partner)
    practice = needs(make_practice(), ("staff", 2, True), ("data", 2, True))
    for region, reason in (
        (small.home.region, "staff"),
        (small.other.region, "staff"),
        (small.other.region, "staff"),
        (small.third.region, "money"),
    ):
        decide_not_now(region, make_strange_practice(), reason)
    lines = gaps_of(practice, small.home.region, reader)
    assert [(each.kind.value, each.others_stopped) for each in lines] == [("staff", 1), ("data", 0)]
    assert [each.others_stopped for each in gaps_of(practice, small.home.region)] == [0, 0]


def test_the_sentence_counts_gaps_the_unknown_and_what_is_met(small):
    practice = needs(make_practice(), ("staff", 2, True), ("data", 2, True), ("time", 1, True))
    make_context(small.home.region, "staff", 1)
    make_context(small.home.region, "time", 3)
    rows = [
        {
            "kind": line.kind.value,
            "needed": line.needed,
            "text": line.text,
            "is_core": line.is_core,
            "ours": line.ours
            and {
                "has": line.ours.level,
                "text": line.ours.text,
                "as_of": str(line.ours.as_of),
                "confirmed_on": str(line.ours.confirmed_on),
            },
            "origins": None,
        }
        for line in gaps_of(practice, small.home.region)
    ]
    reader = make_reader(small.home.partner)
    gaps = Gaps(practice, small.home.region, reader, rows)
    assert gaps.sentence == "1 gap, 1 not known yet and 1 met"
    assert Gaps(practice, small.home.region, reader, rows[2:]).sentence == "no gap and 1 met"


def test_members_of_a_region_see_their_gaps_on_the_practice(member, stranger, visitor, small):
    practice = needs(
        make_practice(nuts_codes=["XX00"], origin_region=small.third.region), ("staff", 3, True)
    )
    make_context(small.home.region, "staff", 1, text="One post")
    url = practice.get_absolute_url()
    page = shown(member.get(url))
    assert 'What it needs, what <span class="you">Skåne</span> has' in page
    assert '<span class="gap">gap 2</span>' in page
    assert "One post" in page
    others = shown(stranger.get(url))
    assert "One post" not in others
    assert f"{small.other.region.name}</span> has" in others
    assert "gap-ok" not in others
    assert 'id="gaps"' not in shown(visitor.get(url))


def test_what_is_older_than_a_year_says_so_and_the_unknown_can_be_said(member, small):
    practice = needs(make_strange_practice(), ("staff", 3, True), ("data", 1, True))
    make_context(small.home.region, "staff", 1, days_ago=400)
    page = shown(member.get(practice.get_absolute_url()))
    assert "older than a year" in page
    assert "/regions/SE22/context/#data" in page


def test_a_gap_on_the_assessment_leads_to_a_plan_for_the_region_alone(
    member, stranger, stranger_lead, small
):
    practice = needs(make_strange_practice(), ("staff", 3, True))
    make_context(small.home.region, "staff", 1, text="One post")
    assessment = make_clear(small.home.region, practice)
    url = assessment.get_absolute_url()
    page = shown(member.get(url))
    assert "What it needs, what we have" in page
    assert f'href="/plans/SE22/gaps/{practice.slug}/staff/"' in page
    assert stranger.get(url).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_gaps_ask_once_more_and_only_for_the_actions_that_close_them(member, small, rows):
    practice = make_strange_practice()
    url = make_clear(small.home.region, practice).get_absolute_url()
    without = count_queries(member, url)
    needs(practice, *(("staff", 3, True), ("time", 2, True), ("data", 1, False))[:rows])
    assert count_queries(member, url) == without
    for kind in ("staff", "time", "data"):
        make_context(small.home.region, kind, 0)
    made = queries_of(member, url)
    assert len(made) == without + 1
    assert sum("plans_actionsource" in each for each in made) == 1


def test_the_decision_begins_with_the_reason_that_fits(lead, small):
    practice = needs(make_strange_practice(), ("funding_instrument", 3, False), ("staff", 2, True))
    make_context(small.home.region, "staff", 0)
    make_context(small.home.region, "funding_instrument", 0)
    page = lead.get(make_clear(small.home.region, practice).get_absolute_url())
    form = page.context["deciding"].paper.form
    assert form.initial["reason_kind"] == "staff"
    assert "There is a gap in “Staff”, so “No staff or skills” fits." in shown(page)


def test_a_blocking_gate_comes_before_a_gap(lead, small):
    practice = needs(make_strange_practice(), ("staff", 2, True))
    make_context(small.home.region, "staff", 0)
    page = lead.get(make_clear(small.home.region, practice, F3=-2).get_absolute_url())
    form = page.context["deciding"].paper.form
    assert form.initial["reason_kind"] == "money"
    assert "blocks, so “No money in reach” fits." in shown(page)


def test_without_gap_and_gate_no_reason_is_suggested(lead, small):
    page = lead.get(make_clear(small.home.region).get_absolute_url())
    assert "reason_kind" not in page.context["deciding"].paper.form.initial


def test_a_region_without_a_profile_has_no_gaps_at_all(small):
    practice = needs(make_practice(), ("staff", 3, True))
    region = make_partner().region
    assert plain(gaps_of(practice, region)) == [("staff", 3, None, None, True)]
