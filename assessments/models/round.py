"""A round of answers about one practice, and its roster of seats."""

import hashlib
import uuid
from datetime import UTC

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from assessments.models.criteria import CriteriaSet
from assessments.querysets import RoundQuerySet, SeatQuerySet
from practices.models import Revision
from regions.models import Level, Partner, Region
from regions.reader import Reader

PEOPLE = uuid.UUID("5b1f0f7e-6b5c-4f0e-9a67-1c3a1d2f7a10")  # names person keys, see below


def key_of_user(user_id: int) -> uuid.UUID:
    """The person key of somebody with an account: the same on every seat they ever take."""
    return uuid.uuid5(PEOPLE, f"user:{user_id}")


def key_of_table(region_code: str) -> uuid.UUID:
    """The person key of a region's table: the same in every round."""
    return uuid.uuid5(PEOPLE, f"table:{region_code}")


def hash_of_link(token: str) -> str:
    """What is stored of the secret in a round's link."""
    return hashlib.sha256(token.encode()).hexdigest()


class RoundKind(models.TextChoices):
    SESSION = "session", _("In a session")
    HOME = "home", _("At home")


class RoundState(models.TextChoices):
    """Open, then closed, then revealed; a round at home is revealed by its close."""

    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    REVEALED = "revealed", _("Revealed")


class Round(models.Model):
    """People answer the questions of one set about one revision of a practice.

    A session round takes several regions; a home round one (`region`). Blind until closed.
    """

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="rounds")
    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="rounds")
    kind = models.CharField(_("kind"), max_length=10, choices=RoundKind)
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="home_rounds"
    )
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    is_blind = models.BooleanField(_("blind"), default=True)
    state = models.CharField(_("state"), max_length=10, choices=RoundState, default=RoundState.OPEN)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    revealed_at = models.DateTimeField(null=True, blank=True)
    # from here on nothing is added, not even what was tapped before the close and comes late
    sealed_at = models.DateTimeField(null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    link_hash = models.CharField(max_length=64, blank=True)  # of a home round's shared link

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        constraints = [
            models.CheckConstraint(
                name="round_home_has_region",
                condition=Q(kind="home", region__isnull=False)
                | Q(kind="session", region__isnull=True),
            ),
            models.CheckConstraint(
                name="round_closed_has_date",
                condition=Q(state="open", closed_at__isnull=True)
                | Q(state__in=["closed", "revealed"], closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="round_revealed_has_date",
                condition=Q(state="revealed", revealed_at__isnull=False)
                | Q(state__in=["open", "closed"], revealed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="round_open_is_not_sealed",
                condition=~Q(state="open") | Q(sealed_at__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["link_hash"], condition=~Q(link_hash=""), name="round_link_once"
            ),
            models.UniqueConstraint(
                fields=["revision", "region"],
                condition=Q(kind="home", state="open"),
                name="round_one_open_at_home",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="blind_stays_blind",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__is_blind__df=pgtrigger.F("new__is_blind")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.revision_id}/{self.number}"

    @property
    def is_open(self) -> bool:
        return self.state == RoundState.OPEN

    @property
    def link_token(self) -> str:
        """The secret of a home round's link: made from the round and the instance's key."""
        names = f"{self.pk}:{self.opened_at.astimezone(UTC).isoformat()}"
        return salted_hmac("assessments.home_round", names, algorithm="sha256").hexdigest()[:40]


class RoundModerator(models.Model):
    """Who leads a round; written by whoever opens it, so that no rule here asks an upper app."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="moderators")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="moderated_rounds"
    )

    class Meta:
        verbose_name = _("round moderator")
        verbose_name_plural = _("round moderators")
        constraints = [models.UniqueConstraint(fields=["round", "user"], name="round_moderator")]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.user_id}"


class Seat(models.Model):
    """A place in a round: a person, a guest by name, or a region's table (neither of the two).

    Region, partner and level are as they were when the round opened. `person_key` links one
    person's seats across rounds.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="seats")
    person_key = models.UUIDField(default=uuid.uuid4)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="seats",
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)  # for a guest's result, erased later
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="seats")
    partner = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="seats"
    )
    # empty for a region's table
    level = models.CharField(_("level"), max_length=12, choices=Level, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)  # answers in it
    may_show_alone = models.BooleanField(_("may be shown when few answered"), null=True)
    joined_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = [
            models.UniqueConstraint(fields=["round", "person_key"], name="seat_person_once"),
            models.UniqueConstraint(
                fields=["round", "user"], condition=Q(user__isnull=False), name="seat_user_once"
            ),
            models.UniqueConstraint(
                fields=["round", "region"],
                condition=Q(user__isnull=True, name=""),
                name="seat_one_table_per_region",
            ),
            models.CheckConstraint(
                name="seat_person_has_level",
                condition=~Q(level="") | Q(user__isnull=True, name=""),
            ),
        ]
        indexes = [models.Index(fields=["person_key"], name="seat_person_key")]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.person_key}"

    def belongs_to(self, reader: Reader) -> bool:
        """Whether the reader sits here, as a person or as a guest."""
        if self.is_table:
            return False
        is_user = reader.user_id is not None and self.user_id == reader.user_id
        return is_user or (reader.person_key is not None and self.person_key == reader.person_key)

    @property
    def is_table(self) -> bool:
        """One agreed value for a region's table, typed by the moderator."""
        return self.user_id is None and not self.name
