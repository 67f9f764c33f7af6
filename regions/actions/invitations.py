"""Invitations: the only way to an account."""

from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.actions import open_account, reopen_account
from accounts.models import User
from core import clock
from core.audit import action, record
from core.errors import NotAllowed, NotNow
from core.links import absolute
from regions.actions.letters import write
from regions.actions.memberships import AlreadyMember, admit
from regions.models import Invitation, Level, Membership, Partner, hash_of, make_token
from regions.reader import Reader
from regions.rules import can_invite, invitation_blockers, invitation_state_blockers

VALID_FOR = timedelta(days=7)


class CannotInvite(NotAllowed):
    """The reader may not invite this person with these roles."""


class InvitationClosed(NotNow):
    """The link opens nothing any more."""


class SignInFirst(NotAllowed):
    sentence = _(
        "There is an account with this address. Sign in with it, then open the link again."
    )


@action
def invite(
    *,
    by: Reader,
    partner: Partner,
    email: str,
    name: str = "",
    level: str = Level.PRACTITIONER,
    is_lead: bool = False,
    is_coordinator: bool = False,
    language: str = "",
) -> Invitation:
    """Write to somebody a link that opens an account or a membership, once, for seven days.

    An earlier open invitation of the same address to the same partner is replaced.
    """
    partner = Partner.objects.select_for_update(of=("self",)).with_region().get(pk=partner.pk)
    if reasons := invitation_blockers(by, partner, is_lead=is_lead, is_coordinator=is_coordinator):
        raise CannotInvite(*reasons)
    members = Membership.objects.active().filter(partner=partner)
    if members.filter(user__email__iexact=email).exists():
        raise AlreadyMember
    now = clock.now()
    partner.invitations.open_at(now).filter(email__iexact=email).update(withdrawn_at=now)
    token = make_token()
    invitation = Invitation.objects.create(
        token_hash=hash_of(token),
        email=email,
        name=name,
        partner=partner,
        level=level,
        is_lead=is_lead,
        is_coordinator=is_coordinator,
        invited_by_id=by.user_id,
        made_at=now,
        expires_at=now + VALID_FOR,
    )
    changes = {"partner_id": partner.pk, "is_lead": is_lead, "is_coordinator": is_coordinator}
    record(by=by, verb="invitation.sent", obj=invitation, changes=changes)
    write(
        "invitation",
        to=email,
        language=language or get_language() or "en",
        invitation=invitation,
        link=absolute(reverse("invitation", args=[token])),
    )
    return invitation


@action
def withdraw_invitation(*, by: Reader, invitation: Invitation) -> Invitation:
    """Let the link open nothing any more."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not can_invite(by, invitation.partner_id):
        raise CannotInvite
    if invitation.used_at:
        raise InvitationClosed(_("This invitation was already used. End the membership instead."))
    if not invitation.withdrawn_at:
        invitation.withdrawn_at = clock.now()
        invitation.save(update_fields=["withdrawn_at"])
    record(by=by, verb="invitation.withdrawn", obj=invitation)
    return invitation


@action
def accept_invitation(
    *, by: Reader, invitation: Invitation, name: str = "", password: str = ""
) -> Membership:
    """Open the account with its first membership, or give a membership to whoever is signed in.

    Two clicks at once: the second waits for the first and is refused.
    """
    # The partner first, as everywhere: two locks in two orders could wait for each other.
    Partner.objects.select_for_update().get(pk=invitation.partner_id)
    locked = Invitation.objects.select_for_update(of=("self",)).select_related("partner")
    invitation = locked.get(pk=invitation.pk)
    if reasons := invitation_state_blockers(invitation, clock.now()):
        raise InvitationClosed(*reasons)
    user = _person_for(invitation, by, name, password)
    membership = admit(
        by=Reader(user_id=user.pk),
        user=user,
        partner=invitation.partner,
        level=invitation.level,
        is_lead=invitation.is_lead,
        is_coordinator=invitation.is_coordinator,
    )
    invitation.used_at = clock.now()
    invitation.save(update_fields=["used_at"])
    record(
        by=Reader(user_id=user.pk),
        verb="invitation.accepted",
        obj=invitation,
        changes={"membership_id": membership.pk},
    )
    return membership


def _person_for(invitation: Invitation, by: Reader, name: str, password: str) -> User:
    """Whose account it becomes: a new one, a closed one, or that of the person signed in."""
    user = User.objects.filter(email__iexact=invitation.email).first()
    if user is None:
        return open_account(
            by=by,
            email=invitation.email,
            name=name,
            password_hash=make_password(password),
            language=get_language() or "en",
        )
    if not user.is_active:
        return reopen_account(by=by, user=user, name=name, password_hash=make_password(password))
    if user.pk != by.user_id:
        raise SignInFirst
    return user
