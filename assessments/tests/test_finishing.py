"""Answers to obstacles, finishing, opening again."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from assessments.actions import (
    Choice,
    decide,
    finish_assessment,
    record_mitigation,
    reopen_assessment,
)
from assessments.actions.finishing import (
    CannotAnswerObstacle,
    CannotFinish,
    CannotReopen,
    NotYourRegion,
)
from assessments.models import Assessment, Mitigation
from assessments.tests.pairs import (
    lead_of,
    make_clear,
    make_example,
    make_met,
    make_people,
    make_strange_practice,
    open_at_home,
)
from core import clock
from core.models import Activity

pytestmark = pytest.mark.django_db


def mitigate(assessment, by, code="F3", **fields):
    values = {"text": "Ask the region.", "owner": "Cluster 55°", "due_on": clock.today()} | fields
    criterion = assessment.criteria_set.criteria.get(code=code)
    return record_mitigation(assessment=assessment, criterion=criterion, by=by, **values)


def save(client, assessment, code="F3", **fields):
    data = {"text": "Ask the region.", "owner": "Cluster 55°", "due_on": "2030-05-01"} | fields
    return client.post(
        f"{assessment.get_absolute_url()}obstacles/{code}/",
        {f"{code}-{name}": value for name, value in data.items()},
    )


def first_look(region):
    practice = make_strange_practice()
    make_met(region, practice, *make_people(2, R1=1))
    return Assessment.objects.for_page().get(transfer__practice=practice)


def test_a_member_answers_an_obstacle(small, member):
    assessment = make_example(small.home.region)
    assert save(member, assessment).status_code == 302
    page = member.get(assessment.get_absolute_url()).text
    assert "We suggest: adapt to us." in page
    assert "blocking, answered" in page
    assert Mitigation.objects.get().made_by == member.user


def test_a_second_answer_replaces_the_first(small, member):
    assessment = make_example(small.home.region)
    save(member, assessment)
    save(member, assessment, text="Start with one field.")
    assert Mitigation.objects.get().text == "Start with one field."
    assert list(
        Activity.objects.filter(verb__startswith="obstacle.").values_list("verb", flat=True)
    ) == ["obstacle.answered", "obstacle.answered_again"]


def test_what_is_missing_in_an_answer_is_said_and_nothing_is_lost(small, member):
    assessment = make_example(small.home.region)
    page = save(member, assessment, owner="", text="Half an answer")
    assert page.status_code == 400
    assert "Enter “Who”." in page.text
    assert "Half an answer</textarea>" in page.text
    assert not Mitigation.objects.exists()


@pytest.mark.parametrize("persona", ["stranger", "stranger_lead", "coordinator", "visitor"])
def test_for_others_there_is_nothing_to_answer(small, request, persona):
    assessment = make_example(small.home.region)
    finish_assessment(assessment=assessment, by=lead_of(small.home.region))
    client = request.getfixturevalue(persona)
    assert save(client, assessment).status_code == 404
    assert not Mitigation.objects.exists()


def test_a_final_assessment_takes_no_more_answers(small, lead):
    assessment = make_example(small.home.region)
    finish_assessment(assessment=assessment, by=lead.reader)
    with pytest.raises(CannotAnswerObstacle, match="Open it again to answer an obstacle"):
        mitigate(assessment, lead.reader)


def test_the_lead_finishes(small, lead):
    assessment = make_clear(small.home.region)
    lead.post(f"{assessment.get_absolute_url()}finish/")
    assessment.refresh_from_db()
    assert (assessment.state, assessment.suggestion, assessment.final_reason) == (
        "final",
        "adopt",
        "",
    )


@pytest.mark.parametrize("persona", ["member", "colleague"])
def test_only_the_lead_finishes(small, request, persona):
    assessment = make_clear(small.home.region)
    page = request.getfixturevalue(persona).post(f"{assessment.get_absolute_url()}finish/")
    assert page.status_code == 403
    assert "Only the lead of Skåne can do this." in page.text


def test_too_few_people_need_a_reason_and_get_no_suggestion(small, lead):
    assessment = first_look(small.home.region)
    page = lead.post(f"{assessment.get_absolute_url()}finish/")
    assert page.status_code == 409
    assert "A suggestion needs three people of the region." in page.text
    lead.post(f"{assessment.get_absolute_url()}finish/", {"reason": "Two know it all."})
    assessment.refresh_from_db()
    assert (assessment.state, assessment.suggestion, assessment.final_reason) == (
        "final",
        "",
        "Two know it all.",
    )


def test_low_coverage_needs_a_reason(small, lead):
    practice = make_strange_practice()
    make_met(small.home.region, practice, *make_people(3, R1=1, R2=1, R6=1))
    assessment = Assessment.objects.for_page().get()
    with pytest.raises(CannotFinish, match="in both dimensions at least"):
        finish_assessment(assessment=assessment, by=lead.reader)


def test_an_open_round_needs_a_reason_and_hides_the_suggestion(small, lead):
    assessment = make_clear(small.home.region)
    open_at_home(small.home.region, assessment.transfer.practice, lead.reader)
    with pytest.raises(CannotFinish, match="A round about this practice is still open"):
        finish_assessment(assessment=assessment, by=lead.reader)
    finish_assessment(assessment=assessment, reason="We cannot wait.", by=lead.reader)
    page = lead.get(assessment.get_absolute_url()).text
    assert "Finished without a suggestion." in page
    assert "We suggest" not in page


def test_finishing_twice_is_refused(small, lead):
    assessment = make_clear(small.home.region)
    finish_assessment(assessment=assessment, by=lead.reader)
    with pytest.raises(CannotFinish, match="This assessment is final already"):
        finish_assessment(assessment=assessment, reason="Once more", by=lead.reader)


def test_the_lead_opens_it_again_until_a_decision_rests_on_it(small, lead):
    assessment = make_clear(small.home.region)
    finish_assessment(assessment=assessment, by=lead.reader)
    reopened = reopen_assessment(assessment=assessment, by=lead.reader)
    assert (reopened.pk, reopened.state, reopened.suggestion) == (assessment.pk, "draft", "adopt")
    finish_assessment(assessment=assessment, by=lead.reader)
    decide(
        practice=assessment.transfer.practice,
        region=small.home.region,
        choice=Choice(outcome="adopt", rationale="We want it."),
        by=lead.reader,
    )
    with pytest.raises(CannotReopen, match="A decision rests on this assessment"):
        reopen_assessment(assessment=assessment, by=lead.reader)
    page = lead.post(f"{assessment.get_absolute_url()}reopen/")
    assert page.status_code == 409


def test_a_newer_draft_stands_against_opening_again(small, lead):
    practice = make_strange_practice()
    assessment = make_clear(small.home.region, practice)
    finish_assessment(assessment=assessment, by=lead.reader)
    with clock.at(clock.now() + timedelta(hours=1)):
        make_met(small.home.region, practice, *make_people(1, R1=-2))
        with pytest.raises(CannotReopen, match="There is a newer assessment"):
            reopen_assessment(assessment=assessment, by=lead.reader)


def test_answers_to_obstacles_go_on_into_a_newer_draft(small, lead):
    practice = make_strange_practice()
    assessment = make_example(small.home.region, practice)
    mitigate(assessment, lead.reader)
    finish_assessment(assessment=assessment, by=lead.reader)
    with clock.at(clock.now() + timedelta(hours=1)):
        make_met(small.home.region, practice, *make_people(1, R1=-2))
    newer = Assessment.objects.get(state="draft")
    assert [each.criterion.code for each in newer.mitigations.all()] == ["F3"]


def test_others_do_not_act_for_the_region(small, stranger_lead):
    assessment = make_clear(small.home.region)
    for act in (finish_assessment, reopen_assessment):
        with pytest.raises((NotYourRegion, CannotReopen), match="Only the lead of Skåne"):
            act(assessment=assessment, by=stranger_lead.reader)


def test_one_draft_per_pair_and_a_date_for_final_ones(small):
    assessment = make_clear(small.home.region)
    with pytest.raises(IntegrityError, match="assessment_one_draft"), transaction.atomic():
        Assessment.objects.create(
            transfer=assessment.transfer,
            revision=assessment.revision,
            criteria_set=assessment.criteria_set,
        )
    with pytest.raises(IntegrityError, match="assessment_final_has_date"), transaction.atomic():
        Assessment.objects.filter(pk=assessment.pk).update(state="final")
