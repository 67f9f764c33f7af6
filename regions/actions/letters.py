"""Letters about roles and invitations, in the language of whoever reads them."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from accounts.models import User
from core.mail import post
from core.models import Mail
from regions.models import Partnership


def write(template: str, *, to: str, language: str, **context: Any) -> Mail:
    """Post the letter `regions/mail/<template>.txt`; its first line is the subject."""
    partnership = Partnership.objects.first()
    with translation.override(language):
        text = render_to_string(
            f"regions/mail/{template}.txt", {"partnership": partnership, **context}
        )
    subject, _line, body = text.strip().partition("\n")
    return post(to=to, subject=subject.strip(), body=body.strip() + "\n")


def tell(user: User, template: str, **context: Any) -> Mail:
    """A letter to somebody with an account."""
    return write(template, to=user.email, language=user.language, user=user, **context)
