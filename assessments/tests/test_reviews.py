"""Decisions that are looked at again: reminders, confirming with one click, deciding anew."""

from datetime import timedelta

import pytest

from assessments.actions import Choice, confirm_decision, decide, finish_assessment
from assessments.actions.deciding import CannotDecide
from assessments.actions.finishing import NotYourRegion
from assessments.actions.reviewing import CannotConfirm
from assessments.deciding.nightly import remind_of_reviews
from assessments.deciding.reviews import may_go
from assessments.models import Assessment, Decision
from assessments.next_steps import next_steps
from assessments.tests.pairs import (
    lead_of,
    make_clear,
    make_met,
    make_people,
    make_strange_practice,
)
from core import clock
from core.models import Mail, Notice
from practices.models import Transfer
from regions.models import Membership

pytestmark = pytest.mark.django_db


def decided(region, practice=None, *, after=60, **choice):
    practice = practice or make_strange_practice()
    values = {"outcome": "not_now", "reason_kind": "money", "rationale": "No money."} | choice
    review_on = clock.today() + timedelta(days=after)
    return decide(
        practice=practice,
        region=region,
        choice=Choice(**{"review_on": review_on} | values),
        by=lead_of(region),
    )


def final(region, **values):
    return finish_assessment(assessment=make_clear(region, **values), by=lead_of(region))


def day_of(decision, *, before=0):
    return clock.at(clock.now() + (decision.review_on - clock.today()) - timedelta(days=before))


def told(user):
    letters = Mail.objects.filter(person=user).order_by("pk").values_list("subject", flat=True)
    notices = Notice.objects.filter(user=user, kind="review").order_by("pk")
    return list(letters), [each.text for each in notices]


def test_leads_are_reminded_once_before_and_once_on_the_day(small, lead, member, stranger_lead):
    made = decided(small.home.region)
    title = made.transfer.practice.title
    when = f"{made.review_on.day} {made.review_on:%B %Y}"
    with day_of(made, before=15):
        assert remind_of_reviews() == 0
    for before, number in ((14, 1), (13, 1), (1, 1), (0, 2), (-3, 2)):
        with day_of(made, before=before):
            remind_of_reviews()
            remind_of_reviews()
        assert len(told(lead.user)[0]) == number
    ahead, today = f"Look again at “{title}” on {when}", f"Today: look again at “{title}”"
    assert told(lead.user) == ([ahead, today], [ahead, today])
    for other in (member, stranger_lead):
        assert told(other.user) == ([], [])
    body = Mail.objects.filter(person=lead.user).latest("pk").body
    assert "Not for us now" in body
    assert made.get_absolute_url() in body


def test_a_replaced_decision_reminds_nobody(small, lead):
    made = decided(small.home.region)
    decided(small.home.region, made.transfer.practice, review_on=None)
    with day_of(made):
        assert remind_of_reviews() == 0
    assert told(lead.user) == ([], [])


def test_a_letter_goes_as_long_as_it_is_true(small, lead):
    made = decided(small.home.region)
    with day_of(made):
        remind_of_reviews()
    letter = Mail.objects.get(person=lead.user)
    assert may_go(letter)
    Membership.objects.filter(user=lead.user).update(is_lead=False)
    assert not may_go(letter)
    Membership.objects.filter(user=lead.user).update(is_lead=True)
    decided(small.home.region, made.transfer.practice)
    assert not may_go(letter)


def test_it_waits_for_the_lead(small, lead, member):
    made = decided(small.home.region)
    with day_of(made, before=10):
        today = clock.today()
        (step,) = next_steps(lead.reader, today)
        assert (step.url, step.due_on) == (made.get_absolute_url(), made.review_on)
        assert next_steps(member.reader, today) == []


def test_stays_as_it_is_with_one_click(small, lead):
    made = decided(small.home.region, is_public=True, body="Board", reference="7/1")
    assert "stays as it is" not in lead.get(made.get_absolute_url()).text
    with day_of(made):
        page = lead.get(made.get_absolute_url()).text
        assert "Looked at again, stays as it is</button>" in page
        again = clock.today() + timedelta(days=365)
        response = lead.post(f"{made.get_absolute_url()}stays/", {"review_on": again})
        new = Decision.objects.in_force().get()
        assert response.headers["Location"] == new.get_absolute_url()
        assert (new.supersedes, new.outcome, new.reason_kind, new.is_public) == (
            made,
            "not_now",
            "money",
            True,
        )
        assert (new.rationale, new.body, new.reference, new.review_on, new.decided_on) == (
            "Looked at again, stays as it is. No money.",
            "",
            "",
            again,
            clock.today(),
        )
        assert "It stays as it is.</li>" in lead.get(new.get_absolute_url()).text
        twice = confirm_decision(decision=new, review_on=again, by=lead.reader)
        assert twice.rationale == new.rationale


