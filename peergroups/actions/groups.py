"""Groups and who is in them."""

from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.audit import action, record
from core.errors import NotAllowed, NotNow
from core.links import absolute
from core.mail import post
from peergroups.models import GroupMembership, PeerGroup
from peergroups.rules import (
    appointing_blockers,
    coordinating_blockers,
    leaving_blockers,
    membership_blockers,
)
from practices.models import Theme
from regions.actions.letters import MEMBER
from regions.models import Membership
from regions.names import sort_key
from regions.reader import Reader

RESERVED_SLUGS = {"new"}


class NotTheCoordinator(NotAllowed):
    """Groups are made by the coordinator."""


class NotYourPeople(NotAllowed):
    """The person belongs to another partner; the reason says so."""


class HasLeft(NotNow):
    """The person is no longer in the group."""


@action
def create_group(
    *,
    name: str,
    by: Reader,
    theme: Theme | None = None,
    purpose: str = "",
    is_public: bool = False,
    is_demonstration: bool = False,
) -> PeerGroup:
    """Make a standing group (GR02)."""
    if reasons := coordinating_blockers(by):
        raise NotTheCoordinator(*reasons)
    group = PeerGroup.objects.create(
        slug=_free_slug(name),
        name=name.strip(),
        theme=theme,
        purpose=purpose.strip(),
        is_public=is_public,
        is_demonstration=is_demonstration,
    )
    record(by=by, verb="group.created", obj=group, changes={"is_public": is_public})
    return group


@action
def change_group(
    *,
    group: PeerGroup,
    name: str,
    theme: Theme | None,
    purpose: str,
    is_public: bool,
    by: Reader,
) -> PeerGroup:
    """Change what a group says of itself; its address stays."""
    if reasons := coordinating_blockers(by):
        raise NotTheCoordinator(*reasons)
    group = PeerGroup.objects.select_for_update().get(pk=group.pk)
    group.name, group.theme, group.purpose = name.strip(), theme, purpose.strip()
    group.is_public = is_public
    group.save(update_fields=["name", "theme", "purpose", "is_public"])
    record(by=by, verb="group.changed", obj=group, changes={"is_public": is_public})
    return group


def _free_slug(name: str) -> str:
    base = slugify(sort_key(name))[:70].strip("-") or "group"
    taken = RESERVED_SLUGS | set(
        PeerGroup.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    )
    free, number = base, 2
    while free in taken:
        free, number = f"{base}-{number}", number + 1
    return free


@action
def add_member(*, group: PeerGroup, user: User, by: Reader) -> GroupMembership:
    """Take somebody into the group; who is in it stays as is (GR03)."""
    _check(group, user.pk, by)
    PeerGroup.objects.select_for_update(no_key=True).get(pk=group.pk)  # twice at once adds once
    known = GroupMembership.objects.filter(group=group, user=user, left_at__isnull=True)
    membership = known.first() or GroupMembership.objects.create(group=group, user=user)
    record(by=by, verb="group.member_added", obj=membership, changes={"group": group.pk})
    return membership


@action
def remove_member(*, membership: GroupMembership, by: Reader) -> GroupMembership:
    """Leave the group, or take somebody out of it."""
    membership = GroupMembership.objects.select_for_update().get(pk=membership.pk)
    _check(membership.group, membership.user_id, by)
    if reasons := leaving_blockers(membership):
        raise HasLeft(*reasons)
    membership.left_at = clock.now()
    membership.is_moderator = False
    membership.save(update_fields=["left_at", "is_moderator"])
    record(by=by, verb="group.member_left", obj=membership)
    return membership


@action
def appoint_moderator(
    *, membership: GroupMembership, is_moderator: bool, by: Reader
) -> GroupMembership:
    """Let a member lead the group's sessions, or no longer; the person is told (GR02, U05)."""
    if reasons := appointing_blockers(by, membership.user_id):
        raise NotTheCoordinator(*reasons)
    membership = GroupMembership.objects.select_for_update().get(pk=membership.pk)
    if reasons := leaving_blockers(membership):
        raise HasLeft(*reasons)
    if membership.is_moderator != is_moderator:
        _tell(membership, is_moderator=is_moderator)
    membership.is_moderator = is_moderator
    membership.save(update_fields=["is_moderator"])
    verb = "group.moderator_appointed" if is_moderator else "group.moderator_dismissed"
    record(by=by, verb=verb, obj=membership, changes={"user": membership.user_id})
    return membership


def _tell(membership: GroupMembership, *, is_moderator: bool) -> None:
    group = membership.group
    subject = (
        _("You moderate “%(group)s”") if is_moderator else _("You moderate “%(group)s” no more")
    )
    post(
        to=membership.user.email,
        person=membership.user_id,
        check=MEMBER,
        subject=subject % {"group": group.name},
        body=_("The coordinator changed who leads the sessions of this group:\n%(url)s\n")
        % {"url": absolute(group.get_absolute_url())},
    )


def _check(group: PeerGroup, user_id: int, by: Reader) -> None:
    is_moderator = PeerGroup.objects.filter(pk=group.pk).moderated_by(by).exists()
    held = Membership.objects.active().filter(user_id=user_id)
    reasons = membership_blockers(
        by,
        user_id=user_id,
        partner_ids=frozenset(held.values_list("partner_id", flat=True)),
        is_moderator=is_moderator,
    )
    if reasons:
        raise NotYourPeople(*reasons)
