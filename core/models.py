"""The floor's tables: who did what, which request was answered, what is mailed, what is new."""

import pgtrigger
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock
from core.querysets import NoticeQuerySet, WorkQuerySet


class Activity(models.Model):
    """One line of the audit trail: ids only, no personal values; nothing changes it later."""

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    person_key = models.UUIDField(null=True)  # a guest, as on the seats; a plain value points up
    partner_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    changes = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    request_id = models.CharField(max_length=36, blank=True)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        indexes = [
            models.Index(fields=["object_type", "object_id", "-at"], name="activity_object"),
            models.Index(fields=["-at"], name="activity_at"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type} {self.object_id}"


class IdempotencyKey(models.Model):
    """A request that was carried out; `result_ref` says what it made, so a repeat answers anew."""

    holder_kind = models.CharField(max_length=10)  # "user", "guest" or "session"
    holder_id = models.CharField(max_length=64)
    key = models.CharField(max_length=64)
    body_hash = models.CharField(max_length=64)
    result_ref = models.CharField(max_length=200, blank=True)
    answer = models.TextField(blank=True)  # the address that the person was sent to
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("idempotency key")
        verbose_name_plural = _("idempotency keys")
        constraints = [
            models.UniqueConstraint(
                fields=["holder_kind", "holder_id", "key"], name="idempotency_holder_key"
            )
        ]

    def __str__(self) -> str:
        return self.key


class Mail(models.Model):
    """A letter that goes out once its cause is committed."""

    message_id = models.CharField(max_length=200, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    headers = models.JSONField(default=dict, blank=True)  # "List-Unsubscribe", say
    calendar = models.TextField(blank=True)  # a meeting as iCalendar, sent as an attachment
    # Whose account it goes to, and who is asked again before it goes: see `core.mail.post`.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    check_name = models.CharField(max_length=60, blank=True)
    about = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")

    def __str__(self) -> str:
        return self.message_id  # a subject can hold the title of a draft


class Notice(models.Model):
    """Something new for one person; the right to see its object is checked again when shown."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    text = models.CharField(max_length=300)
    url = models.CharField(max_length=300)
    at = models.DateTimeField(default=clock.now, editable=False)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [models.Index(fields=["user", "read_at", "-at"], name="notice_unread")]

    def __str__(self) -> str:
        return self.text


class Outcome(models.TextChoices):
    DONE = "done", _("Done")
    FAILED = "failed", _("Not done")
    CANCELLED = "cancelled", _("Cancelled")


class Work(models.Model):
    """Something that takes longer than a page may: what the worker does for one person.

    Like the outbox it is written by the floor itself; see `core.progress`.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    partner_id = models.BigIntegerField(null=True)  # they act for; a plain value points up
    title = models.CharField(max_length=150)  # the name of a file, say
    url = models.CharField(max_length=300)  # of the page that shows how far it is
    step = models.CharField(max_length=20, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)  # 0: not known
    is_final = models.BooleanField(default=False)  # it writes: too late to cancel
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome, blank=True)
    said = models.TextField(blank=True)  # why it failed
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    user_id: int

    objects = WorkQuerySet.as_manager()

    class Meta:
        verbose_name = _("long work")
        verbose_name_plural = _("long works")
        constraints = [
            models.CheckConstraint(
                name="work_ended_has_outcome",
                condition=models.Q(outcome="", ended_at__isnull=True)
                | (~models.Q(outcome="") & models.Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="work_done_within_total",
                condition=models.Q(total=0) | models.Q(done__lte=models.F("total")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["user"], name="work_active", condition=models.Q(ended_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_active(self) -> bool:
        return not self.outcome

    @property
    def token(self) -> str:
        """Differs once there is something new to show."""
        return f"{self.step}.{self.done}.{self.total}.{int(self.is_final)}"


class Use(models.Model):
    """How often one holder did one thing in one window of time; the key is a hash of the three."""

    key = models.CharField(max_length=64, primary_key=True)
    used = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("counted use")
        verbose_name_plural = _("counted uses")

    def __str__(self) -> str:
        return f"{self.used} until {self.ends_at:%Y-%m-%d %H:%M}"


class PublicChange(models.Model):
    """A transaction changed something public; the sum of all steps is the state of the public."""

    step = models.BigIntegerField()

    class Meta:
        verbose_name = _("public change")
        verbose_name_plural = _("public changes")

    def __str__(self) -> str:
        return str(self.step)
