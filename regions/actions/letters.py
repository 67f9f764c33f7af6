"""Letters about roles and invitations, in the language of whoever reads them."""

from typing import Any, Final

from django.template.loader import render_to_string
from django.utils import translation

from accounts.models import User
from core.mail import post, register_check
from core.models import Mail
from regions.models import Membership, Partnership

# Checks of letters: to whom they still go.
MEMBER: Final = "regions.member"
ADMINISTRATOR: Final = "regions.administrator"


def write(
    template: str,
    *,
    to: str,
    language: str,
    account: int | None = None,
    check: str = "",
    **context: Any,
) -> Mail:
    """Post the letter `regions/mail/<template>.txt`; its first line is the subject."""
    partnership = Partnership.objects.first()
    with translation.override(language):
        text = render_to_string(
            f"regions/mail/{template}.txt", {"partnership": partnership, **context}
        )
    subject, _line, body = text.strip().partition("\n")
    return post(
        to=to, subject=subject.strip(), body=body.strip() + "\n", person=account, check=check
    )


def tell(user: User, template: str, *, check: str = "", **context: Any) -> Mail:
    """A letter to somebody with an account."""
    return write(
        template,
        to=user.email,
        language=user.language,
        account=user.pk,
        check=check,
        user=user,
        **context,
    )


def is_member(letter: Mail) -> bool:
    """For what every member may read, and nobody else."""
    return Membership.objects.active().filter(user=letter.person_id).exists()


def is_administrator(letter: Mail) -> bool:
    return User.people.administrators().filter(pk=letter.person_id or 0).exists()


def register_checks() -> None:
    """Called when the apps are ready."""
    register_check(MEMBER, is_member)
    register_check(ADMINISTRATOR, is_administrator)
