"""/practices/<slug>/review/ and what is done there: submit, withdraw, return, approve."""

from datetime import date

import pytest
from django.urls import reverse

from clusterix.testing.queries import assert_few_queries
from core.models import Activity, Mail
from practices.models import Practice, Revision
from practices.tests.factories import make_practice, make_requirement, make_statement
from practices.tests.writing import make_open

KEY = {"idempotency_key": "3f0c6a1e-0000-4000-8000-000000000003"}


def url(act, revision):
    return reverse(f"practice_{act}", args=[revision.practice.slug])


def states():
    return list(Revision.objects.order_by("pk").values_list("state", flat=True))


@pytest.fixture
def draft(small):
    return make_open(partner=small.home.partner, title="Cluster school", caveats="No theme fits.")


@pytest.fixture
def submitted(draft):
    Revision.objects.update(state="submitted", submitted_at="2026-03-01T09:00Z")
    return Revision.objects.get()


@pytest.mark.rights("P04")
def test_a_draft_is_previewed_by_the_people_of_its_partner_only(
    draft, colleague, stranger, steering, coordinator, administrator
):
    make_statement(draft, text="Forty came.", dated_on=date(2012, 1, 1))
    make_requirement(draft, text="Two people.")
    html = colleague.get(url("review", draft)).content.decode()
    for words in ("Cluster school", "Forty came.", "Two people.", "Go on writing"):
        assert words in html
    assert url("submit", draft) in html
    for person in (stranger, steering, coordinator, administrator):
        assert person.get(url("review", draft)).status_code == 404


def test_a_submitted_text_is_read_by_those_who_may(
    submitted, member, steering, coordinator, stranger, administrator
):
    for person, offered in (
        (member, ["withdraw"]),
        (steering, []),
        (coordinator, ["approve", "return"]),
    ):
        html = person.get(url("review", submitted)).content.decode()
        assert "Cluster school" in html
        acts = [act for act in ("withdraw", "approve", "return") if url(act, submitted) in html]
        assert acts == offered
    for person in (stranger, administrator):
        assert person.get(url("review", submitted)).status_code == 404


def test_the_page_shows_the_new_text_and_not_the_published_one(small, coordinator):
    practice = make_practice(partner=small.home.partner, title="Old", resources="Old money.")
    revision = make_open(
        practice, state="submitted", title="New", resources="New money.", tag_names=["fresh"]
    )
    html = coordinator.get(url("review", revision)).content.decode()
    for words in ("New money.", "fresh"):
        assert words in html
    assert "Old money." not in html


def test_a_draft_is_submitted_once(draft, member):
    for _time in range(2):
        answer = member.post(url("submit", draft), KEY)
        assert (answer.status_code, answer.url) == (302, url("review", draft))
    assert states() == ["submitted"]
    assert Activity.objects.filter(verb="practice.submitted").count() == 1


def test_an_incomplete_draft_says_what_is_missing(draft, member):
    Revision.objects.update(summary="")
    html = member.get(url("review", draft)).content.decode()
    assert "Write the summary: one sentence under the title." in html
    assert url("submit", draft) not in html
    assert member.post(url("submit", draft)).status_code == 409
    assert states() == ["draft"]


def test_the_partner_withdraws(submitted, colleague, coordinator, stranger):
    assert coordinator.post(url("withdraw", submitted)).status_code == 403
    assert stranger.post(url("withdraw", submitted)).status_code == 404
    answer = colleague.post(url("withdraw", submitted))
    assert (answer.status_code, answer.url) == (302, url("edit", submitted))
    assert states() == ["draft"]


def test_the_coordinator_sends_back_with_remarks(submitted, coordinator):
    answer = coordinator.post(url("return", submitted), {"remarks": "Name the money."} | KEY)
    assert (answer.status_code, answer.url) == (302, reverse("practice_desk"))
    revision = Revision.objects.get()
    assert (revision.state, revision.remarks) == ("draft", "Name the money.")


