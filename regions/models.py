"""Who acts: the partnership, its regions and partner organisations, and who holds which role."""

import hashlib
import secrets

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from core.public_changes import CountsAsPublic
from regions.names import sort_key
from regions.querysets import (
    ApiTokenQuerySet,
    IndustryQuerySet,
    InvitationQuerySet,
    MembershipQuerySet,
    PartnerQuerySet,
    PartnershipQuerySet,
    RegionQuerySet,
    SetupLinkQuerySet,
    StrengthQuerySet,
)

nuts_code = RegexValidator(
    r"^[A-Z]{2}[A-Z0-9]{0,3}$",
    _("Write the NUTS code as two letters and up to three more letters or digits, as in SE22."),
)


class Partnership(models.Model):
    """This instance: one row, made on day one. No row = the instance is empty."""

    name = models.CharField(_("name"), max_length=80)
    full_name = models.CharField(_("full name"), max_length=200, blank=True)
    programme = models.CharField(_("programme"), max_length=120, blank=True)
    funding_sentence = models.CharField(_("funding sentence"), max_length=300, blank=True)
    emblem = models.BinaryField(_("emblem"), null=True, blank=True)  # a small re-checked PNG
    emblem_hash = models.CharField(max_length=16, blank=True, editable=False)  # in its address
    linkedin_group = models.URLField(_("LinkedIn group"), blank=True)
    x_account = models.URLField(_("account on X"), blank=True)
    languages = ArrayField(
        models.CharField(max_length=10), default=list, verbose_name=_("languages")
    )
    starts_on = models.DateField(_("starts on"))
    report_quorum = models.PositiveSmallIntegerField(_("seats that lock a report"), default=1)
    is_demonstration = models.BooleanField(default=False, editable=False)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="partnership_one_row")]
        triggers = [CountsAsPublic(hidden=("report_quorum", "languages", "starts_on"))]

    def __str__(self) -> str:
        return self.name


class SetupLink(models.Model):
    """The one-time link to the first start of an empty instance."""

    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    used_at = models.DateTimeField(null=True, blank=True)
    draft = models.JSONField(default=dict, blank=True)  # what was entered so far, step by step

    objects = SetupLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("setup link")
        verbose_name_plural = _("setup links")

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"


class PolicyLevel(models.TextChoices):
    REGIONAL = "regional", _("Regional")
    NATIONAL = "national", _("National")
    BOTH = "both", _("National or regional")


class Region(models.Model):
    """A territory that learns; its NUTS code is its address."""

    code = models.CharField(_("NUTS code"), max_length=5, unique=True, validators=[nuts_code])
    nuts_version = models.CharField(_("NUTS version"), max_length=20, default="NUTS 2010/2013")
    name = models.CharField(_("name"), max_length=120)
    name_sort = models.CharField(max_length=120, editable=False)
    local_name = models.CharField(_("name in its own language"), max_length=120, blank=True)
    short_code = models.CharField(_("short code"), max_length=3)
    country = models.CharField(_("country"), max_length=2)
    position = models.PositiveSmallIntegerField(_("place in the strip"), default=0)
    policy_level = models.CharField(
        _("policy level"), max_length=10, choices=PolicyLevel, default=PolicyLevel.REGIONAL
    )
    latitude = models.FloatField(
        _("latitude"), null=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    profile = models.TextField(_("profile"), blank=True, max_length=2000)
    deactivated_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["position", "name_sort"]
        triggers = [CountsAsPublic()]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_sort = sort_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # Django's own signature is wider

    def get_absolute_url(self) -> str:
        return reverse("region_detail", args=[self.code])


class Partner(models.Model):
    """A partner organisation; it speaks for exactly one region."""

    region = models.OneToOneField(Region, on_delete=models.PROTECT, related_name="partner")
    organisation = models.CharField(_("organisation"), max_length=160)
    short = models.CharField(_("short name"), max_length=40)
    is_lead_partner = models.BooleanField(_("lead partner"), default=False)
    website = models.URLField(_("web page"), blank=True)
    deactivated_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["region__position", "region__name_sort"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_lead_partner"],
                condition=Q(is_lead_partner=True),
                name="one_lead_partner",
            )
        ]
        triggers = [CountsAsPublic()]

    def __str__(self) -> str:
        return self.short


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


class Industry(models.Model):
    """A field of strength: one word for what clusters of a region are good at."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)

    objects = IndustryQuerySet.as_manager()

    class Meta:
        verbose_name = _("field of strength")
        verbose_name_plural = _("fields of strength")
        ordering = ["name"]
        triggers = [CountsAsPublic()]

    def __str__(self) -> str:
        return self.name


class Strength(models.Model):
    """A region is strong in a field; since when and by which evidence."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="strengths")
    industry = models.ForeignKey(Industry, on_delete=models.PROTECT, related_name="strengths")
    evidence = models.CharField(_("evidence"), max_length=300)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    is_ours = models.BooleanField(_("classified by us"), default=False)

    objects = StrengthQuerySet.as_manager()

    class Meta:
        verbose_name = _("strength")
        verbose_name_plural = _("strengths")
        constraints = [models.UniqueConstraint(fields=["region", "industry"], name="strength_once")]
        triggers = [CountsAsPublic()]

    def __str__(self) -> str:
        return f"{self.region}: {self.industry}"


class ApiToken(models.Model):
    """A key for a program, with at most the rights of its person at one partner (K01)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens"
    )
    partner = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(_("what it is for"), max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    ending = models.CharField(max_length=4)  # to recognise it in the list
    made_at = models.DateTimeField(default=clock.now, editable=False)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    secret = ""  # the token itself, only on the row that was just made

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name
