"""A session of a peer group, its agenda and the rounds opened for it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessments.models import CriteriaSet, Round
from assessments.querysets import RoundQuerySet
from exchanges.models import Exchange, ExchangeKind
from peergroups.models.group import PeerGroup
from peergroups.querysets import SessionQuerySet
from practices.models import Practice


class Session(models.Model):
    """One meeting of a group at an exchange; date and place are the exchange's.

    `room_code`: six characters for guests, unique while the session is not closed.
    """

    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="sessions")
    group = models.ForeignKey(PeerGroup, on_delete=models.PROTECT, related_name="sessions")
    title = models.CharField(_("title"), max_length=160)
    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="sessions")
    room_code = models.CharField(_("room code"), max_length=6)
    revision = models.PositiveIntegerField(default=1)  # rises with each change on the board
    current_item = models.ForeignKey(  # what the room is at; empty: the first of the agenda
        "AgendaItem", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # before the first practice: a test question that also tests the phones; after the last: the end
    opening_minutes = models.PositiveSmallIntegerField(_("minutes to start"), default=5)
    closing_minutes = models.PositiveSmallIntegerField(_("minutes to close"), default=10)
    # when the room began with its start, and with its end; until then the practices are its steps
    opening_at = models.DateTimeField(null=True, blank=True, editable=False)
    closing_at = models.DateTimeField(null=True, blank=True, editable=False)
    notes = models.TextField(_("notes"), blank=True, max_length=5000)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # since when the agenda is another one than in people's calendars
    agenda_changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    # when those who have not prepared were last written to
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    # when its minutes were confirmed: late answers and guests are welcome until then
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.UniqueConstraint(
                fields=["room_code"],
                condition=Q(closed_at__isnull=True),
                name="session_room_code_once",
            ),
            models.CheckConstraint(
                name="session_confirmed_is_closed",
                condition=Q(confirmed_at__isnull=True) | Q(closed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("session_detail", args=[self.pk])

    @property
    def rounds(self) -> RoundQuerySet:
        """The rounds of all items of the agenda."""
        rounds: RoundQuerySet = Round.objects.filter(agenda_round__item__session=self)
        return rounds

    @property
    def has_own_event(self) -> bool:
        """Whether its exchange is for this session alone, so that both move together."""
        return (
            self.exchange.kind == ExchangeKind.PEER_GROUP
            and not self.exchange.sessions.exclude(pk=self.pk).exists()
        )

    @property
    def is_live(self) -> bool:
        """Neither closed nor cancelled: people may come in and answer."""
        return self.closed_at is None and self.cancelled_at is None

    @property
    def part(self) -> str:
        """Where its minutes are: opening, practice or closing."""
        if self.closing_at:
            return "closing"
        return "opening" if self.opening_at and self.current_item_id is None else "practice"

    @property
    def is_provisional(self) -> bool:
        """Whether late answers may still change what its rounds say."""
        return self.confirmed_at is None

    @property
    def room_code_in_words(self) -> str:
        """Two by two, as people read it aloud: 4K 72 9M."""
        return " ".join(self.room_code[start : start + 2] for start in range(0, 6, 2))


class SessionModerator(models.Model):
    """Who moderates this session, besides the group's moderators."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="moderators")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="moderated_sessions"
    )

    class Meta:
        verbose_name = _("session moderator")
        verbose_name_plural = _("session moderators")
        constraints = [
            models.UniqueConstraint(fields=["session", "user"], name="session_moderator")
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.user_id}"


def shown_title(practice: Practice) -> str:
    """The title, unless the practice was taken down: then nothing of it is told, title included.

    Confirmed minutes keep what they said.
    """
    return str(_("A practice that was taken down")) if practice.taken_down_at else practice.title


def shown_origin(practice: Practice) -> str:
    """Where the practice comes from, in words; nothing of one that was taken down."""
    if practice.taken_down_at:
        return ""
    return practice.origin_region.name if practice.origin_region else practice.place


class AgendaItem(models.Model):
    """A practice on the agenda."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField(_("position"))
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="agenda_items")
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=20)
    begun_at = models.DateTimeField(null=True, blank=True, editable=False)  # its minutes run
    # asked by who presents the practice, read before the meeting
    case_question = models.CharField(_("case question"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["session", "position"]
        constraints = [
            models.UniqueConstraint(fields=["session", "practice"], name="agenda_practice_once"),
            models.UniqueConstraint(
                fields=["session", "position"],
                name="agenda_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="agenda_minutes", condition=Q(minutes__gte=1, minutes__lte=240)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}/{self.position}"

    @property
    def origin(self) -> str:
        return shown_origin(self.practice)

    @property
    def title(self) -> str:
        """What this part of the session is called."""
        return shown_title(self.practice)


class Pause(models.Model):
    """A time in which the minutes of the room stood still; without an end, they still do."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="pauses")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("pause of a session")
        verbose_name_plural = _("pauses of sessions")
        ordering = ["begun_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session"], condition=Q(ended_at__isnull=True), name="pause_one_open"
            ),
            models.CheckConstraint(
                name="pause_ends_after_it_began",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("begun_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.begun_at}"


class AgendaRound(models.Model):
    """A round of answers that was opened for an agenda item."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="rounds")
    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="agenda_round")

    class Meta:
        verbose_name = _("round of an agenda item")
        verbose_name_plural = _("rounds of agenda items")

    def __str__(self) -> str:
        return f"{self.item_id}: {self.round_id}"
