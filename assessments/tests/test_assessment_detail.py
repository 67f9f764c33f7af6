"""The page of one assessment: what it says, to whom, and what it never says."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from assessments.actions import (
    Choice,
    close_round,
    decide,
    finish_assessment,
    reveal_round,
    set_mark,
)
from assessments.tests.factories import answer
from assessments.tests.pairs import (
    lead_of,
    make_clear,
    make_example,
    make_met,
    make_strange_practice,
    open_at_home,
    sit,
)
from clusterix.testing.queries import assert_few_queries
from core import clock
from regions.reader import Reader

pytestmark = pytest.mark.django_db


def text_of(response):
    """The page's words without tags and explanations, in one line."""
    main = response.text.partition("<main")[2].partition("</main>")[0]
    main = re.sub(r'<button class="why.*?<span class="tip".*?</span></span>', "", main)
    return " ".join(re.sub(r"<[^>]+>", " ", main).split()).replace(" .", ".")


def final_for(region, **values):
    return finish_assessment(assessment=make_clear(region, **values), by=lead_of(region))


def test_the_worked_example_reads_as_in_the_method(small, lead):
    assessment = make_example(small.home.region)
    page = text_of(lead.get(assessment.get_absolute_url()))
    assert (
        "We suggest: take ideas. Money is open; once it is answered: adapt to us."
        " It could easily change."
    ) in page
    assert "Relevance , do we need it? +1.30 range +1.18 to +1.49" in page
    assert "Feasibility , can we do it? +0.38 range +0.30 to +0.51" in page
    assert "Four people of Skåne, sixteen questions, closed on" in page
    assert "61 of 64 answers; three times “I do not know”." in page
    assert "it crosses +0.50." in page
    assert "Needed, and only just feasible" in page
    assert "Obstacle: money Open “No budget line.” Raised at home," in page
    assert "1 of 4 blocks Can we find the money? blocking" in page
    assert "Krippendorff’s alpha 0.55" in page
    assert "without the intermediary it reads “Adopt as it is”." in page
    assert "Answer the obstacle: money." in page


def test_the_profile_shows_levels_and_medians(small, lead):
    assessment = make_example(small.home.region)
    html = lead.get(assessment.get_absolute_url()).text
    row = html.partition("Can we find the money?<small>")[2].partition("</tr>")[0]
    bins = re.findall(r'<td class="bin( med)?">(.*?)</td>', row)
    assert [bool(med) for med, _cell in bins] == [True, True, False, False, False]
    assert [re.findall(r'<span class="vh">(.*?)</span>', cell) for _med, cell in bins] == [
        ["1 intermediary, 1 practitioner, middle answer"],
        ["1 policy maker, middle answer"],
        ["1 policy maker"],
        [],
        [],
    ]
    assert "<b>0.54</b><small>Mixed</small>" in row


@pytest.mark.parametrize("persona", ["lead", "member"])
def test_a_draft_is_for_the_region(small, request, persona):
    assessment = make_clear(small.home.region)
    page = request.getfixturevalue(persona).get(assessment.get_absolute_url())
    assert "We suggest: adopt as it is. It is needed and feasible." in page.text


@pytest.mark.parametrize(
    "persona", ["stranger", "stranger_lead", "moderator", "steering", "coordinator", "visitor"]
)
def test_a_draft_of_another_region_does_not_exist(small, request, persona):
    assessment = make_clear(small.home.region)
    client = request.getfixturevalue(persona)
    hidden = client.get(assessment.get_absolute_url())
    absent = client.get("/assessments/999999/")
    assert (hidden.status_code, absent.status_code) == (404, 404)


@pytest.mark.rights("A04")
@pytest.mark.parametrize("persona", ["member", "stranger", "moderator", "steering", "coordinator"])
def test_a_final_assessment_is_for_all_members(small, request, persona):
    assessment = final_for(small.home.region)
    page = request.getfixturevalue(persona).get(assessment.get_absolute_url())
    assert "We suggest: adopt as it is." in page.text
    assert "Final since" in page.text


@pytest.mark.parametrize("persona", ["visitor", "guest", "administrator"])
def test_a_final_assessment_is_not_for_others(small, request, persona):
    assessment = final_for(small.home.region)
    client = request.getfixturevalue(persona)
    assert client.get(assessment.get_absolute_url()).status_code == 404


@pytest.mark.rights("A02")
def test_a_moderator_reads_the_draft_that_came_out_of_the_own_round(small, moderator, room):
    opened = room.open_round(room.seat_person(small.home))
    opened.moderators.create(user=moderator.user)
    seat = opened.seats.get()
    answer(seat, R1=1)
    reveal_round(round_=close_round(round_=opened, by=moderator.reader), by=moderator.reader)
    assessment = room.practice.transfers.get().assessments.get()
    assert moderator.get(assessment.get_absolute_url()).status_code == 200


