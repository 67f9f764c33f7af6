"""Memberships and the roles they hold."""

from django.utils.translation import gettext_lazy as _

from accounts.actions import end_sessions
from accounts.models import User
from core import clock
from core.audit import action, record
from core.errors import NotAllowed, NotNow
from regions.actions.letters import tell
from regions.models import ApiToken, Level, Membership, Partner
from regions.reader import Reader
from regions.rules import Role, end_blockers, last_lead_blockers, role_blockers

FIELDS = {Role.LEAD: "is_lead", Role.STEERING: "is_steering", Role.COORDINATOR: "is_coordinator"}


class AlreadyMember(NotNow):
    sentence = _("This person belongs to the partner already.")


class CannotEndMembership(NotAllowed):
    """Not yours to end."""


class CannotChangeRole(NotAllowed):
    """Not yours to give or take."""


class LastLead(NotNow):
    """The partner would be left without a lead."""


class HasEnded(NotNow):
    sentence = _("This membership has ended already.")


@action
def admit(
    *,
    by: Reader,
    user: User,
    partner: Partner,
    level: str = Level.PRACTITIONER,
    is_lead: bool = False,
    is_coordinator: bool = False,
    is_steering: bool = False,
) -> Membership:
    """Let a person act for a partner; whoever calls has checked who may decide that."""
    Partner.objects.select_for_update().get(pk=partner.pk)
    if Membership.objects.active().filter(user=user, partner=partner).exists():
        raise AlreadyMember
    membership = Membership.objects.create(
        user=user,
        partner=partner,
        level=level,
        is_lead=is_lead,
        is_coordinator=is_coordinator,
        is_steering=is_steering,
        started_at=clock.now(),
    )
    changes = {
        "user_id": user.pk,
        "level": level,
        "roles": [role for role, field in FIELDS.items() if getattr(membership, field)],
    }
    record(by=by, verb="membership.started", obj=membership, changes=changes)
    return membership


@action
def end_membership(*, by: Reader, membership: Membership) -> Membership:
    """End what a person does for a partner; all their sessions end at once (U08)."""
    membership = locked(membership)
    if reasons := end_blockers(by, membership):
        raise CannotEndMembership(*reasons)
    if membership.is_lead and (reasons := last_lead_blockers(other_leads(membership))):
        raise LastLead(*reasons)
    return close_membership(by=by, membership=membership)


@action
def grant_role(*, by: Reader, membership: Membership, role: Role) -> Membership:
    """Give a role; the person is told by mail (U05, U06)."""
    return _set_role(by, membership, role, is_held=True)


@action
def withdraw_role(*, by: Reader, membership: Membership, role: Role) -> Membership:
    """Take a role back; the person is told by mail. A partner's last lead stays."""
    return _set_role(by, membership, role, is_held=False)


def _set_role(by: Reader, membership: Membership, role: Role, *, is_held: bool) -> Membership:
    membership = locked(membership)
    if reasons := role_blockers(by, membership.user_id, role):
        raise CannotChangeRole(*reasons)
    leaves_lead = role == Role.LEAD and not is_held and membership.is_lead
    if leaves_lead and (reasons := last_lead_blockers(other_leads(membership))):
        raise LastLead(*reasons)
    setattr(membership, FIELDS[role], is_held)
    membership.save(update_fields=[FIELDS[role]])
    verb = "role.granted" if is_held else "role.withdrawn"
    changes = {"user_id": membership.user_id, "role": role}
    record(by=by, verb=verb, obj=membership, changes=changes)
    for user in told_about(membership, role):
        tell(user, "role", membership=membership, role=role, is_held=is_held)
    return membership


def told_about(membership: Membership, role: Role) -> list[User]:
    """The person; about coordinators all administrators as well (U06)."""
    told = {membership.user_id: membership.user}
    if role == Role.COORDINATOR:
        told |= {admin.pk: admin for admin in User.people.administrators()}
    return list(told.values())


def locked(membership: Membership) -> Membership:
    """The membership as it is now, with its partner locked against other changes of leads."""
    Partner.objects.select_for_update().get(pk=membership.partner_id)
    found = Membership.objects.select_for_update(of=("self",)).with_people()
    membership = found.get(pk=membership.pk)
    if membership.ended_at:
        raise HasEnded
    return membership


def other_leads(membership: Membership) -> int:
    """How many other people lead the partner now; the partner is locked by the caller."""
    leads = Membership.objects.active().filter(partner_id=membership.partner_id, is_lead=True)
    return leads.exclude(pk=membership.pk).count()


def close_membership(*, by: Reader, membership: Membership) -> Membership:
    """Write the end, of its tokens too; without another membership or duty the account closes."""
    membership.ended_at = clock.now()
    membership.save(update_fields=["ended_at"])
    # Else they would open everything again on the day when the person comes back.
    tokens = ApiToken.objects.open_at(membership.ended_at).filter(user_id=membership.user_id)
    tokens.filter(partner_id=membership.partner_id).update(revoked_at=membership.ended_at)
    changes = {"user_id": membership.user_id}
    record(by=by, verb="membership.ended", obj=membership, changes=changes)
    user = membership.user
    has_more = user.is_admin or user.memberships.active().exists()
    end_sessions(by=by, user=user, closes_account=not has_more)
    return membership
