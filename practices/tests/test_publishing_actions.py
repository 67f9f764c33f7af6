"""From the desk to the public: effect, audit line, letter, refusals."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from core.models import Activity, Mail, Notice
from practices.actions import approve, create_draft, send_back, submit, withdraw
from practices.actions.publishing import NoRemarks, OwnWords
from practices.models import CONTENT_FIELDS, Practice, Revision
from practices.refusals import NotAsThingsAre, NotYours
from practices.rules import NO_SUMMARY, NOT_SUBMITTED, SUBMITTED
from practices.slugs import slug_for
from practices.tests.factories import make_practice, make_theme
from practices.tests.writing import make_open, text
from practices.writing.manuscript import Manuscript, Statement
from regions.tests.factories import make_industry, make_membership

THEN = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def written(small, member):
    """A complete draft of the home partner, written by the member."""
    return create_draft(partner=small.home.partner, manuscript=text(), by=member.reader)


@pytest.fixture
def submitted(written, member):
    submit(revision=written, by=member.reader)
    return Revision.objects.get(pk=written.pk)


def last_line():
    line = Activity.objects.order_by("pk").last()
    return (line.actor_id, line.verb, line.object_type, line.changes)


def letters():
    return list(Mail.objects.order_by("pk").values_list("to", "subject"))


def test_submitting_tells_the_coordinator(written, member, coordinator):
    with clock.at(THEN):
        submit(revision=written, by=member.reader)

    written.refresh_from_db()
    assert (written.state, written.submitted_at) == ("submitted", THEN)
    assert last_line() == (
        member.user.pk,
        "practice.submitted",
        "practices.practice",
        {"revision": written.pk, "from": "draft", "to": "submitted"},
    )
    assert letters() == [(coordinator.user.email, "To check: Cluster school")]
    body = Mail.objects.get().body
    assert "Agency of Skåne has submitted a good practice" in body
    assert f"/accounts/login/?next=%2Fpractices%2F{written.practice.slug}%2Freview%2F" in body


def test_who_coordinates_no_more_gets_no_letter(written, member, small):
    make_membership(partner=small.third.partner, is_coordinator=True, ended_at=THEN)
    submit(revision=written, by=member.reader)
    assert letters() == []


def test_an_incomplete_text_is_not_submitted(small, member):
    draft = create_draft(partner=small.home.partner, manuscript=text(summary=""), by=member.reader)
    with pytest.raises(NotAsThingsAre) as caught:
        submit(revision=draft, by=member.reader)
    assert list(caught.value.reasons) == [NO_SUMMARY]
    assert letters() == []


def test_submitting_twice_is_refused(submitted, member):
    with pytest.raises(NotAsThingsAre) as caught:
        submit(revision=submitted, by=member.reader)
    assert list(caught.value.reasons) == [SUBMITTED]


def test_withdrawing_makes_it_a_draft_again(submitted, colleague):
    withdraw(revision=submitted, by=colleague.reader)
    submitted.refresh_from_db()
    assert submitted.state == "draft"
    assert last_line()[1:] == (
        "practice.withdrawn",
        "practices.practice",
        {"revision": submitted.pk, "from": "submitted", "to": "draft"},
    )


def test_sending_back_tells_the_author_what_to_change(submitted, coordinator, member):
    send_back(revision=submitted, remarks=" Name the money. ", by=coordinator.reader)

    submitted.refresh_from_db()
    assert (submitted.state, submitted.remarks) == ("draft", "Name the money.")
    assert last_line() == (
        coordinator.user.pk,
        "practice.returned",
        "practices.practice",
        {"revision": submitted.pk, "from": "submitted", "to": "draft"},
    )
    to_author = Mail.objects.get(to=member.user.email)
    assert to_author.subject == "Sent back with remarks: Cluster school"
    assert "Name the money." in to_author.body
    edit = f"/practices/{submitted.practice.slug}/edit/"
    assert f"?next={quote(edit, safe='')}" in to_author.body
    notice = Notice.objects.get()
    assert (notice.user_id, notice.text, notice.url) == (
        *(member.user.pk, "“Cluster school” came back with remarks", edit),
    )


def test_sending_back_needs_remarks(submitted, coordinator):
    with pytest.raises(NoRemarks):
        send_back(revision=submitted, remarks=" ", by=coordinator.reader)


def test_approval_makes_the_practice_say_what_the_revision_says(small, member, coordinator):
    written = text(
        title="Skåne’s Ølands school",
        nuts_codes=["SE22", "SE"],
        theme_id=make_theme().pk,
        tag_names=("clusters", "schools"),
        industry_codes=(make_industry(code="food").code,),
        statements=(Statement("Forty came.", dated_on=THEN.date()),),
    )
    draft = create_draft(partner=small.home.partner, manuscript=written, by=member.reader)
    submit(revision=draft, by=member.reader)

    with clock.at(THEN):
        approve(revision=draft, by=coordinator.reader)

    practice, revision = Practice.objects.get(), Revision.objects.get()
    assert (revision.state, revision.approved_at, revision.approved_by) == (
        "approved",
        THEN,
        coordinator.user,
    )
    for name in CONTENT_FIELDS:
        assert getattr(practice, name) == getattr(revision, name), name
    assert practice.published_revision == revision
    assert (practice.first_published_at, practice.published_at) == (THEN, THEN)
    assert (practice.slug, practice.title_sort) == ("skanes-olands-school", "skane’s olands school")
    assert practice.origin_region == small.home.region
    assert sorted(practice.tags.names()) == ["clusters", "schools"]
    assert [each.code for each in practice.industries.all()] == ["food"]
    assert Practice.objects.filter(catalogue_entry__words="school").count() == 1


def test_approval_tells_the_author(submitted, coordinator, member):
    approve(revision=submitted, by=coordinator.reader)
    assert last_line() == (
        coordinator.user.pk,
        "practice.published",
        "practices.practice",
        {"revision": submitted.pk, "from": "submitted", "to": "approved"},
    )
    to_author = Mail.objects.get(to=member.user.email)
    assert to_author.subject == "Published: Cluster school"
    assert "/practices/cluster-school/" in to_author.body


def test_an_author_who_left_gets_no_letter(submitted, coordinator, member):
    member.user.memberships.update(ended_at=THEN)
    approve(revision=submitted, by=coordinator.reader)
    assert not Mail.objects.filter(to=member.user.email).exists()


def test_a_new_version_takes_the_place_of_the_earlier_one(small, member, coordinator):
    practice = make_practice(partner=small.home.partner, slug="kept", tags=["old"])
    first = practice.published_revision
    draft = make_open(practice, title="New title", tag_names=["new"])
    submit(revision=draft, by=member.reader)

    with clock.at(THEN):
        approve(revision=draft, by=coordinator.reader)

    practice.refresh_from_db()
    first.refresh_from_db()
    assert (first.state, practice.published_revision) == ("superseded", draft)
    assert (practice.slug, practice.title) == ("kept", "New title")
    assert practice.first_published_at == first.approved_at
    assert practice.published_at == THEN
    assert list(practice.tags.names()) == ["new"]


@pytest.mark.rights("P11")
def test_own_words_are_published_with_a_recorded_reason(small, coordinator):
    draft = create_draft(partner=small.third.partner, manuscript=text(), by=coordinator.reader)
    submit(revision=draft, by=coordinator.reader)

    with pytest.raises(OwnWords):
        approve(revision=draft, by=coordinator.reader, reason="  ")
    draft.refresh_from_db()
    assert draft.state == "submitted"

    approve(revision=draft, by=coordinator.reader, reason="Nobody else is here this week.")
    draft.refresh_from_db()
    assert draft.own_approval_reason == "Nobody else is here this week."


def test_only_the_coordinator_checks(submitted, member, lead, steering, stranger):
    for person in (member, lead, steering, stranger):
        with pytest.raises(NotYours):
            approve(revision=submitted, by=person.reader)
        with pytest.raises(NotYours):
            send_back(revision=submitted, remarks="No", by=person.reader)
    submitted.refresh_from_db()
    assert submitted.state == "submitted"


def test_only_the_partner_submits_and_withdraws(small, written, submitted, coordinator, stranger):
    draft = make_open(partner=small.home.partner)
    for person in (coordinator, stranger):
        with pytest.raises(NotYours):
            submit(revision=draft, by=person.reader)
        with pytest.raises(NotYours):
            withdraw(revision=submitted, by=person.reader)


def test_a_draft_is_not_checked(written, coordinator, member):
    for act in (
        lambda: approve(revision=written, by=coordinator.reader),
        lambda: send_back(revision=written, remarks="No", by=coordinator.reader),
        lambda: withdraw(revision=written, by=member.reader),
    ):
        with pytest.raises(NotAsThingsAre) as caught:
            act()
        assert list(caught.value.reasons) == [NOT_SUBMITTED]


def test_a_stub_is_published_without_a_description(small, member, coordinator):
    stub = Manuscript({"title": "Innovation audits", "is_stub": True})
    draft = create_draft(partner=small.home.partner, manuscript=stub, by=member.reader)
    submit(revision=draft, by=member.reader)
    practice = approve(revision=draft, by=coordinator.reader)
    assert (practice.is_published, practice.can_be_rated) == (True, False)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Cluster school", "cluster-school-3"),
        ("New", "new-2"),
        ("Desk!", "desk-2"),
        ("Ελληνικά", "practice"),
        ("x" * 99, "x" * 70),
        ("Łódź & Ærø", "lodz-aero"),
    ],
)
def test_an_address_is_free_and_not_a_page_of_its_own(small, title, slug):
    for taken in ("cluster-school", "cluster-school-2"):
        make_practice(partner=small.home.partner, slug=taken)
    assert slug_for(title) == slug


def test_the_origin_is_one_partner_region_named_exactly(small, member, coordinator):
    for codes, expected in (
        (["SE"], None),
        (["SE22"], small.home.region),
        (["SE22", "DK03"], None),
    ):
        draft = create_draft(
            partner=small.home.partner, manuscript=text(nuts_codes=codes), by=member.reader
        )
        submit(revision=draft, by=member.reader)
        assert approve(revision=draft, by=coordinator.reader).origin_region == expected


def test_first_publication_stays_when_time_goes_on(small, member, coordinator):
    practice = make_practice(partner=small.home.partner)
    before = practice.first_published_at
    draft = make_open(practice)
    submit(revision=draft, by=member.reader)
    with clock.at(THEN + timedelta(days=90)):
        approved = approve(revision=draft, by=coordinator.reader)
    assert approved.first_published_at == before


def test_the_practice_is_locked_before_its_text(submitted, coordinator):
    """In one order everywhere, so that two people never wait for each other."""
    with CaptureQueriesContext(connection) as captured:
        approve(revision=submitted, by=coordinator.reader)
    locks = [each["sql"] for each in captured.captured_queries if "UPDATE OF" in each["sql"]]
    assert [sql.rpartition("FOR ")[2] for sql in locks] == [
        'NO KEY UPDATE OF "practices_practice"',
        'NO KEY UPDATE OF "practices_revision"',
    ]
