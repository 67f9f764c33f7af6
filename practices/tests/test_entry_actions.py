"""Texts that the coordinator enters for a partner: asking, the partner's yes and no."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.models import Activity, Mail
from core.signed_links import SignedLink
from practices.actions import (
    approve,
    ask_partner_to_confirm,
    confirm_entry,
    delete_draft,
    enter_for_partner,
    propose_revision,
    refuse_entry,
    save_draft,
    submit,
    withdraw,
)
from practices.actions.draft import Seen
from practices.actions.entry import NobodyToAsk, NoRemarksOfPartner
from practices.models import Practice, Revision
from practices.querysets import ENTRY_LINK
from practices.refusals import NotAsThingsAre, NotYours
from practices.rules import NO_SUMMARY, NOT_SUBMITTED
from practices.tests.factories import make_practice
from practices.tests.writing import make_open, text
from practices.upkeep.confirming import CONFIRMED, NOT_ENTERED
from regions.models import Membership
from regions.reader import Reader

DAY = timedelta(days=1)


@pytest.fixture
def entered(small, lead, coordinator, frozen):
    """A complete draft, entered for the home partner."""
    return enter_for_partner(partner=small.home.partner, manuscript=text(), by=coordinator.reader)


@pytest.fixture
def asked(entered, coordinator):
    return ask_partner_to_confirm(revision=entered, by=coordinator.reader)


@pytest.fixture
def holder(asked, lead):
    """Whoever follows the link in the letter to the lead."""
    return Reader(link=link_for(asked, lead.user))


def link_for(revision, user):
    return SignedLink.make(
        purpose=ENTRY_LINK,
        object_id=f"{revision.pk}:{revision.edit}",
        recipient_id=user.pk,
        valid_for=60 * DAY,
    )


def now(revision):
    return Revision.objects.get(pk=revision.pk)


def last_line():
    line = Activity.objects.order_by("pk").last()
    return (line.actor_id, line.verb, line.changes)


def letters():
    return list(Mail.objects.order_by("pk").values_list("to", "subject"))


def reasons_of(error):
    return [str(reason) for reason in error.value.reasons]


def change(revision, by, **changes):
    """Save other words upon what stands there."""
    stands = now(revision)
    return save_draft(
        revision=revision, manuscript=text(**changes), seen=Seen(stands.pk, stands.edit), by=by
    )


@pytest.mark.rights("P06")
def test_what_is_entered_is_a_draft_that_waits_for_its_partner(entered, coordinator, small):
    assert (entered.practice.partner, entered.state) == (small.home.partner, "draft")
    assert entered.waits_for_partner
    assert last_line() == (coordinator.user.pk, "practice.entered", {"revision": entered.pk})
    assert letters() == []


def test_only_the_coordinator_enters_for_others(small, member, steering, administrator):
    for person in (member, steering, administrator):
        with pytest.raises(NotYours):
            enter_for_partner(partner=small.other.partner, manuscript=text(), by=person.reader)
    assert Revision.objects.count() == 0


def test_what_people_enter_for_themselves_is_their_own(small, coordinator):
    own = enter_for_partner(partner=small.third.partner, manuscript=text(), by=coordinator.reader)
    assert not own.is_entered_for_partner
    assert last_line()[1] == "practice.drafted"


def test_a_new_version_of_a_published_practice_is_entered(small, coordinator):
    practice = make_practice(partner=small.home.partner, title="Old")
    with pytest.raises(NotYours):
        propose_revision(practice=practice, by=coordinator.reader)
    entered = enter_for_partner(
        partner=small.home.partner,
        manuscript=text(title="New"),
        practice=practice,
        by=coordinator.reader,
    )
    assert (entered.practice, entered.number, entered.title) == (practice, 2, "New")
    assert entered.waits_for_partner
    assert Practice.objects.get().title == "Old"


def test_asking_sends_the_leads_a_link(asked, lead, coordinator, small, frozen):
    assert (asked.state, asked.partner_asked_at) == ("submitted", frozen)
    assert last_line() == (
        coordinator.user.pk,
        "practice.partner_asked",
        {"revision": asked.pk, "from": "draft", "to": "submitted"},
    )
    assert letters() == [(lead.user.email, "Is this your practice? Cluster school")]
    body = Mail.objects.get().body
    assert "The coordinator has entered a good practice of Agency of Skåne for you:" in body
    assert "until 3 July 2026." in body
    assert f"/practices/confirm/entry/{link_for(asked, lead.user).token}/" in body


def test_submitting_what_was_entered_asks_its_partner(entered, coordinator, lead):
    submit(revision=entered, by=coordinator.reader)
    assert letters() == [(lead.user.email, "Is this your practice? Cluster school")]


def test_without_a_lead_its_people_are_asked(entered, coordinator, lead, colleague):
    Membership.objects.filter(user=lead.user).update(ended_at=clock.now())
    ask_partner_to_confirm(revision=entered, by=coordinator.reader)
    assert [to for to, _subject in letters()] == [colleague.user.email]


def test_where_nobody_acts_nobody_can_be_asked(entered, coordinator, lead):
    Membership.objects.filter(user=lead.user).update(ended_at=clock.now())
    with pytest.raises(NobodyToAsk):
        ask_partner_to_confirm(revision=entered, by=coordinator.reader)
    assert now(entered).state == "draft"


def test_an_incomplete_text_is_not_sent(small, lead, coordinator):
    entered = enter_for_partner(
        partner=small.home.partner, manuscript=text(summary=""), by=coordinator.reader
    )
    with pytest.raises(NotAsThingsAre) as error:
        ask_partner_to_confirm(revision=entered, by=coordinator.reader)
    assert reasons_of(error) == [str(NO_SUMMARY)]


def test_the_same_text_is_sent_again_after_a_week(asked, coordinator, frozen):
    with clock.at(frozen + 7 * DAY - timedelta(seconds=1)), pytest.raises(NotAsThingsAre) as error:
        ask_partner_to_confirm(revision=asked, by=coordinator.reader)
    assert reasons_of(error) == ["Asked on 4 May 2026. You can ask again from 11 May 2026 on."]
    with clock.at(frozen + 7 * DAY):
        again = ask_partner_to_confirm(revision=asked, by=coordinator.reader)
    assert again.partner_asked_at == frozen + 7 * DAY
    assert len(letters()) == 2


def test_only_what_was_entered_and_waits_is_asked_about(asked, coordinator, lead, member):
    own = make_open(partner=member.reader.partner, caveats="No theme.")
    with pytest.raises(NotAsThingsAre) as error:
        ask_partner_to_confirm(revision=own, by=coordinator.reader)
    assert reasons_of(error) == [str(NOT_ENTERED)]
    with pytest.raises(NotYours):
        ask_partner_to_confirm(revision=asked, by=lead.reader)
    confirm_entry(revision=asked, by=lead.reader)
    with pytest.raises(NotAsThingsAre) as error:
        ask_partner_to_confirm(revision=asked, by=coordinator.reader)
    assert reasons_of(error) == [str(CONFIRMED)]


@pytest.mark.rights("P06", "LK01")
def test_the_holder_of_the_link_confirms(asked, holder, lead, coordinator, frozen):
    confirm_entry(revision=asked, by=holder)
    assert now(asked).partner_confirmed_at == frozen
    assert last_line() == (
        None,
        "practice.partner_confirmed",
        {"revision": asked.pk, "link": "practice-entry", "link_sent_to": lead.user.pk},
    )
    assert letters()[1:] == [(coordinator.user.email, "Confirmed: Cluster school")]


def test_anybody_of_the_partner_confirms(asked, member):
    confirm_entry(revision=asked, by=member.reader)
    assert last_line()[0] == member.user.pk


def test_nobody_else_answers(asked, coordinator, stranger, steering, lead):
    other = Reader(link=link_for(make_open(state="submitted"), lead.user))
    foreign = SignedLink.make(
        purpose="still-true", object_id=f"{asked.pk}:1", recipient_id=1, valid_for=DAY
    )
    persons = [coordinator.reader, stranger.reader, steering.reader, Reader.system()]
    for by in (*persons, Reader(), other, Reader(link=foreign)):
        with pytest.raises(NotYours):
            confirm_entry(revision=asked, by=by)
        with pytest.raises(NotYours):
            refuse_entry(revision=asked, remarks="No.", by=by)
    assert now(asked).waits_for_partner


def test_a_no_brings_it_back_with_remarks(asked, holder, coordinator, lead):
    with pytest.raises(NoRemarksOfPartner):
        refuse_entry(revision=asked, remarks=" ", by=holder)
    refuse_entry(revision=asked, remarks="It ended in 2019.", by=holder)
    stands = now(asked)
    assert (stands.state, stands.submitted_at) == ("draft", None)
    assert stands.partner_remarks == "It ended in 2019."
    assert last_line() == (
        None,
        "practice.partner_refused",
        {
            "revision": asked.pk,
            "from": "submitted",
            "to": "draft",
            "link": "practice-entry",
            "link_sent_to": lead.user.pk,
        },
    )
    assert letters()[1:] == [(coordinator.user.email, "Not confirmed: Cluster school")]
    assert "It ended in 2019." in Mail.objects.latest("pk").body


def test_after_a_no_it_is_asked_anew_or_deleted(asked, holder, coordinator):
    refuse_entry(revision=asked, remarks="No.", by=holder)
    again = ask_partner_to_confirm(revision=asked, by=coordinator.reader)
    assert (again.state, again.partner_remarks) == ("submitted", "")
    refuse_entry(revision=asked, remarks="Still no.", by=holder)
    delete_draft(revision=asked, by=coordinator.reader)
    assert not Practice.objects.exists()


def test_it_is_published_after_the_confirmation_only(asked, holder, coordinator):
    with pytest.raises(NotAsThingsAre) as error:
        approve(revision=asked, by=coordinator.reader)
    assert reasons_of(error) == [
        "Agency of Skåne has not confirmed this text yet. It can be published after that."
    ]
    confirm_entry(revision=asked, by=holder)
    practice = approve(revision=asked, by=coordinator.reader)
    assert practice.is_published
    assert now(asked).own_approval_reason == "Entered for Agency of Skåne, who confirmed it."


def test_the_database_refuses_it_too(entered):
    with pytest.raises(IntegrityError, match="revision_entered_is_confirmed"), transaction.atomic():
        Revision.objects.filter(pk=entered.pk).update(state="approved", approved_at=clock.now())


def test_other_words_need_another_confirmation(asked, holder, coordinator):
    confirm_entry(revision=asked, by=holder)
    withdraw(revision=asked, by=coordinator.reader)
    change(asked, coordinator.reader)
    assert not now(asked).waits_for_partner, "Nothing was changed."
    change(asked, coordinator.reader, resources="Money.")
    assert now(asked).waits_for_partner
    with pytest.raises(NotYours):  # the link was for the other words
        confirm_entry(revision=asked, by=holder)


def test_what_the_partner_writes_itself_is_its_own(entered, member, coordinator):
    change(entered, member.reader, resources="Money.")
    assert not now(entered).is_entered_for_partner
    with pytest.raises(NotYours):
        change(entered, coordinator.reader, resources="More money.")
    assert coordinator.reader.is_coordinator
    assert not Revision.objects.visible_to(coordinator.reader).filter(pk=entered.pk).exists()


def test_who_submits_for_the_partner_confirms(entered, member, coordinator, frozen):
    submit(revision=entered, by=member.reader)
    assert now(entered).partner_confirmed_at == frozen
    assert letters() == [(coordinator.user.email, "To check: Cluster school")]


def test_a_draft_is_not_answered(entered, lead):
    with pytest.raises(NotAsThingsAre) as error:
        confirm_entry(revision=entered, by=lead.reader)
    assert reasons_of(error) == [str(NOT_SUBMITTED)]


def test_the_link_reads_its_text_and_nothing_else(asked, holder, lead):
    other = make_open(partner=asked.practice.partner, state="submitted")
    texts = Revision.objects
    assert list(texts.opened_by(holder)) == [asked]
    assert list(texts.opened_by(Reader())) == []
    assert list(texts.opened_by(lead.reader)) == []
    assert other not in texts.visible_to(holder)
    assert asked not in texts.visible_to(holder)


@pytest.mark.parametrize("what", ["confirmed", "changed", "withdrawn", "left", "taken down"])
def test_the_link_closes(what, asked, holder, coordinator, lead):
    if what == "confirmed":
        confirm_entry(revision=asked, by=lead.reader)
    elif what == "changed":
        withdraw(revision=asked, by=coordinator.reader)
        change(asked, coordinator.reader, resources="Money.")
        ask_partner_to_confirm(revision=asked, by=coordinator.reader)
    elif what == "withdrawn":
        withdraw(revision=asked, by=coordinator.reader)
    elif what == "left":
        Membership.objects.filter(user=lead.user).update(ended_at=clock.now())
    else:
        Practice.objects.update(taken_down_at=clock.now(), takedown_reason="x")
    assert list(Revision.objects.opened_by(holder)) == []


def test_the_coordinator_reads_what_they_entered_and_no_other_draft(entered, coordinator, small):
    other = make_open(partner=small.home.partner)
    readable = Revision.objects.visible_to(coordinator.reader)
    assert entered in readable
    assert other not in readable
    practices = Practice.objects.visible_to(coordinator.reader)
    assert entered.practice in practices
    assert other.practice not in practices
    assert readable.drafts_counted_for(coordinator.reader) == []
    assert Revision.objects.drafts_counted_for(coordinator.reader) == [("Agency of Skåne", 1)]


def test_the_steering_committee_reads_it_once_it_was_sent(entered, steering, coordinator):
    assert entered not in Revision.objects.visible_to(steering.reader)
    ask_partner_to_confirm(revision=entered, by=coordinator.reader)
    assert entered in Revision.objects.visible_to(steering.reader)
