"""Which answers of owners stand on the page of a practice, and who reads them before."""

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.models import Activity
from practices.models import OwnerQuestion, QuestionState
from practices.next_steps import next_steps
from practices.tests.factories import make_practice, make_question


@pytest.fixture
def practice(small, frozen):
    return make_practice(slug="vouchers", title="Vouchers", partner=small.home.partner)


@pytest.fixture
def passed_on(practice):
    return make_question(practice, state=QuestionState.PASSED_ON, email="ada@example.org")


def url_of(question, act="") -> str:
    return f"/practices/questions/{question.pk}/{act}"


@pytest.mark.rights("OW01")
def test_only_answers_that_were_read_stand_on_the_page_and_without_a_name(
    practice, passed_on, visitor, lead, coordinator
):
    lead.post(url_of(passed_on, "answer/"), {"answer": "Three people."})
    assert "Three people." not in visitor.get("/practices/vouchers/").text
    for _time in range(2):  # who asks twice gets no further
        lead.post(url_of(passed_on, "show/"), {"is_public": "yes"})
        assert "Three people." not in visitor.get("/practices/vouchers/").text
    coordinator.post(url_of(passed_on, "show/"), {"is_public": "yes"})
    page = visitor.get("/practices/vouchers/").text
    assert passed_on.text in page
    assert "Three people." in page
    for secret in (passed_on.name, passed_on.organisation, passed_on.email, lead.user.name):
        assert secret not in page
    lead.post(url_of(passed_on, "show/"), {"is_public": "yes"})  # it was read already
    assert "Three people." in visitor.get("/practices/vouchers/").text
    lead.post(url_of(passed_on, "show/"), {"is_public": "no"})
    assert "Three people." not in visitor.get("/practices/vouchers/").text
    verbs = Activity.objects.filter(object_type="practices.ownerquestion").order_by("pk")
    assert [verb.removeprefix("question.") for verb in verbs.values_list("verb", flat=True)] == [
        *("answered", "offered", "offered", "shown", "shown", "hidden"),
    ]


@pytest.mark.rights("OW01")
def test_a_ticked_answer_of_the_owner_waits_for_the_coordinator(
    practice, passed_on, visitor, member, coordinator, outbox
):
    assert "The coordinator reads both first." in member.get(url_of(passed_on)).text
    sent = {"answer": "Ask ada@example.com.", "is_public": "on"}
    said = member.post(url_of(passed_on, "answer/"), sent, follow=True).text
    assert "once the coordinator has read them" in said
    assert "Ask ada" not in visitor.get("/practices/vouchers/").text
    asker, told = outbox()
    assert (asker.to, told.to) == (["ada@example.org"], [coordinator.user.email])
    assert told.subject == "An answer to read: Vouchers"
    assert ("Ask ada@example.com." in told.body, "ada@example.org" in told.body) == (True, False)
    (step,) = next_steps(coordinator.reader, clock.today())
    assert step.title == "Read an answer about “Vouchers”"
    assert next_steps(member.reader, clock.today()) == []
    page = coordinator.get(step.url).text
    assert "Leave them off the page" in page
    coordinator.post(url_of(passed_on, "show/"), {"is_public": "no"})
    assert next_steps(coordinator.reader, clock.today()) == []
    assert "Ask ada" not in visitor.get("/practices/vouchers/").text
    assert "Ask the coordinator to show them" in member.get(url_of(passed_on)).text


@pytest.mark.rights("OW01")
def test_what_the_coordinator_answers_needs_no_second_reading(
    practice, passed_on, visitor, coordinator, outbox
):
    assert "reads both first" not in coordinator.get(url_of(passed_on)).text
    coordinator.post(url_of(passed_on, "answer/"), {"answer": "Four.", "is_public": "on"})
    assert "Four." in visitor.get("/practices/vouchers/").text
    assert [letter.to for letter in outbox()] == [["ada@example.org"]]


def test_what_is_not_answered_cannot_be_shown(passed_on, lead, stranger):
    assert lead.post(url_of(passed_on, "show/"), {"is_public": "yes"}).status_code == 409
    assert stranger.post(url_of(passed_on, "show/"), {"is_public": "yes"}).status_code == 404
    with pytest.raises(IntegrityError, match="question_public_is_answered"), transaction.atomic():
        OwnerQuestion.objects.update(is_public=True)
    with pytest.raises(IntegrityError, match="question_offered_waits"), transaction.atomic():
        OwnerQuestion.objects.update(is_offered=True)


def test_words_of_strangers_are_never_markup(practice, visitor):
    make_question(
        practice,
        state=QuestionState.ANSWERED,
        is_public=True,
        text="<script>alert(1)</script>",
        answer="<b>bold</b>",
    )
    page = visitor.get("/practices/vouchers/").text
    assert "<script>alert" not in page
    assert "&lt;b&gt;bold&lt;/b&gt;" in page
