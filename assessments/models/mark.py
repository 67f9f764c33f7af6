"""A mark: what one person thinks of a practice for the own region. It decides nothing."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.decision import ReasonKind
from assessments.querysets import MarkQuerySet
from core import clock
from practices.models import Practice
from regions.models import Region


class MarkKind(models.TextChoices):
    INTERESTED = "interested", _("Interested")
    NOT_FOR_US = "not_for_us", _("Not for us")
    ASK_AT_HOME = "ask_at_home", _("Ask at home")


class Mark(models.Model):
    """One person's current mark for practice x region; shown to the region's lead.

    It hangs on the pair, not on its transfer: a mark that leaves the status makes no row there.
    """

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="marks")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="marks")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="marks"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=MarkKind)
    reason_kind = models.CharField(_("reason"), max_length=20, choices=ReasonKind, blank=True)
    at = models.DateTimeField(default=clock.now, editable=False)

    objects = MarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        constraints = [
            models.UniqueConstraint(fields=["practice", "region", "user"], name="mark_once"),
            models.CheckConstraint(
                name="mark_not_for_us_has_reason",
                condition=~Q(kind="not_for_us") | ~Q(reason_kind=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind}"
