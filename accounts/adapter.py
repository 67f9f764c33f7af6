"""Accounts exist by invitation only; mail goes through our outbox."""

# allauth ships no types that mypy --strict could follow:
# mypy: disallow-subclassing-any=False

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from core.mail import post

SENTENCES = {
    "email_password_mismatch": _(
        "This address and this password do not belong together. Check both, or ask for a new "
        "password."
    ),
    "incorrect_password": _("This is not your password. Enter it again."),
    "enter_current_password": _("This is not your current password. Enter it again."),
    "too_many_login_attempts": _("Too many attempts. Wait five minutes, then try again."),
    "rate_limited": _("Too many attempts. Wait five minutes, then try again."),
    "email_taken": _("Another account has this address. Enter another one."),
    "duplicate_email": _("This is your address already. Enter another one."),
    "same_as_current": _("This is your address already. Enter another one."),
    "account_inactive": _("This account is closed. Ask the lead of your partner organisation."),
}

SECOND_STEP_SENTENCES = {
    "incorrect_code": _("This code is not valid now. Enter the one that your phone shows."),
    "cannot_delete_authenticator": _("The second step cannot be switched off."),
    "cannot_generate_recovery_codes": _("Switch the second step on first."),
    "unverified_email": _("Confirm your e-mail address first: open the link in our letter."),
    "add_email_blocked": _("Switch the second step off before you change your address."),
}


class SecondStepAdapter(DefaultMFAAdapter):
    """The second step, in our words."""

    error_messages = {**DefaultMFAAdapter.error_messages, **SECOND_STEP_SENTENCES}


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Sign-up is closed: an invitation makes the account."""

    error_messages = {**DefaultAccountAdapter.error_messages, **SENTENCES}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the letter into the outbox instead of sending it during the request."""
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", context).split())
        body = render_to_string(f"{template_prefix}_message.txt", context)
        with transaction.atomic():
            post(to=email, subject=subject, body=body)
