"""Archive, restore, take down, and themes."""

from datetime import UTC, datetime

import pytest

from core import clock
from core.models import Activity, Mail
from practices.actions import archive, create_theme, note_relation, restore, take_down
from practices.actions.keeping import NoReason
from practices.models import Theme
from practices.refusals import NotAsThingsAre, NotYours
from practices.rules import ARCHIVED, NOT_ARCHIVED, NOT_PUBLISHED, TAKEN_DOWN
from practices.tests.factories import make_practice
from practices.tests.writing import make_open
from regions.reader import Reader

THEN = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def practice(small):
    return make_practice(partner=small.home.partner, title="Cluster school")


def verbs():
    lines = Activity.objects.exclude(verb__startswith="user.").order_by("pk")
    return list(lines.values_list("verb", flat=True))


def test_the_lead_archives_and_the_coordinator_restores(practice, lead, coordinator):
    with clock.at(THEN):
        archive(practice=practice, by=lead.reader)
    practice.refresh_from_db()
    assert (practice.archived_at, practice.can_be_rated) == (THEN, False)

    restore(practice=practice, by=coordinator.reader)
    practice.refresh_from_db()
    assert practice.archived_at is None
    assert verbs() == ["practice.archived", "practice.restored"]


def test_neither_members_nor_other_leads_archive_or_restore(
    practice, member, stranger_lead, steering
):
    for person in (member, stranger_lead, steering):
        for act in (archive, restore):
            with pytest.raises(NotYours):
                act(practice=practice, by=person.reader)


def test_archiving_follows_the_state(practice, small, lead):
    draft = make_open(partner=small.home.partner).practice
    for act, each, reason in (
        (restore, practice, NOT_ARCHIVED),
        (archive, draft, NOT_PUBLISHED),
    ):
        with pytest.raises(NotAsThingsAre) as caught:
            act(practice=each, by=lead.reader)
        assert list(caught.value.reasons) == [reason]
    archive(practice=practice, by=lead.reader)
    with pytest.raises(NotAsThingsAre) as caught:
        archive(practice=practice, by=lead.reader)
    assert list(caught.value.reasons) == [ARCHIVED]


@pytest.mark.rights("P16")
def test_taking_down_keeps_the_reason_and_tells_the_lead(practice, lead, coordinator):
    with clock.at(THEN):
        take_down(practice=practice, reason=" Not ours. ", by=coordinator.reader)

    practice.refresh_from_db()
    assert (practice.taken_down_at, practice.takedown_reason) == (THEN, "Not ours.")
    assert practice.is_published is False
    assert verbs() == ["practice.taken_down"]
    letter = Mail.objects.get()
    assert (letter.to, letter.subject) == (lead.user.email, "Taken down: Cluster school")
    assert "Not ours." in letter.body
    line = Activity.objects.get(verb="practice.taken_down")
    assert line.changes == {}, "The reason is a person's words and stays out of the trail."


def test_taking_down_needs_a_reason_and_the_coordinator(practice, lead, steering, coordinator):
    with pytest.raises(NoReason):
        take_down(practice=practice, reason=" ", by=coordinator.reader)
    for person in (lead, steering):
        with pytest.raises(NotYours):
            take_down(practice=practice, reason="Wrong", by=person.reader)
    practice.refresh_from_db()
    assert practice.taken_down_at is None


def test_taking_down_twice_is_refused(practice, coordinator):
    take_down(practice=practice, reason="Wrong", by=coordinator.reader)
    for act in (archive, restore):
        with pytest.raises(NotAsThingsAre):
            act(practice=practice, by=coordinator.reader)
    with pytest.raises(NotAsThingsAre) as caught:
        take_down(practice=practice, reason="Wrong", by=coordinator.reader)
    assert list(caught.value.reasons) == [TAKEN_DOWN]


def test_how_the_project_knows_a_practice_is_the_coordinators_to_note(practice, lead, coordinator):
    with pytest.raises(NotYours):
        note_relation(practice=practice, relation="x", is_projects_own=True, by=lead.reader)
    note_relation(practice=practice, relation="named", is_projects_own=True, by=coordinator.reader)
    practice.refresh_from_db()
    assert (practice.is_projects_own, practice.project_relation) == (True, "named")


def test_themes_are_the_coordinators_to_add(small, lead):
    with pytest.raises(NotYours):
        create_theme(code="a", name="A", glyph="ta", position=1, by=lead.reader)
    theme = create_theme(code="a", name="A", glyph="ta", position=1, by=Reader.system())
    assert list(Theme.objects.all()) == [theme]
    assert verbs() == ["theme.created"]
