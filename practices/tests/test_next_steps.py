"""What the catalogue puts into *Next for you*."""

from datetime import UTC, datetime

from practices.models import Revision
from practices.next_steps import next_steps
from practices.tests.writing import make_open

NOW = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)


def offered(person):
    return [(str(step.title), step.act, step.url) for step in next_steps(person.reader, NOW.date())]


def test_the_coordinator_checks_what_was_submitted(small, coordinator, member, steering):
    text = make_open(partner=small.home.partner, title="Cluster school", state="submitted")
    make_open(partner=small.home.partner, title="Draft")
    assert offered(coordinator) == [
        ("Check “Cluster school”", "Check it", f"/practices/{text.practice.slug}/review/")
    ]
    assert offered(member) == []
    assert offered(steering) == []


def test_whoever_wrote_last_finishes_a_draft_or_answers_remarks(small, member, colleague):
    text = make_open(partner=small.home.partner, title="Cluster school")
    Revision.objects.update(edited_by=member.user, edited_at=NOW)
    address = f"/practices/{text.practice.slug}/edit/"
    assert offered(member) == [("Finish “Cluster school”", "Go on writing", address)]
    assert next_steps(member.reader, NOW.date())[0].detail == "You last wrote in it on 4 May 2026."

    Revision.objects.update(remarks="Name the money.")
    assert offered(member) == [("Answer the remarks on “Cluster school”", "Change it", address)]
    assert offered(colleague) == []


def test_who_holds_no_membership_is_asked_nothing(administrator, visitor):
    assert offered(administrator) == []
    assert offered(visitor) == []
