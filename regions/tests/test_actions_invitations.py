"""Invitations: bound to an address, used once, for seven days."""

import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from accounts.models import User
from core import clock
from core.models import Activity, Mail
from regions.actions import accept_invitation, invite, withdraw_invitation
from regions.actions.invitations import CannotInvite, InvitationClosed, SignInFirst
from regions.actions.memberships import AlreadyMember
from regions.models import Invitation, Level, Membership, hash_of
from regions.reader import Reader
from regions.tests.factories import (
    make_invitation,
    make_membership,
    make_partner,
    make_partnership,
    make_reader,
    make_user,
)

pytestmark = pytest.mark.django_db
VISITOR = Reader.visitor()


def token_in(mail):
    return re.search(r"/accounts/invitation/([\w-]+)/", mail.body).group(1)


def test_a_lead_invites_and_the_letter_holds_the_only_copy_of_the_token(frozen):
    make_partnership(name="Nordlys")
    partner = make_partner(organisation="Agency of Skåne")
    lead = make_reader(partner, is_lead=True)
    made = invite(
        by=lead, partner=partner, email="new@example.org", name="Eva", level=Level.INTERMEDIARY
    )
    mail = Mail.objects.get()
    assert (mail.to, mail.subject) == (
        "new@example.org",
        "Invitation to Nordlys for Agency of Skåne",
    )
    assert made.token_hash == hash_of(token_in(mail))
    assert token_in(mail) not in str(Invitation.objects.values())
    assert made.expires_at == frozen + timedelta(days=7)
    assert (made.email, made.level, made.is_lead) == ("new@example.org", "intermediary", False)
    assert "Dear Eva," in mail.body
    assert "until 11 May 2026" in mail.body


def test_inviting_leaves_a_line_without_the_address():
    partner = make_partner()
    lead = make_reader(partner, is_lead=True)
    made = invite(by=lead, partner=partner, email="new@example.org")
    line = Activity.objects.get(verb="invitation.sent")
    assert (line.object_id, line.actor_id) == (str(made.pk), lead.user_id)
    assert "example.org" not in str(line.changes)


def test_a_member_and_a_stranger_cannot_invite_and_nothing_is_written():
    partner = make_partner()
    for by in (make_reader(partner), make_reader(is_lead=True), VISITOR):
        with pytest.raises(CannotInvite):
            invite(by=by, partner=partner, email="new@example.org")
    assert (Invitation.objects.count(), Mail.objects.count()) == (0, 0)


def test_inviting_again_replaces_the_open_invitation():
    partner = make_partner()
    lead = make_reader(partner, is_lead=True)
    first = invite(by=lead, partner=partner, email="new@example.org")
    second = invite(by=lead, partner=partner, email="New@Example.org")
    first.refresh_from_db()
    assert first.withdrawn_at is not None
    assert list(Invitation.objects.open_at(clock.now())) == [second]


def test_somebody_who_belongs_to_the_partner_is_not_invited():
    partner = make_partner()
    make_membership(partner=partner, user=make_user(email="old@example.org"))
    with pytest.raises(AlreadyMember):
        invite(by=Reader.system(), partner=partner, email="OLD@example.org")


def test_accepting_opens_an_account_with_one_membership():
    invitation = make_invitation(email="new@example.org", level=Level.POLICY_MAKER, is_lead=True)
    membership = accept_invitation(
        by=VISITOR, invitation=invitation, name="Eva", password="correct horse 7"
    )
    user = membership.user
    assert (user.email, user.name, user.is_admin) == ("new@example.org", "Eva", False)
    assert user.check_password("correct horse 7")
    assert (membership.partner, membership.level, membership.is_lead) == (
        invitation.partner,
        "policy_maker",
        True,
    )
    assert user.emailaddress_set.values_list("email", "verified", "primary").get() == (
        "new@example.org",
        True,
        True,
    )


def test_an_invitation_works_once():
    invitation = make_invitation(email="new@example.org")
    accept_invitation(by=VISITOR, invitation=invitation, name="Eva", password="correct horse 7")
    with pytest.raises(InvitationClosed, match="already used"):
        accept_invitation(by=VISITOR, invitation=invitation, name="Eve", password="other horse 77")
    assert User.objects.get().name == "Eva"


def test_an_invitation_ends_after_seven_days():
    invitation = make_invitation()
    with clock.at(invitation.expires_at), pytest.raises(InvitationClosed, match="too old"):
        accept_invitation(by=VISITOR, invitation=invitation, name="E", password="correct horse 7")
    assert User.objects.count() == 0


def test_a_withdrawn_invitation_opens_nothing():
    partner = make_partner()
    invitation = make_invitation(partner=partner)
    withdraw_invitation(by=make_reader(partner, is_lead=True), invitation=invitation)
    with pytest.raises(InvitationClosed, match="withdrawn"):
        accept_invitation(by=VISITOR, invitation=invitation, name="E", password="correct horse 7")


def test_only_who_may_invite_withdraws():
    invitation = make_invitation()
    with pytest.raises(CannotInvite):
        withdraw_invitation(by=make_reader(is_lead=True), invitation=invitation)
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is None


def test_a_used_invitation_is_not_withdrawn():
    invitation = make_invitation(used_at=clock.now())
    with pytest.raises(InvitationClosed, match="End the membership instead"):
        withdraw_invitation(by=Reader.system(), invitation=invitation)


def test_an_account_is_needed_for_an_address_that_has_one():
    user = make_user(email="old@example.org")
    invitation = make_invitation(email="Old@example.org")
    for by in (VISITOR, make_reader()):
        with pytest.raises(SignInFirst):
            accept_invitation(by=by, invitation=invitation)
    membership = accept_invitation(by=Reader.for_user(user.pk), invitation=invitation)
    assert membership.user == user
    assert User.objects.filter(email__iexact="old@example.org").count() == 1


def test_somebody_who_had_left_comes_back_with_a_new_password():
    user = make_user(email="old@example.org", name="Old", is_active=False)
    invitation = make_invitation(email="old@example.org")
    accept_invitation(by=VISITOR, invitation=invitation, name="Eva", password="correct horse 7")
    user.refresh_from_db()
    assert (user.is_active, user.name) == (True, "Eva")
    assert user.check_password("correct horse 7")


@pytest.mark.django_db(transaction=True)
def test_of_two_clicks_at_once_one_opens_the_account():
    invitation = make_invitation(email="new@example.org")
    start, outcomes = Barrier(2), []

    def click(name):
        start.wait()
        try:
            accept_invitation(
                by=VISITOR, invitation=invitation, name=name, password="correct horse 7"
            )
            outcomes.append("in")
        except InvitationClosed:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=click, args=(name,)) for name in ("Eva", "Ada")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["in", "refused"]
    assert (User.objects.count(), Membership.objects.count()) == (1, 1)
