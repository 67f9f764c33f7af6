"""A peer group: people of several regions who learn from each other about one theme."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from peergroups.querysets import GroupMembershipQuerySet, PeerGroupQuerySet
from practices.models import Theme


class PeerGroup(models.Model):
    """A standing group; its sessions are events."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    theme = models.ForeignKey(
        Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="peer_groups"
    )
    purpose = models.TextField(_("purpose"), blank=True, max_length=1000)
    is_public = models.BooleanField(_("public"), default=False)
    is_demonstration = models.BooleanField(default=False, editable=False)

    objects = PeerGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("peer group")
        verbose_name_plural = _("peer groups")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("group_detail", args=[self.slug])


class GroupMembership(models.Model):
    """A person in a group; moderators lead its sessions."""

    group = models.ForeignKey(PeerGroup, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="group_memberships"
    )
    is_moderator = models.BooleanField(_("moderator"), default=False)
    joined_at = models.DateTimeField(default=clock.now, editable=False)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = GroupMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("group membership")
        verbose_name_plural = _("group memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "user"], condition=Q(left_at__isnull=True), name="group_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.user_id}"
