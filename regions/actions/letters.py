"""Letters about roles and invitations, in the language of whoever reads them."""

from typing import Any, Final

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate

from accounts.models import User
from core.links import absolute
from core.mail import post, register_check
from core.models import Mail
from core.signed_links import SignedLink
from regions.context.asking import CONTEXT_LINK, LINK_IS_GOOD_FOR, link_object
from regions.context.profile import Profile
from regions.models import Membership, Partnership

# Checks of letters: to whom they still go.
MEMBER: Final = "regions.member"
ADMINISTRATOR: Final = "regions.administrator"
OF_REGION: Final = "regions.of_region"


def write(
    template: str,
    *,
    to: str,
    language: str,
    account: int | None = None,
    check: str = "",
    about: dict[str, int] | None = None,
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
        to=to,
        subject=subject.strip(),
        body=body.strip() + "\n",
        person=account,
        check=check,
        about=about,
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


def ask_about_context(profile: Profile) -> int:
    """The leads of a region, or its people where it has none: is it still true? How many."""
    here = Membership.objects.active().filter(partner__region=profile.region)
    members = list(here.select_related("user").order_by("pk"))
    asked = [each for each in members if each.is_lead] or members
    for each in asked:
        link = SignedLink.make(
            purpose=CONTEXT_LINK,
            object_id=link_object(profile),
            recipient_id=each.user_id,
            valid_for=LINK_IS_GOOD_FOR,
        )
        tell(
            each.user,
            "context",
            check=OF_REGION,
            about={"region": profile.region.pk},
            profile=profile,
            last_day=localdate(link.expires_at),
            link=absolute(reverse("context_by_link", args=[link.token])),
        )
    return len(asked)


def is_member(letter: Mail) -> bool:
    """For what every member may read, and nobody else."""
    return Membership.objects.active().filter(user=letter.person_id).exists()


def is_administrator(letter: Mail) -> bool:
    return User.people.administrators().filter(pk=letter.person_id or 0).exists()


def is_of_region(letter: Mail) -> bool:
    """For what the people of one region are asked."""
    held = Membership.objects.active().filter(partner__region=letter.about["region"])
    return held.filter(user=letter.person_id).exists()


def register_checks() -> None:
    """Called when the apps are ready."""
    register_check(MEMBER, is_member)
    register_check(ADMINISTRATOR, is_administrator)
    register_check(OF_REGION, is_of_region)
