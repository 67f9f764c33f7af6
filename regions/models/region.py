"""Partner regions, and the organisations that speak for them."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.public_changes import CountsAsPublic
from regions.names import sort_key
from regions.querysets import PartnerQuerySet, RegionQuerySet

nuts_code = RegexValidator(
    r"^[A-Z]{2}[A-Z0-9]{0,3}$",
    _("Write the NUTS code as two letters and up to three more letters or digits, as in SE22."),
)


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
    # when its lead was last asked whether the context profile still holds
    context_asked_on = models.DateField(null=True, blank=True, editable=False)
    deactivated_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["position", "name_sort"]
        triggers = [CountsAsPublic(hidden=("context_asked_on",))]

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
