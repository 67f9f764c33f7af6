"""Beginning, saving, proposing and deleting: effect, audit line, refusals."""

from datetime import UTC, date, datetime

import pytest

from core import clock
from core.models import Activity
from practices.actions import create_draft, delete_draft, propose_revision, save_draft
from practices.actions.draft import NoTitle, Overtaken, Seen
from practices.models import Practice, Revision
from practices.refusals import NotAsThingsAre, NotYours, Vanished
from practices.rules import CLOSED, NOT_PUBLISHED, ONE_OPEN, SUBMITTED, TAKEN_DOWN, WAS_SUBMITTED
from practices.tests.factories import make_practice, make_requirement, make_statement
from practices.tests.writing import make_open, text
from practices.writing.manuscript import Manuscript, Need, Statement
from regions.reader import Reader

LATER = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
LINES = {
    "statements": (Statement("Forty came.", "Report", date(2012, 1, 1), "year", "40"),),
    "requirements": (Need("staff", 2, "Two people."), Need("time", 1, "A year.", False)),
    "tag_names": ("clusters", "schools"),
    "industry_codes": ("food",),
}


def now(revision):
    return Revision.objects.get(pk=revision.pk)


def audited():
    lines = Activity.objects.filter(verb__startswith="practice.").order_by("pk")
    return list(lines.values_list("verb", "object_type", "changes"))


def test_a_draft_belongs_to_the_partner_and_holds_every_word(small, member, frozen):
    written = text(countries=["SE"], **LINES)

    revision = create_draft(partner=small.home.partner, manuscript=written, by=member.reader)

    saved = now(revision)
    assert Manuscript.of(saved).words == written.words
    assert (saved.number, saved.state, saved.edit) == (1, "draft", 1)
    assert (saved.created_by, saved.edited_by, saved.edited_at) == (
        member.user,
        member.user,
        frozen,
    )
    practice = saved.practice
    assert (practice.partner, practice.title) == (small.home.partner, "Cluster school")
    assert practice.title_sort == "cluster school"
    assert practice.summary == "", "Nothing but the title leaves the revision before approval."
    assert practice.slug.startswith("draft-")
    assert audited() == [("practice.drafted", "practices.practice", {"revision": saved.pk})]


def test_a_draft_is_begun_for_an_own_partner_only(small, member, stranger, administrator):
    for person in (stranger, administrator):
        with pytest.raises(NotYours):
            create_draft(partner=small.home.partner, manuscript=text(), by=person.reader)
    assert not Practice.objects.exists()


def test_a_draft_needs_a_title(small, member):
    with pytest.raises(NoTitle):
        create_draft(partner=small.home.partner, manuscript=text(title=" "), by=member.reader)


def test_saving_replaces_the_text_and_counts(small, member, colleague):
    revision = make_open(partner=small.home.partner)
    make_statement(revision)
    make_requirement(revision)
    written = text(title="New title", **LINES)

    with clock.at(LATER):
        save_draft(
            revision=revision, manuscript=written, seen=Seen(revision.pk, 1), by=colleague.reader
        )

    saved = now(revision)
    assert Manuscript.of(saved).statements == LINES["statements"]
    assert Manuscript.of(saved).requirements == LINES["requirements"]
    assert (saved.title, saved.edit, saved.edited_by, saved.edited_at) == (
        "New title",
        2,
        colleague.user,
        LATER,
    )
    assert saved.practice.title == "New title"
    assert audited() == [
        ("practice.saved", "practices.practice", {"revision": saved.pk, "edit": 2})
    ]


def test_a_save_upon_an_older_text_is_refused_and_changes_nothing(small, member):
    revision = make_open(partner=small.home.partner)
    Revision.objects.update(edit=3)

    with pytest.raises(Overtaken) as caught:
        save_draft(
            revision=revision, manuscript=text(), seen=Seen(revision.pk, 2), by=member.reader
        )

    assert (caught.value.status, caught.value.theirs) == (412, revision)
    assert now(revision).title == revision.title
    assert audited() == []


@pytest.mark.parametrize(
    ("state", "reason"), [("submitted", SUBMITTED), ("approved", CLOSED), ("superseded", CLOSED)]
)
def test_only_a_draft_is_changed(small, member, state, reason):
    revision = make_open(make_practice(partner=small.home.partner), state=state)

    with pytest.raises(NotAsThingsAre) as caught:
        save_draft(
            revision=revision, manuscript=text(), seen=Seen(revision.pk, 1), by=member.reader
        )

    assert list(caught.value.reasons) == [reason]


