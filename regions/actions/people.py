"""Administrators, and the end of an account."""

from allauth.mfa.models import Authenticator

from accounts.actions import end_sessions
from accounts.models import User
from core import personal_data
from core.audit import action, record
from core.errors import NotAllowed, NotNow
from regions.actions.letters import ADMINISTRATOR, tell
from regions.actions.memberships import LastLead, close_membership, locked, other_leads
from regions.models import Membership
from regions.reader import Reader
from regions.rules import (
    admin_blockers,
    erasure_blockers,
    last_admin_blockers,
    last_lead_blockers,
    second_step_blockers,
)


class CannotChangeAdmin(NotAllowed):
    """Administrators are made by administrators."""


class CannotErase(NotAllowed):
    """Not yours to carry out."""


class CannotReset(NotAllowed):
    """Not yours to reset."""


class LastAdmin(NotNow):
    """The place would be left without an administrator."""


@action
def grant_admin(*, by: Reader, user: User) -> User:
    """Make somebody administrator; all administrators are told (U06)."""
    return _set_admin(by, user, is_admin=True)


@action
def withdraw_admin(*, by: Reader, user: User) -> User:
    """Take it back, but never from the last one."""
    return _set_admin(by, user, is_admin=False)


def _set_admin(by: Reader, user: User, *, is_admin: bool) -> User:
    if reasons := admin_blockers(by, user.pk):
        raise CannotChangeAdmin(*reasons)
    others = _other_admins(user)
    user = User.objects.select_for_update().get(pk=user.pk)
    if not is_admin and user.is_admin and (reasons := last_admin_blockers(len(others))):
        raise LastAdmin(*reasons)
    user.is_admin = is_admin
    user.save(update_fields=["is_admin"])
    verb = "admin.granted" if is_admin else "admin.withdrawn"
    record(by=by, verb=verb, obj=user, changes={"user_id": user.pk})
    for reader in [user, *others]:
        tell(reader, "admin", person=user, is_held=is_admin)
    return user


def _other_admins(user: User) -> list[User]:
    """The other administrators of now, locked so that two cannot leave at the same moment."""
    admins = User.people.administrators().select_for_update()
    return [admin for admin in admins.order_by("pk") if admin.pk != user.pk]


@action
def reset_second_step(*, by: Reader, user: User) -> User:
    """Remove the second step of somebody who lost it; sessions end, the person is told (U09)."""
    if reasons := second_step_blockers(by, user.pk):
        raise CannotReset(*reasons)
    Authenticator.objects.filter(user=user).delete()
    user = end_sessions(by=by, user=user)
    record(by=by, verb="user.second_step_reset", obj=user)
    tell(user, "second_step")
    return user


@action
def ask_for_erasure(*, by: Reader, user: User) -> User:
    """The person asks; every administrator gets a letter (U11)."""
    record(by=by, verb="account.erasure_asked", obj=user)
    for admin in User.people.administrators():
        tell(admin, "erasure", check=ADMINISTRATOR, person=user)
    return user


@action
def erase_user(*, by: Reader, user: User) -> User:
    """Pseudonymise an account: name, address, sessions and tokens go, rows of record stay."""
    if reasons := erasure_blockers(by, user):
        raise CannotErase(*reasons)
    others = _other_admins(user)
    if user.is_admin and (reasons := last_admin_blockers(len(others))):
        raise LastAdmin(*reasons)
    for held in Membership.objects.active().filter(user=user).order_by("partner_id"):
        membership = locked(held)
        if membership.is_lead and (reasons := last_lead_blockers(other_leads(membership))):
            raise LastLead(*reasons)
        close_membership(by=by, membership=membership)
    end_sessions(by=by, user=user, closes_account=True)
    touched = personal_data.erase(user)
    record(by=by, verb="account.erased", obj=user, changes={"rows": touched})
    return User.objects.get(pk=user.pk)