def test_names_are_nowhere(small, lead):
    assessment = make_example(small.home.region)
    names = set(assessment.revision.rounds.get().seats.values_list("name", flat=True))
    page = lead.get(assessment.get_absolute_url()).text
    assert len(names) == 4
    assert [name for name in names if name in page] == []


def test_a_first_look_has_no_score_range_agreement_or_suggestion(small, lead):
    practice = make_strange_practice()
    make_met(small.home.region, practice, {"R1": 2, "F1": None}, {"R1": 1, "F1": None})
    assessment = practice.transfers.get().assessments.get()
    page = text_of(lead.get(assessment.get_absolute_url()))
    assert "A first look: strategy speaks for it." in page
    assert "What two people answered" in page
    assert "Both say yes" in page
    assert "Nobody knows" in page
    assert "People of Skåne 2 of at least 3" in page
    for word in ("We suggest", "range", "Agreed", "Krippendorff", "+1.50"):
        assert word not in page


def test_low_coverage_shows_the_profile_and_what_is_missing(small, lead):
    region, practice = small.home.region, make_strange_practice()
    make_met(region, practice, *[{"R1": 1, "R2": 1, "R6": 1, "F1": 1}] * 3)
    assessment = practice.transfers.get().assessments.get()
    page = text_of(lead.get(assessment.get_absolute_url()))
    assert "Too little is answered for a suggestion. Read the profile." in page
    assert "Missing: money and who runs it." in page
    assert "0.33 of the weight answered, at least 0.70 is needed" in page
    assert "We suggest" not in page


def test_answers_of_an_open_round_are_nowhere(small, lead, member):
    region, practice = small.home.region, make_strange_practice()
    assessment = make_clear(region, practice)
    before = text_of(member.get(assessment.get_absolute_url()))
    seat = sit(open_at_home(region, practice))
    answer(seat, R3=-2, F7=-2)
    after = text_of(member.get(assessment.get_absolute_url()))
    assert "A round at home is open." in after
    assert "Will politics accept it?" not in after
    assert (
        before.partition("How people answered")[2].partition("What would change")[0]
        == (after.partition("How people answered")[2].partition("What would change")[0])
    )


def test_other_regions_are_on_the_plane_as_far_as_readable(small, member, stranger):
    practice = make_strange_practice()
    own = make_clear(small.home.region, practice)
    other = make_clear(small.other.region, practice)
    assert "mark-faint" not in member.get(own.get_absolute_url()).text
    finish_assessment(assessment=other, by=lead_of(small.other.region))
    page = member.get(own.get_absolute_url()).text
    assert page.count("mark-faint") == 1
    assert "Southern Denmark</text>" in page


def test_few_people_of_another_region_stay_unrecognised(small, stranger):
    practice = make_strange_practice()
    make_met(small.home.region, practice, {"R1": 2})
    assessment = practice.transfers.get().assessments.get()
    finish_assessment(assessment=assessment, reason="One is enough.", by=lead_of(small.home.region))
    page = text_of(stranger.get(assessment.get_absolute_url()))
    assert "One is enough." in page
    assert "What one person answered" not in page


def test_who_cannot_act_sees_no_forms(small, stranger):
    assessment = final_for(small.home.region)
    page = stranger.get(assessment.get_absolute_url()).text
    main = page.partition("<main")[2].partition("</main>")[0]
    assert "<form" not in main


def test_queries(small, lead, stranger):
    practice = make_strange_practice()
    assessment = make_example(small.home.region, practice)
    assert_few_queries(lead, assessment.get_absolute_url())
    for place in (small.other, small.third):
        finish_assessment(assessment=make_clear(place.region, practice), by=lead_of(place.region))
    assert_few_queries(lead, assessment.get_absolute_url())


def test_the_system_reads_everything(small):
    from assessments.models import Assessment

    make_clear(small.home.region)
    assert Assessment.objects.visible_to(Reader.system()).count() == 1


def test_the_steps_are_dated_by_real_moves(small, member):
    region, practice = small.home.region, make_strange_practice()
    begin = datetime(2026, 2, 21, 10, tzinfo=UTC)
    with clock.at(begin):
        set_mark(practice=practice, region=region, kind="interested", by=member.reader)
    with clock.at(begin + timedelta(days=60)):
        final = finish_assessment(assessment=make_clear(region, practice), by=lead_of(region))
        choice = Choice(outcome="adapt", rationale="With changes.")
        decide(practice=practice, region=region, choice=choice, by=lead_of(region))
    with clock.at(begin + timedelta(days=90)):
        make_met(region, practice, {"R1": 1})  # the pair stays decided, and its day stays
    steps = member.get(final.get_absolute_url()).text.partition('class="steps"')[2]
    words = re.sub(r"<[^>]+>", " ", steps.partition("</ol>")[0].partition(">")[2]).split()
    assert " ".join(words) == (
        "Interested 21 February In assessment 22 April Decided 22 April In plan Implemented"
    )
