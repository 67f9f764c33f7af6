"""The spine of the thread: where a practice stands in a region."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock
from core.public_changes import CountsAsPublic
from practices.models.practice import Practice
from practices.querysets import TransferQuerySet
from regions.models import Region


class TransferStatus(models.TextChoices):
    """No row = not yet considered; "origin" is computed, never stored."""

    PROPOSED = "proposed", _("Proposed")
    INTERESTED = "interested", _("Interested")
    ASSESSING = "assessing", _("In assessment")
    ADOPT = "adopt", _("Adopt as it is")
    ADAPT = "adapt", _("Adapt to us")
    LEARN = "learn", _("Take ideas")
    NOT_NOW = "not_now", _("Not for us now")
    PLAN = "plan", _("In plan")
    DONE = "done", _("Implemented")


class Transfer(models.Model):
    """The pair practice x region. Upper apps move it through `actions.move_transfer()`."""

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="transfers")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="transfers")
    status = models.CharField(
        _("status"), max_length=10, choices=TransferStatus, default=TransferStatus.PROPOSED
    )
    is_public = models.BooleanField(_("public"), default=False)
    since = models.DateTimeField(default=clock.now)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        constraints = [
            models.UniqueConstraint(fields=["practice", "region"], name="transfer_pair"),
        ]
        indexes = [models.Index(fields=["region", "status"], name="transfer_region_status")]
        triggers = [CountsAsPublic("{row}.is_public")]

    def __str__(self) -> str:
        return f"{self.practice_id} x {self.region_id}: {self.status}"
