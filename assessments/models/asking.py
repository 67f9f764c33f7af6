"""Who is asked by name in a round at home, and who was passed a question by a colleague."""

from datetime import UTC

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from assessments.models.round import Round, Seat
from assessments.querysets import HomeInvitationQuerySet, HomePassQuerySet
from core import clock
from regions.models import Level


class HomeInvitation(models.Model):
    """A personal link to a round at home, in the language of whoever is asked.

    `codes` are the questions a colleague passed on; none of them: all questions are asked.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="invitations")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=10, default="en")
    level = models.CharField(_("level"), max_length=12, choices=Level, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    codes = ArrayField(models.CharField(max_length=4), default=list, blank=True)
    passed_by = models.ForeignKey(
        Seat, null=True, blank=True, on_delete=models.PROTECT, related_name="passed_on"
    )
    note = models.CharField(_("a word to them"), max_length=300, blank=True)
    seat = models.OneToOneField(
        Seat, null=True, blank=True, on_delete=models.PROTECT, related_name="invitation"
    )
    invited_at = models.DateTimeField(default=clock.now, editable=False)
    reminded_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = HomeInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation to a round at home")
        verbose_name_plural = _("invitations to rounds at home")
        ordering = ["round", "invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "round",
                Lower("email"),
                condition=Q(withdrawn_at__isnull=True),
                name="home_invitation_once",
            ),
            models.CheckConstraint(
                name="home_invitation_passed_has_codes",
                condition=Q(passed_by__isnull=True) | Q(codes__len__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def token(self) -> str:
        """The secret of the personal link: made from the row and the instance's key."""
        names = f"{self.pk}:{self.invited_at.astimezone(UTC).isoformat()}"
        return salted_hmac("assessments.home_invitation", names, algorithm="sha256").hexdigest()[
            :40
        ]


class HomePass(models.Model):
    """One question that somebody passed on to the person invited, because that person knows."""

    invitation = models.ForeignKey(HomeInvitation, on_delete=models.PROTECT, related_name="passes")
    code = models.CharField(_("question"), max_length=4)
    passed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="passes")
    note = models.CharField(_("a word to them"), max_length=300, blank=True)
    at = models.DateTimeField(default=clock.now, editable=False)

    objects = HomePassQuerySet.as_manager()

    class Meta:
        verbose_name = _("question passed on")
        verbose_name_plural = _("questions passed on")
        ordering = ["invitation", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "code", "passed_by"], name="home_pass_once"
            )
        ]

    def __str__(self) -> str:
        return self.code