@pytest.mark.parametrize("persona", ["member", "stranger_lead", "coordinator"])
def test_only_the_lead_confirms(small, request, persona):
    made = decided(small.home.region)
    client = request.getfixturevalue(persona)
    with day_of(made):
        assert "stays as it is" not in client.get(made.get_absolute_url()).text
        with pytest.raises(NotYourRegion):
            confirm_decision(decision=made, review_on=made.review_on, by=client.reader)


def test_what_has_changed_is_decided_again(small, lead):
    assessment = final(small.home.region)
    made = decided(small.home.region, assessment.transfer.practice, outcome="adapt")
    with day_of(made):
        again = clock.today() + timedelta(days=9)
        people = make_people(3, R1=-1, R2=1, R6=1, F1=1, F3=1, F5=1)
        make_met(small.home.region, assessment.transfer.practice, *people)
        page = lead.post(f"{made.get_absolute_url()}stays/", {"review_on": again})
        assert page.status_code == 409
        assert "Finish the assessment first" in page.text
        assert f'value="{again}"' in page.text
        with pytest.raises(CannotDecide):
            confirm_decision(decision=made, review_on=again, by=lead.reader)
    assert Decision.objects.get() == made


def test_the_replaced_one_is_not_confirmed(small, lead):
    made = decided(small.home.region)
    decided(small.home.region, made.transfer.practice)
    with pytest.raises(CannotConfirm, match="replaced"):
        confirm_decision(decision=made, review_on=made.review_on, by=lead.reader)


def test_the_day_lies_ahead(small, lead):
    made = decided(small.home.region)
    url = f"{made.get_absolute_url()}stays/"
    assert lead.post(url, {"review_on": ""}).status_code == 400
    past = lead.post(url, {"review_on": clock.today()})
    assert past.status_code == 409
    assert "Choose a day after today" in past.text


@pytest.mark.parametrize("is_asked_again", [False, True])
def test_a_year_later_it_is_decided_again(small, lead, member, is_asked_again):
    """With the same final assessment, or with a new one after people answered again."""
    region = small.home.region
    assessment = final(region)
    practice = assessment.transfer.practice
    first = decided(region, practice, outcome="adapt", is_public=True, review_on=None)
    with clock.at(first.made_at + timedelta(days=365)):
        if is_asked_again:
            make_met(region, practice, *make_people(3, R1=2, R2=2, R6=2, F1=-1, F3=-1, F5=-1))
            draft = Assessment.objects.get(transfer=first.transfer, state="draft")
            assert draft.decisions.count() == 0
            finish_assessment(assessment=draft, by=lead.reader)
        form = lead.get(f"/assessments/pair/{practice.slug}/{region.code}/decide/").text
        assert "A new decision replaces it" in form
        sent = {"outcome": "learn", "rationale": "Only the idea.", "decided_on": clock.today()}
        lead.post(f"/assessments/pair/{practice.slug}/{region.code}/decide/", sent)
        second = Decision.objects.in_force().get()
        assert (second.supersedes, second.assessment != assessment) == (first, is_asked_again)
        assert Transfer.objects.get().status == "learn"
        page = member.get(second.get_absolute_url()).text
        day = f"{second.decided_on.day} {second.decided_on:%B %Y}"
        assert f"Until {day}: Adapt to us." in page
        assert ("This one rests on a newer assessment." in page) is is_asked_again
        old = member.get(first.get_absolute_url()).text
        assert f"Replaced on {day}:" in old
        listed = member.get(practice.get_absolute_url()).text
        assert second.get_absolute_url() in listed
        assert first.get_absolute_url() not in listed


def test_visitors_learn_of_no_decision_that_is_not_public(small, visitor):
    first = decided(small.home.region, is_public=True)
    second = decided(small.home.region, first.transfer.practice, rationale="Behind doors.")
    page = visitor.get(first.get_absolute_url()).text
    assert "This decision is no longer in force." in page
    assert second.get_absolute_url() not in page
    third = decided(small.home.region, first.transfer.practice, is_public=True)
    page = visitor.get(third.get_absolute_url()).text
    assert "The earlier decision" not in page
    assert first.get_absolute_url() in page
