"""Archive, restore, take down and delete, as pages."""

import pytest
from django.urls import reverse

from core.models import Activity
from practices.models import Practice, Revision
from practices.tests.factories import PUBLISHED_AT, make_practice
from practices.tests.writing import make_open

KEY = {"idempotency_key": "3f0c6a1e-0000-4000-8000-000000000004"}


def url(act, practice):
    return reverse(f"practice_{act}", args=[practice.slug])


@pytest.fixture
def practice(small):
    return make_practice(partner=small.home.partner, title="Cluster school", slug="school")


def test_the_lead_archives_after_being_asked(practice, lead):
    assert "Archive this practice?" in lead.get(url("archive", practice)).content.decode()
    for _time in range(2):
        answer = lead.post(url("archive", practice), KEY)
        assert (answer.status_code, answer.url) == (302, "/practices/school/")
    assert Practice.objects.get().archived_at is not None
    assert Activity.objects.filter(verb="practice.archived").count() == 1


def test_the_coordinator_restores(practice, coordinator):
    Practice.objects.update(archived_at=PUBLISHED_AT)
    assert coordinator.post(url("restore", practice)).status_code == 302
    assert Practice.objects.get().archived_at is None


def test_who_may_not_archive_is_told_who_can(practice, member, stranger_lead, steering, visitor):
    sentence = "Only the lead of Agency of Skåne and the coordinator archive or restore"
    for person in (member, stranger_lead, steering):
        for answer in (
            person.get(url("archive", practice)),
            person.post(url("archive", practice)),
            person.post(url("restore", practice)),
        ):
            assert answer.status_code == 403
            assert sentence in answer.content.decode()
    assert visitor.get(url("archive", practice)).status_code == 302
    assert Practice.objects.get().archived_at is None


def test_an_archived_practice_is_not_archived_again(practice, lead):
    Practice.objects.update(archived_at=PUBLISHED_AT)
    assert lead.get(url("archive", practice)).status_code == 409
    assert lead.post(url("archive", practice)).status_code == 409


@pytest.mark.rights("P16")
def test_the_coordinator_takes_down_with_a_reason(practice, coordinator, steering, member, lead):
    page = coordinator.get(url("take_down", practice))
    assert "Take this practice down?" in page.content.decode()
    refused = coordinator.post(url("take_down", practice), {"reason": ""})
    assert refused.status_code == 400
    assert "Write the reason. It is kept with the practice." in refused.content.decode()

    answer = coordinator.post(url("take_down", practice), {"reason": "Not ours."})

    assert (answer.status_code, answer.url) == (302, "/practices/")
    assert Practice.objects.get().takedown_reason == "Not ours."
    for person, status in ((coordinator, 200), (steering, 200), (member, 410), (lead, 410)):
        assert person.get("/practices/school/").status_code == status


def test_only_the_coordinator_takes_down(practice, lead, steering):
    for person in (lead, steering):
        for answer in (
            person.get(url("take_down", practice)),
            person.post(url("take_down", practice), {"reason": "No"}),
        ):
            assert answer.status_code == 403
            assert "Only the coordinator takes a practice down." in answer.content.decode()


def test_who_began_a_draft_deletes_it(small, member):
    revision = make_open(partner=small.home.partner)
    Revision.objects.update(created_by=member.user)
    assert "Delete this draft?" in member.get(url("delete", revision.practice)).content.decode()
    for _time in range(2):
        answer = member.post(url("delete", revision.practice), KEY)
        assert (answer.status_code, answer.url) == (302, "/practices/desk/")
    assert not Practice.objects.exists()


def test_for_others_there_is_nothing_to_delete(small, colleague, stranger, coordinator):
    revision = make_open(partner=small.home.partner)
    for person in (colleague, stranger, coordinator):
        assert person.get(url("delete", revision.practice)).status_code == 404
        assert person.post(url("delete", revision.practice)).status_code == 404
    assert Practice.objects.count() == 1


def test_a_draft_that_was_submitted_once_is_kept(small, lead):
    revision = make_open(partner=small.home.partner)
    Revision.objects.update(submitted_at=PUBLISHED_AT)
    page = lead.get(url("delete", revision.practice)).content.decode()
    assert "It cannot be deleted." in page
    assert "<form class" not in page
    assert lead.post(url("delete", revision.practice)).status_code == 409


def test_the_page_of_a_practice_offers_what_the_reader_may_do(
    practice, member, lead, coordinator, stranger, visitor
):
    for person, offered in (
        (member, ["edit"]),
        (lead, ["edit", "archive"]),
        (coordinator, ["archive", "take_down"]),
        (stranger, []),
        (visitor, []),
    ):
        html = person.get("/practices/school/").content.decode()
        acts = ("edit", "archive", "restore", "take_down")
        assert [act for act in acts if url(act, practice) in html] == offered


def test_an_archived_practice_offers_to_be_restored(practice, lead, member):
    Practice.objects.update(archived_at=PUBLISHED_AT)
    assert url("restore", practice) in lead.get("/practices/school/").content.decode()
    assert url("restore", practice) not in member.get("/practices/school/").content.decode()


def test_a_submitted_new_version_is_offered_to_be_checked(practice, coordinator, stranger):
    make_open(practice, state="submitted")
    html = coordinator.get("/practices/school/").content.decode()
    assert "Check the submitted text" in html
    assert "submitted text" not in stranger.get("/practices/school/").content.decode()
