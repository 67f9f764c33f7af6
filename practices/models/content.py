"""What a good practice says: the fields that a revision holds and publication copies."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from regions.models import nuts_code

WEB = ("http://", "https://")


class DatePrecision(models.TextChoices):
    YEAR = "year", _("Year")
    MONTH = "month", _("Month")
    DAY = "day", _("Day")


class PlaceLevel(models.TextChoices):
    NATIONAL = "national", _("National")
    REGIONAL = "regional", _("Regional")
    LOCAL = "local", _("Local")


class Kind(models.TextChoices):
    MEASURE = "measure", _("Measure")
    TOOL = "tool", _("Tool")


class Instrument(models.TextChoices):
    PUBLIC_PROCUREMENT = "public_procurement", _("Public procurement")
    SPECIAL_CALL = "special_call", _("Special call")
    VOUCHER = "voucher", _("Voucher")
    GRANT = "grant", _("Grant")
    SERVICE = "service", _("Service")
    NETWORK = "network", _("Network")
    METHOD = "method", _("Method")


class Maturity(models.TextChoices):
    ESTABLISHED = "established", _("Established")
    PROVEN = "proven", _("Proven")
    PILOT = "pilot", _("Pilot")
    IDEA = "idea", _("Idea")


class Content(models.Model):
    """The fields of the Interreg Europe good-practice form, and our classification of it.

    The limits of the texts are settings (`PRACTICE_LIMITS`), enforced by the form; only the
    title's is a rule of the programme and therefore a column's.
    """

    title = models.CharField(_("title"), max_length=100)
    summary = models.CharField(_("short line"), max_length=300, blank=True)
    organisation = models.CharField(_("main institution"), max_length=300, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    countries = ArrayField(
        models.CharField(max_length=2), default=list, blank=True, verbose_name=_("countries")
    )
    nuts_codes = ArrayField(
        models.CharField(max_length=5, validators=[nuts_code]),
        default=list,
        blank=True,
        verbose_name=_("NUTS codes"),
    )
    level = models.CharField(_("level"), max_length=10, choices=PlaceLevel, blank=True)
    starts_on = models.DateField(_("start"), null=True, blank=True)
    starts_precision = models.CharField(
        max_length=5, choices=DatePrecision, default=DatePrecision.YEAR
    )
    ends_on = models.DateField(_("end"), null=True, blank=True)
    ends_precision = models.CharField(
        max_length=5, choices=DatePrecision, default=DatePrecision.YEAR
    )
    is_ongoing = models.BooleanField(_("still running"), null=True, blank=True)
    period_text = models.CharField(_("timescale in words"), max_length=200, blank=True)
    problem = models.TextField(_("problem addressed"), blank=True)
    how_it_works = models.TextField(_("how it works"), blank=True)
    stakeholders = models.TextField(_("stakeholders and beneficiaries"), blank=True)
    resources = models.TextField(_("resources needed"), blank=True)
    evidence = models.TextField(_("evidence of success"), blank=True)
    has_no_evidence_yet = models.BooleanField(_("none yet"), default=False)
    challenges = models.TextField(_("challenges encountered"), blank=True)
    potential = models.TextField(_("potential for learning or transfer"), blank=True)
    further_information = models.TextField(_("further information"), blank=True)
    caveats = models.TextField(_("what is not certain"), blank=True)
    # [{"label": "...", "url": "https://..."}]; url may be empty
    sources = models.JSONField(_("sources"), default=list, blank=True)
    language = models.CharField(_("language of the text"), max_length=10, default="en")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, blank=True)
    instrument = models.CharField(_("instrument"), max_length=20, choices=Instrument, blank=True)
    maturity = models.CharField(_("maturity"), max_length=12, choices=Maturity, blank=True)
    theme = models.ForeignKey(
        "practices.Theme",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        verbose_name=_("theme"),
    )
    # A stub is known by its title alone; it is shown as such and cannot be assessed.
    is_stub = models.BooleanField(_("description not yet collected"), default=False)
    is_classified_by_us = models.BooleanField(_("classified by us"), default=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def links(self) -> list[dict[str, str]]:
        """The sources as label and address; whatever is not a web address is shown without one."""
        return [
            {
                "label": str(source.get("label") or source.get("url") or ""),
                "url": address if (address := str(source.get("url") or "")).startswith(WEB) else "",
            }
            for source in self.sources
            if source.get("label") or source.get("url")
        ]


CONTENT_FIELDS: tuple[str, ...] = tuple(field.name for field in Content._meta.local_fields)
