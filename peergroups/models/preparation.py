"""Before a session: who sits where, what to read, what people expect."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from exchanges.models import Participation
from peergroups.models.session import Session
from practices.documents.kinds import kind_words, size_words


class SessionPlace(models.Model):
    """Who takes part in which of the parallel sessions of an exchange.

    A session without any place is for everybody of its exchange.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="seatings")
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="session_places"
    )

    class Meta:
        verbose_name = _("place in a session")
        verbose_name_plural = _("places in sessions")
        constraints = [
            models.UniqueConstraint(fields=["session", "participation"], name="session_place_once")
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.participation_id}"


class Paper(models.Model):
    """Something to read for a session: a file, or an address.

    The bytes lie in the default storage under their SHA-256, like those of practices.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="papers")
    title = models.CharField(_("title"), max_length=150)
    url = models.URLField(_("address"), blank=True, max_length=500)
    name = models.CharField(_("file name"), max_length=150, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(_("size in bytes"), default=0)
    position = models.PositiveSmallIntegerField(default=0)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["sha256"], name="paper_sha256")]
        constraints = [
            models.CheckConstraint(
                name="paper_file_or_address",
                condition=Q(url="", sha256__regex=r"^[0-9a-f]{64}$") | (~Q(url="") & Q(sha256="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where it is read: its own address, or the file."""
        return self.url or reverse("session_paper", args=[self.session_id, self.pk, self.name])

    @property
    def site(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def kind(self) -> str:
        return kind_words(self.content_type)

    @property
    def size_words(self) -> str:
        return size_words(self.size)


class Expectation(models.Model):
    """What somebody wants to learn, written before the meeting."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="expectations")
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="expectations"
    )
    text = models.CharField(_("what I expect"), max_length=500, blank=True)
    has_read_at = models.DateTimeField(_("has read the practices"), null=True, blank=True)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("expectation")
        verbose_name_plural = _("expectations")
        constraints = [
            models.UniqueConstraint(fields=["session", "participation"], name="expectation_once")
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Contact(models.Model):
    """When a person's device was last heard of, and how many answers it said it still keeps."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="contacts")
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="contacts"
    )
    seen_at = models.DateTimeField()
    kept = models.PositiveIntegerField(_("answers on the device"), default=0)

    class Meta:
        verbose_name = _("contact of a device")
        verbose_name_plural = _("contacts of devices")
        constraints = [
            models.UniqueConstraint(fields=["session", "participation"], name="contact_once")
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.participation_id}"
