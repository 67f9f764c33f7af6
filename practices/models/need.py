"""What a region says that it looks for."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from practices.models.content import Instrument
from practices.models.practice import Theme
from practices.querysets import NeedQuerySet
from regions.models import Industry, Region


class Need(models.Model):
    """A need in the region's words, tied to a theme, a field of strength or an instrument."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="needs")
    text = models.CharField(_("what we look for"), max_length=200)
    theme = models.ForeignKey(
        Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="needs"
    )
    industry = models.ForeignKey(
        Industry, null=True, blank=True, on_delete=models.PROTECT, related_name="needs"
    )
    instrument = models.CharField(_("instrument"), max_length=20, choices=Instrument, blank=True)
    as_of = models.DateField(_("as of"))
    made_at = models.DateTimeField(default=clock.now, editable=False)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ["region", "made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="need_says_of_what",
                condition=Q(theme__isnull=False) | Q(industry__isnull=False) | ~Q(instrument=""),
            ),
            models.CheckConstraint(name="need_has_text", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text
