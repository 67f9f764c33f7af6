"""A letter waits in the outbox; what its reader may not read any more does not go."""

import pytest

from core import clock
from core.models import Mail
from practices.actions import (
    add_comment,
    approve,
    ask_partner_to_confirm,
    create_draft,
    hide_comment,
    pass_on,
    send_back,
    submit,
    take_down,
    withdraw,
)
from practices.models import Practice
from practices.tests.factories import make_practice, make_question
from practices.tests.writing import make_entered, text
from regions.models import Membership
from regions.reader import Reader

SYSTEM = Reader.system()


def end(person, **roles):
    """The membership, or these roles of it."""
    changes = roles or {"ended_at": clock.now()}
    Membership.objects.filter(user=person.user).update(**changes)


def to(person, outbox):
    return [letter.subject for letter in outbox() if letter.to == [person.user.email]]


@pytest.fixture
def submitted(small, member, coordinator):
    manuscript = text(title="Nobody knows")
    revision = create_draft(partner=small.home.partner, manuscript=manuscript, by=member.reader)
    submit(revision=revision, by=member.reader)
    revision.refresh_from_db()
    return revision


def test_letters_go_to_who_may_read_them(submitted, coordinator, member, outbox):
    send_back(revision=submitted, remarks="Shorter.", by=SYSTEM)
    submit(revision=submitted, by=SYSTEM)
    assert to(coordinator, outbox) == ["To check: Nobody knows"] * 2
    assert to(member, outbox) == ["Sent back with remarks: Nobody knows"]


@pytest.mark.parametrize("how", ["no longer coordinates", "membership ended", "withdrawn"])
def test_of_a_text_to_check_only_coordinators_hear(how, submitted, coordinator, member, outbox):
    if how == "no longer coordinates":
        end(coordinator, is_coordinator=False)
    elif how == "membership ended":
        end(coordinator)
    else:
        withdraw(revision=submitted, by=member.reader)
    assert to(coordinator, outbox) == []
    assert not Mail.objects.filter(subject__contains="Nobody knows").exists()


def test_remarks_do_not_follow_who_has_left(submitted, member, outbox):
    send_back(revision=submitted, remarks="Shorter.", by=SYSTEM)
    end(member)
    assert to(member, outbox) == []


def test_what_was_taken_down_is_not_announced(submitted, member, lead, outbox):
    practice = approve(revision=submitted, by=SYSTEM)
    take_down(practice=practice, reason="Not ours.", by=SYSTEM)
    assert to(member, outbox) == []
    assert to(lead, outbox) == ["Taken down: Nobody knows"]


def test_a_reason_of_a_takedown_is_for_the_people_of_the_partner(small, lead, outbox):
    take_down(practice=make_practice(partner=small.home.partner), reason="Secret.", by=SYSTEM)
    end(lead)
    assert to(lead, outbox) == []


def test_a_link_that_opens_nothing_is_not_sent(small, lead, coordinator, outbox):
    entered = make_entered(partner=small.home.partner, title="Entered")
    ask_partner_to_confirm(revision=entered, by=coordinator.reader)
    other = make_entered(partner=small.home.partner, title="Other")
    ask_partner_to_confirm(revision=other, by=coordinator.reader)
    send_back(revision=entered, remarks="Later.", by=coordinator.reader)
    assert to(lead, outbox) == ["Is this your practice? Other"]


def test_a_question_is_for_the_owner_of_now(small, lead, outbox):
    question = make_question(make_practice(partner=small.home.partner))
    pass_on(question=question, by=SYSTEM)
    end(lead)
    assert to(lead, outbox) == []


def test_a_conversation_that_is_gone_is_not_written_about(small, member, coordinator, outbox):
    practice = make_practice(partner=small.home.partner)
    comment = add_comment(practice=practice, text="So it was.", by=member.reader)
    hide_comment(comment=comment, reason="Names people.", by=coordinator.reader)
    Practice.objects.update(taken_down_at=clock.now(), takedown_reason="x")
    assert to(member, outbox) == []
