"""Who acts for a partner, and who is invited to."""

import hashlib
import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.public_changes import CountsAsPublic
from regions.models.region import Partner
from regions.querysets import InvitationQuerySet, MembershipQuerySet


class Level(models.TextChoices):
    """From where in the system a person speaks."""

    POLICY_MAKER = "policy_maker", _("Policy maker")
    INTERMEDIARY = "intermediary", _("Intermediary")
    PRACTITIONER = "practitioner", _("Cluster practitioner")


IS_PUBLIC_CONTACT = (  # G02
    "{row}.is_lead AND EXISTS (SELECT 1 FROM accounts_user person"
    " WHERE person.id = {row}.user_id AND person.is_public_contact)"
)


class Membership(models.Model):
    """A person acts for a partner, with these roles, until it ends."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="memberships")
    level = models.CharField(_("level"), max_length=12, choices=Level)
    is_lead = models.BooleanField(_("partner lead"), default=False)
    is_coordinator = models.BooleanField(_("coordinator"), default=False)
    is_steering = models.BooleanField(_("steering committee"), default=False)
    started_at = models.DateTimeField(default=clock.now, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "partner"],
                condition=Q(ended_at__isnull=True),
                name="membership_active_once",
            )
        ]
        triggers = [CountsAsPublic(IS_PUBLIC_CONTACT)]

    def __str__(self) -> str:
        return f"{self.user} – {self.partner}"


def make_token() -> str:
    """A secret for a link: 256 bits, URL-safe. Only its hash is stored."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is stored of a token: SHA-256, in hex."""
    return hashlib.sha256(token.encode()).hexdigest()


class Invitation(models.Model):
    """A single-use link, bound to one address, for seven days."""

    token_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="invitations")
    level = models.CharField(_("level"), max_length=12, choices=Level)
    is_lead = models.BooleanField(_("partner lead"), default=False)
    is_coordinator = models.BooleanField(_("coordinator"), default=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(default=clock.now, editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return self.email
