"""Who may invite, give roles, end memberships and change partners: lists of reasons against."""

from datetime import datetime

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from regions.models import Invitation, Membership, Partner
from regions.reader import Reader

type Reasons = list[str | Promise]


class Role(models.TextChoices):
    """What a membership can hold beside belonging to a partner."""

    LEAD = "lead", _("Partner lead")
    STEERING = "steering", _("Steering committee")
    COORDINATOR = "coordinator", _("Coordinator")


class Lasting(models.IntegerChoices):
    """For how many days a token opens something."""

    MONTH = 30, _("30 days")
    HALF_YEAR = 180, _("180 days")
    YEAR = 365, _("One year")


def can_invite(by: Reader, partner_id: int) -> bool:
    """Whether there is anybody this reader may invite for the partner."""
    everywhere = by.is_system or by.is_coordinator or by.is_admin
    return everywhere or partner_id in by.lead_partner_ids


def invitation_blockers(
    by: Reader, partner: Partner, *, is_lead: bool, is_coordinator: bool
) -> Reasons:
    """U04 and U06: a lead invites members of the own partner, the coordinator leads as well."""
    if not can_invite(by, partner.pk):
        return [_("You can invite people to your own partner organisation only, as its lead.")]
    reasons: Reasons = []
    if partner.deactivated_at:
        reasons.append(_("This partner has left the partnership. Choose another one."))
    if is_lead and not (by.is_system or by.is_coordinator or by.is_admin):
        reasons.append(_("Only the coordinator or an administrator invites a partner lead."))
    if is_coordinator and not (by.is_system or by.is_admin):
        reasons.append(_("Only an administrator invites a coordinator."))
    return reasons


def invitation_state_blockers(invitation: Invitation, now: datetime) -> Reasons:
    """Why a link no longer opens anything, and what to do instead."""
    if invitation.withdrawn_at:
        return [_("This invitation was withdrawn. Ask the person who invited you for a new one.")]
    if invitation.used_at:
        return [_("This invitation was already used. Sign in with your e-mail address.")]
    if invitation.expires_at <= now:
        return [_("This invitation is too old. Ask the person who invited you to send a new one.")]
    return []


def role_blockers(by: Reader, user_id: int, role: Role) -> Reasons:
    """U05 to U07: leads and seats by the coordinator, coordinators by an administrator."""
    if by.is_system:
        return []
    if user_id == by.user_id:
        return [_("Nobody changes their own roles. Ask somebody else who may.")]
    if role == Role.COORDINATOR:
        return [] if by.is_admin else [_("Only an administrator changes who is coordinator.")]
    return [] if by.is_coordinator else [_("Only the coordinator changes this role.")]


def admin_blockers(by: Reader, user_id: int) -> Reasons:
    """U06 and U07: administrators are made by administrators, never by themselves."""
    if by.is_system:
        return []
    if user_id == by.user_id:
        return [_("Nobody changes their own roles. Ask another administrator.")]
    return [] if by.is_admin else [_("Only an administrator changes who is administrator.")]


def second_step_blockers(by: Reader, user_id: int) -> Reasons:
    """U09: an administrator helps somebody who lost the phone, never themselves."""
    if by.is_system:
        return []
    if user_id == by.user_id:
        return [_("Nobody resets their own second step. Ask another administrator.")]
    return [] if by.is_admin else [_("Only an administrator resets a second step.")]


def last_lead_blockers(other_leads: int) -> Reasons:
    """U08: a partner is never left without a lead."""
    if other_leads:
        return []
    return [_("This is the last lead of the partner. Make somebody else lead first.")]


def last_admin_blockers(other_admins: int) -> Reasons:
    """U08: the place is never left without an administrator."""
    if other_admins:
        return []
    return [_("This is the last administrator. Make somebody else administrator first.")]


def end_blockers(by: Reader, membership: Membership) -> Reasons:
    """U08: a lead ends plain memberships of the own partner; the coordinator not a coordinator."""
    if by.is_system:
        return []
    if membership.user_id == by.user_id:
        return [_("Nobody ends their own membership. Ask your lead or the coordinator.")]
    if by.is_admin:
        return []
    if by.is_coordinator:
        if membership.is_coordinator or membership.user.is_admin:
            return [_("Only an administrator ends the membership of this person.")]
        return []
    if membership.partner_id not in by.lead_partner_ids:
        return [_("Only the lead of the partner, the coordinator or an administrator does this.")]
    has_role = membership.is_lead or membership.is_coordinator or membership.is_steering
    if has_role or membership.user.is_admin:
        return [_("This person has a role. Ask the coordinator to end the membership.")]
    return []


def partner_blockers(by: Reader) -> Reasons:
    """G04: the coordinator adds, renames and deactivates partners."""
    if by.is_system or by.is_coordinator:
        return []
    return [_("Only the coordinator changes the list of partners.")]


def deactivation_blockers(partner: Partner) -> Reasons:
    """A partnership has a lead partner."""
    if partner.is_lead_partner:
        return [_("The lead partner cannot leave. Make another partner lead partner first.")]
    if partner.deactivated_at:
        return [_("This partner has left already.")]
    return []


def profile_blockers(by: Reader, region_id: int) -> Reasons:
    """G03: the page of a region is its lead's."""
    if by.is_system or region_id in by.lead_region_ids:
        return []
    return [_("Only the lead of the region changes its page.")]


def strength_blockers(by: Reader, region_id: int) -> Reasons:
    """CX01: everybody of the region keeps its fields of strength up to date."""
    if by.is_system or region_id in by.region_ids:
        return []
    return [_("Only people of the region change its fields of strength.")]


def erasure_blockers(by: Reader, user: User) -> Reasons:
    """U11: the person asks, an administrator carries it out, on somebody else."""
    if user.erased_at:
        return [_("This account was erased already.")]
    if by.is_system:
        return []
    if user.pk == by.user_id:
        return [_("Nobody erases their own account. Ask another administrator.")]
    return [] if by.is_admin else [_("Only an administrator erases an account.")]
