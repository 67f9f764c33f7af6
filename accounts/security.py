"""Signing in and changes of how one signs in go into the audit trail."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db import transaction
from django.dispatch import Signal
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.audit import record
from core.models import Activity

VERBS: dict[Signal, str] = {
    user_logged_in: "user.signed_in",
    user_logged_out: "user.signed_out",
    account.password_changed: "user.password_changed",
    account.password_reset: "user.password_reset",
    account.email_changed: "user.email_changed",
    mfa.authenticator_added: "user.second_step_added",
    mfa.authenticator_removed: "user.second_step_removed",
    mfa.authenticator_reset: "user.second_step_reset",
}

WORDS = {
    "user.signed_in": _("Signed in"),
    "user.signed_out": _("Signed out"),
    "user.password_changed": _("Password changed"),
    "user.password_reset": _("Password set anew by mail"),
    "user.email_changed": _("E-mail address changed"),
    "user.second_step_added": _("Second step set up"),
    "user.second_step_removed": _("Second step removed"),
    "user.second_step_reset": _("Recovery codes made anew"),
}


@dataclass(frozen=True)
class SecurityEvent:
    """One line of a person's own security history (X02)."""

    words: str | Promise
    at: datetime


@dataclass(frozen=True)
class Self:
    """A person who acts on their own account; which partner they act for does not matter."""

    user_id: int
    person_key: UUID | None = None
    partner_id: int | None = None


def listen() -> None:
    """Connect the signals; called when the apps are ready."""
    for signal in VERBS:
        signal.connect(_write, dispatch_uid=f"security:{VERBS[signal]}")


def _write(sender: Any, signal: Signal, user: User | None = None, **_more: Any) -> None:
    """One line about the person, without address or device."""
    if user is None:  # the session had ended already
        return
    with transaction.atomic():
        record(by=Self(user.pk), verb=VERBS[signal], obj=user)


def security_events_of(user: User, limit: int = 10) -> list[SecurityEvent]:
    """The newest first."""
    lines = Activity.objects.filter(
        object_type="accounts.user", object_id=str(user.pk), verb__in=WORDS
    ).order_by("-at")[:limit]
    return [SecurityEvent(WORDS[line.verb], line.at) for line in lines]
