"""What a region is good at and what it has."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.public_changes import CountsAsPublic
from regions.models.region import Region
from regions.querysets import ContextItemQuerySet, IndustryQuerySet, StrengthQuerySet


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


class RequirementKind(models.TextChoices):
    """What a practice may require, and a region may have."""

    LEGAL_POWER = "legal_power", _("Legal power")
    FUNDING_INSTRUMENT = "funding_instrument", _("Funding instrument")
    CLUSTER_MATURITY = "cluster_maturity", _("Cluster maturity")
    STAFF = "staff", _("Staff")
    DATA = "data", _("Data")
    MANDATE = "mandate", _("Mandate")
    TIME = "time", _("Time")
    OTHER = "other", _("Other")


class ContextItem(models.Model):
    """What a region has of one kind, from 0 (nothing) to 3 (much), as of a date."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="context_items")
    kind = models.CharField(_("kind"), max_length=20, choices=RequirementKind)
    has = models.PositiveSmallIntegerField(_("level"), validators=[MaxValueValidator(3)])
    text = models.CharField(_("what there is"), max_length=200)
    as_of = models.DateField(_("as of"))
    confirmed_on = models.DateField(_("confirmed on"))
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    objects = ContextItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of the context profile")
        verbose_name_plural = _("context profile")
        ordering = ["region", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["region", "kind"], name="context_item_once"),
            models.CheckConstraint(name="context_item_0_to_3", condition=Q(has__gte=0, has__lte=3)),
            models.CheckConstraint(
                name="context_item_confirmed_after",
                condition=Q(confirmed_on__gte=models.F("as_of")),
            ),
        ]
        triggers = [CountsAsPublic(hidden=("changed_at",))]

    def __str__(self) -> str:
        return f"{self.region}: {self.kind}"