def test_others_do_not_save(small, stranger):
    revision = make_open(partner=small.home.partner)
    with pytest.raises(NotYours):
        save_draft(
            revision=revision, manuscript=text(), seen=Seen(revision.pk, 1), by=stranger.reader
        )


def test_a_new_version_begins_with_the_public_text(small, member):
    practice = make_practice(partner=small.home.partner, tags=["clusters"])
    make_statement(practice.published_revision, text="So it was.")
    make_requirement(practice.published_revision, text="Two people.")

    revision = propose_revision(practice=practice, by=member.reader)

    assert Manuscript.of(now(revision)).words == Manuscript.of(practice.published_revision).words
    assert (revision.number, revision.state, revision.created_by_id) == (2, "draft", member.user.pk)
    assert audited() == [("practice.proposed", "practices.practice", {"revision": revision.pk})]


def test_the_public_page_stays_until_the_new_version_is_approved(small, member):
    practice = make_practice(partner=small.home.partner, title="Old title")
    seen = Seen(practice.published_revision_id, practice.published_revision.edit)

    propose_revision(practice=practice, manuscript=text(title="New"), seen=seen, by=member.reader)

    practice.refresh_from_db()
    assert practice.title == "Old title"


def test_a_new_version_upon_an_older_public_text_is_refused(small, member):
    practice = make_practice(partner=small.home.partner)
    with pytest.raises(Overtaken) as caught:
        propose_revision(practice=practice, manuscript=text(), seen=Seen(0, 0), by=member.reader)
    assert caught.value.theirs == practice.published_revision


def test_one_new_version_at_a_time(small, member):
    practice = make_practice(partner=small.home.partner)
    make_open(practice)
    with pytest.raises(NotAsThingsAre) as caught:
        propose_revision(practice=practice, by=member.reader)
    assert list(caught.value.reasons) == [ONE_OPEN]


def test_no_new_version_of_what_was_never_published_or_taken_down(small, member):
    draft = make_open(partner=small.home.partner).practice
    gone = make_practice(partner=small.home.partner, taken_down_at=LATER, takedown_reason="Wrong")
    for practice, reason in ((draft, NOT_PUBLISHED), (gone, TAKEN_DOWN)):
        with pytest.raises(NotAsThingsAre) as caught:
            propose_revision(practice=practice, by=member.reader)
        assert list(caught.value.reasons) == [reason]


@pytest.mark.parametrize("field", ["resources", "level", "tag_names"])
def test_classified_by_us_ends_with_the_first_change(small, member, field):
    practice = make_practice(partner=small.home.partner, is_classified_by_us=True)
    changed = {"resources": "Money.", "level": "local", "tag_names": ("new",)}
    same = propose_revision(practice=practice, by=member.reader)
    assert same.is_classified_by_us is True

    kept = Manuscript.of(same)
    new = text(**{**kept.content, field: changed[field]})
    saved = save_draft(revision=same, manuscript=new, seen=Seen(same.pk, 1), by=member.reader)

    assert saved.is_classified_by_us is False


def test_deleting_a_draft_takes_its_practice_along(small, member):
    revision = make_open(partner=small.home.partner, title="Gone")
    Revision.objects.update(created_by=member.user)

    partner = delete_draft(revision=now(revision), by=member.reader)

    assert partner == small.home.partner
    assert not Practice.objects.exists()
    assert audited() == [
        ("practice.draft_deleted", "practices.practice", {"revision": revision.pk})
    ]
    with pytest.raises(Vanished):
        delete_draft(revision=revision, by=member.reader)


def test_deleting_a_new_version_leaves_the_published_one(small, lead):
    practice = make_practice(partner=small.home.partner)
    delete_draft(revision=make_open(practice), by=lead.reader)
    assert list(practice.revisions.all()) == [practice.published_revision]


def test_neither_a_colleague_nor_a_stranger_deletes(small, colleague, stranger):
    revision = make_open(partner=small.home.partner)
    for person in (colleague, stranger):
        with pytest.raises(NotYours):
            delete_draft(revision=revision, by=person.reader)


def test_what_was_submitted_once_stays(small, lead):
    revision = make_open(partner=small.home.partner)
    Revision.objects.update(submitted_at=LATER)
    with pytest.raises(NotAsThingsAre) as caught:
        delete_draft(revision=revision, by=lead.reader)
    assert list(caught.value.reasons) == [WAS_SUBMITTED]


def test_the_system_writes_for_any_partner(small):
    revision = create_draft(partner=small.home.partner, manuscript=text(), by=Reader.system())
    assert revision.edited_by is None
