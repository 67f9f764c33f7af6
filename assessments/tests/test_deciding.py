"""Decisions: what they need, what they change, who reads them."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from assessments.actions import Choice, decide, finish_assessment
from assessments.actions.deciding import CannotDecide
from assessments.actions.finishing import NotYourRegion
from assessments.models import Decision
from assessments.tests.pairs import (
    lead_of,
    make_clear,
    make_example,
    make_strange_practice,
)
from clusterix.testing.queries import assert_few_queries
from core import clock
from core.models import Notice
from core.ui.dates import day
from practices.models import Transfer
from practices.tests.factories import make_practice

pytestmark = pytest.mark.django_db

GOOD = Choice(outcome="adapt", rationale="Start with food only.")


def address(practice, region):
    return f"/assessments/pair/{practice.slug}/{region.code}/decide/"


def final(region, **values):
    return finish_assessment(assessment=make_clear(region, **values), by=lead_of(region))


def decided(region, choice=GOOD, practice=None):
    practice = practice or final(region).transfer.practice
    return decide(practice=practice, region=region, choice=choice, by=lead_of(region))


def refused(region, practice, choice, by=None):
    with pytest.raises(CannotDecide) as refusal:
        decide(practice=practice, region=region, choice=choice, by=by or lead_of(region))
    return [str(each) for each in refusal.value.reasons]


def test_the_lead_decides_on_the_page(small, lead, member):
    assessment = final(small.home.region)
    practice = assessment.transfer.practice
    sent = {
        "outcome": "adapt",
        "rationale": "Start with food only.",
        "review_on": "2031-01-01",
        "body": "Board",
        "reference": "12/7",
        "decided_on": clock.today(),
    }
    response = lead.post(address(practice, small.home.region), sent)
    assert response.headers["Location"] == assessment.get_absolute_url()
    decision = Decision.objects.get()
    assert (decision.outcome, decision.assessment, decision.made_by) == (
        "adapt",
        assessment,
        lead.user,
    )
    assert Transfer.objects.get().status == "adapt"
    page = member.get(assessment.get_absolute_url()).text
    assert "Start with food only." in page
    assert "Board (12/7)" in page
    assert [n.user for n in Notice.objects.all() if n.user == member.user] == [member.user]


@pytest.mark.parametrize("persona", ["member", "stranger", "stranger_lead", "coordinator"])
def test_only_the_lead_decides(small, request, persona):
    practice = make_strange_practice()
    client = request.getfixturevalue(persona)
    page = client.get(address(practice, small.home.region))
    assert page.status_code == 403
    assert "Only the lead of Skåne can do this." in page.text
    with pytest.raises(NotYourRegion):
        decide(practice=practice, region=small.home.region, choice=GOOD, by=client.reader)


def test_an_obstacle_stands_against_all_but_not_now(small, lead):
    assessment = make_example(small.home.region)
    practice = assessment.transfer.practice
    finish_assessment(assessment=assessment, by=lead.reader)
    assert refused(small.home.region, practice, GOOD) == ["Answer the obstacle: money."]
    page = lead.get(assessment.get_absolute_url()).text
    assert 'aria-disabled="true" aria-describedby="decision-gaps">Record decision' in page
    made = decided(small.home.region, Choice(outcome="not_now", reason_kind="money"), practice)
    assert (made.outcome, made.rationale) == ("not_now", "No money in reach")


def test_not_now_needs_a_reason_and_nothing_else(small):
    practice = make_strange_practice()
    assert refused(small.home.region, practice, Choice(outcome="not_now")) == [
        "Choose the main reason for “Not for us now”."
    ]
    assert not Transfer.objects.exists()  # what was begun is undone
    made = decided(small.home.region, Choice(outcome="not_now", reason_kind="time"), practice)
    assert made.assessment is None
    assert Transfer.objects.get().status == "not_now"


def test_the_others_need_a_final_assessment_or_a_reason_for_going_without(small):
    practice = make_clear(small.home.region).transfer.practice
    sentence = "Finish the assessment first, or say why you decide without a finished one."
    assert refused(small.home.region, practice, GOOD) == [sentence]
    choice = Choice(outcome="adopt", rationale="Yes.", why_without="The call closes today.")
    made = decided(small.home.region, choice, practice)
    assert (made.assessment, made.without_assessment_reason) == (None, "The call closes today.")


def test_reasons_and_dates_are_checked(small):
    practice = final(small.home.region).transfer.practice
    tomorrow = clock.today().replace(year=clock.today().year + 1)
    choice = Choice(outcome="adopt", decided_on=tomorrow)
    assert refused(small.home.region, practice, choice) == [
        "Write the reasons in two or three sentences.",
        "Choose a date of the decision that is not in the future.",
    ]
    late = Choice(outcome="adopt", rationale="Yes.", review_on=clock.today())
    assert refused(small.home.region, practice, late) == [
        "Choose a day after today for looking at it again."
    ]


def test_a_region_does_not_decide_on_its_own_practice(small):
    practice = make_practice(origin_region=small.home.region)
    choice = Choice(outcome="not_now", reason_kind="have_it")
    assert refused(small.home.region, practice, choice) == ["This practice comes from your region."]


def test_a_new_decision_replaces_the_old_one(small, member):
    first = decided(small.home.region)
    practice = first.transfer.practice
    second = decided(small.home.region, Choice(outcome="not_now", reason_kind="politics"), practice)
    assert second.supersedes == first
    assert list(Decision.objects.in_force()) == [second]
    assert Transfer.objects.get().status == "not_now"
    page = member.get(first.get_absolute_url()).text
    assert f'<a href="{second.get_absolute_url()}">Not for us now</a>' in page
    later = member.get(second.get_absolute_url()).text
    assert f"Until {day(clock.today())}: Adapt to us." in later
    assert "The earlier decision" in later


def test_a_plan_stays_a_plan_whatever_is_decided_later(small):
    first = decided(small.home.region)
    Transfer.objects.update(status="plan")
    decided(
        small.home.region, Choice(outcome="not_now", reason_kind="money"), first.transfer.practice
    )
    assert Transfer.objects.get().status == "plan"


def test_what_was_typed_stays_when_it_is_refused(small, lead):
    practice = make_clear(small.home.region).transfer.practice
    page = lead.post(
        address(practice, small.home.region), {"outcome": "adopt", "rationale": "Long thought."}
    )
    assert page.status_code == 409
    assert "Long thought.</textarea>" in page.text
    assert "Finish the assessment first" in page.text
    nothing = lead.post(address(practice, small.home.region), {"rationale": "Long thought."})
    assert nothing.status_code == 400
    assert "Choose “Decision”." in nothing.text


@pytest.mark.rights("DE04", "A04")
def test_visitors_read_what_the_region_shows(small, request):
    hidden = decided(small.home.region)
    shown = decided(
        small.home.region,
        Choice(outcome="adopt", rationale="We want it.", is_public=True),
    )
    # A guest comes with a room, whose short set must not come before the installed ones.
    for client in map(request.getfixturevalue, ("visitor", "guest")):
        assert client.get(hidden.get_absolute_url()).status_code == 404
        page = client.get(shown.get_absolute_url())
        assert "We want it." in page.text
        assert shown.assessment.get_absolute_url() not in page.text
        assert client.get(shown.assessment.get_absolute_url()).status_code == 404
        practice = client.get(shown.transfer.practice.get_absolute_url()).text
        assert shown.get_absolute_url() in practice
        assert hidden.get_absolute_url() not in practice


def test_hiding_the_status_hides_the_decision(small, lead, visitor):
    shown = decided(small.home.region, Choice(outcome="adopt", rationale="Yes.", is_public=True))
    lead.post(f"/assessments/pair/{shown.transfer.practice.slug}/SE22/public/", {"is_public": "no"})
    assert visitor.get(shown.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_decision_is_never_changed(small, lead, method):
    made = decided(small.home.region)
    assert getattr(lead, method)(made.get_absolute_url()).status_code == 405


def test_the_database_refuses_changes(small):
    made = decided(small.home.region)
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        Decision.objects.filter(pk=made.pk).update(outcome="adopt")
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        Decision.objects.filter(pk=made.pk).delete()


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("decision_not_now_has_reason", {"outcome": "not_now"}),
        ("decision_needs_assessment_or_reason", {"outcome": "adopt"}),
        ("decision_has_rationale", {"outcome": "not_now", "reason_kind": "money", "rationale": ""}),
    ],
)
def test_constraints(small, constraint, fields):
    transfer = make_clear(small.home.region).transfer
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Decision.objects.create(
            transfer=transfer, decided_on=clock.today(), **{"rationale": "Yes."} | fields
        )


def test_two_decisions_cannot_replace_the_same_one(small):
    first = decided(small.home.region)
    decided(small.home.region, GOOD, first.transfer.practice)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            transfer=first.transfer,
            outcome="not_now",
            reason_kind="money",
            rationale="Twice",
            decided_on=clock.today(),
            supersedes=first,
        )


def test_queries(small, lead):
    made = decided(small.home.region)
    assert_few_queries(lead, made.get_absolute_url())
    assert_few_queries(lead, address(made.transfer.practice, small.home.region))
