"""Accounts exist by invitation only; mail goes through our outbox."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string

from core.mail import post


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Sign-up is closed: an invitation makes the account."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the letter into the outbox instead of sending it during the request."""
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", context).split())
        body = render_to_string(f"{template_prefix}_message.txt", context)
        with transaction.atomic():
            post(to=email, subject=subject, body=body)