def test_remarks_stand_beside_the_text_also_when_it_comes_again(
    submitted, member, steering, coordinator
):
    Revision.objects.update(remarks="1. Name the *money*.")
    again = "It was sent back before, with these remarks"
    for person, seen in ((member, True), (coordinator, True), (steering, False)):
        html = person.get(url("review", submitted)).content.decode()
        assert (again in html, "<em>money</em>" in html) == (seen, seen)
    Revision.objects.update(state="draft")
    html = member.get(url("review", submitted)).content.decode()
    assert ("Remarks of the coordinator" in html, again in html) == (True, False)


def test_who_checks_again_reads_what_was_changed_since(submitted, member, steering, coordinator):
    coordinator.post(url("return", submitted), {"remarks": "Name the money."})
    heading = "What changed since it was sent back"
    Revision.objects.update(state="submitted")
    assert "Both say the same." in coordinator.get(url("review", submitted)).content.decode()

    Revision.objects.update(resources="The region pays 40,000 euro.", tag_names=["vouchers"])
    for person, seen in ((member, True), (coordinator, True), (steering, False)):
        html = person.get(url("review", submitted)).content.decode()
        assert (heading in html, "It says something else now." in html) == (seen, seen)
        assert ("</span>The region pays 40,000 euro.</ins>" in html) is seen
    assert_few_queries(coordinator, url("review", submitted))
    coordinator.post(url("approve", submitted))
    assert Revision.objects.get().returned == {}


def test_remarks_are_needed_and_the_page_says_so(submitted, coordinator):
    answer = coordinator.post(url("return", submitted), {"remarks": " "})
    assert answer.status_code == 400
    assert "Write what has to change, so that the author knows what to do." in (
        answer.content.decode()
    )
    assert states() == ["submitted"]


def test_only_the_coordinator_decides(submitted, member, steering, stranger):
    for act in ("approve", "return"):
        for person, status in ((member, 403), (steering, 403), (stranger, 404)):
            assert person.post(url(act, submitted), {"remarks": "No"}).status_code == status
    assert states() == ["submitted"]


def test_approval_publishes_once(submitted, coordinator):
    for _time in range(2):
        answer = coordinator.post(url("approve", submitted), KEY)
        assert (answer.status_code, answer.url) == (302, "/practices/cluster-school/")
    assert states() == ["approved"]
    assert Practice.objects.get().is_published
    assert Activity.objects.filter(verb="practice.published").count() == 1


@pytest.mark.rights("P11")
def test_who_wrote_last_is_asked_for_a_reason(small, coordinator):
    revision = make_open(
        partner=small.third.partner, state="submitted", caveats="No theme.", title="Own"
    )
    Revision.objects.update(edited_by=coordinator.user)
    page = coordinator.get(url("review", revision)).content.decode()
    assert "Why you publish your own text" in page

    refused = coordinator.post(url("approve", revision), {"reason": ""})
    assert refused.status_code == 400
    assert "You edited this text last. Say why you publish it yourself." in (
        refused.content.decode()
    )
    assert states() == ["submitted"]

    coordinator.post(url("approve", revision), {"reason": "Nobody else is here."})
    assert Revision.objects.get().own_approval_reason == "Nobody else is here."


def test_a_reason_that_is_too_long_is_refused_with_a_sentence(submitted, coordinator):
    answer = coordinator.post(url("approve", submitted), {"reason": "x" * 301})
    assert answer.status_code == 400
    assert states() == ["submitted"]


def test_what_was_decided_meanwhile_is_not_decided_again(submitted, coordinator):
    coordinator.post(url("approve", submitted))
    assert coordinator.post(url("return", submitted), {"remarks": "No"}).status_code == 404
    assert not Mail.objects.filter(subject__startswith="Sent back").exists()


def test_the_page_stays_within_its_queries(submitted, coordinator):
    assert_few_queries(coordinator, url("review", submitted))
