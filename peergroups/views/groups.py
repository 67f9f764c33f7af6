"""Peer groups: the list, one of them, and who is in it."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.errors import BadInput
from core.idempotency import once
from peergroups.actions import (
    add_member,
    appoint_moderator,
    change_group,
    create_group,
    remove_member,
)
from peergroups.actions.groups import NotTheCoordinator
from peergroups.forms import GroupForm
from peergroups.models import GroupMembership, PeerGroup, Session
from peergroups.rules import coordinating_blockers
from practices.models import Practice, Topic
from regions.http import HttpRequest
from regions.models import Membership
from regions.reader import Reader


@login_not_required
@require_safe
def group_list(request: HttpRequest) -> HttpResponse:
    """All groups for members, the public ones' name and theme for others."""
    groups = PeerGroup.objects.visible_to(request.reader).with_numbers()
    context = {
        "groups": groups,
        "may_create": not coordinating_blockers(request.reader),
    }
    return render(request, "peergroups/group_list.html", context)


@login_not_required
@require_safe
def group_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A group: its theme for everybody, people and sessions for members."""
    reader = request.reader
    group = find_group(reader, slug)
    lines = Session.objects.lines_for(reader).filter(group=group).with_event()
    context = {
        "group": group,
        "sessions": lines.order_by("-exchange__starts_on", "-pk"),
        "today": clock.today(),
        "openable": set(
            Session.objects.visible_to(reader).filter(group=group).values_list("pk", flat=True)
        ),
    }
    if reader.is_member:
        context |= people_context(reader, group)
    return render(request, "peergroups/group_detail.html", context)


def find_group(reader: Reader, slug: str) -> PeerGroup:
    groups = PeerGroup.objects.visible_to(reader).select_related("theme")
    return get_object_or_404(groups, slug=slug)


def people_context(reader: Reader, group: PeerGroup) -> dict[str, object]:
    """Who is in the group, with the partner they speak for."""
    members = list(group.memberships.current().select_related("user"))
    held = Membership.objects.visible_to(reader).filter(user__in=[m.user_id for m in members])
    partners = {each.user_id: each for each in held.with_people()}
    manages = PeerGroup.objects.managed_by(reader).filter(pk=group.pk).exists()
    return {
        "members": in_order([(each, partners.get(each.user_id)) for each in members]),
        "own": next((each for each in members if each.user_id == reader.user_id), None),
        "manages": manages,
        "coordinates": not coordinating_blockers(reader),
        "candidates": candidates_for(reader, group, manages) if reader.is_member else [],
    }


def in_order(people: list[tuple[GroupMembership, Membership | None]]) -> list[Any]:
    """Moderators first, then by region."""
    far = 10**6  # who has no partner any more comes last
    return sorted(
        people,
        key=lambda each: (
            not each[0].is_moderator,
            each[1].partner.region.position if each[1] else far,
        ),
    )


def candidates_for(reader: Reader, group: PeerGroup, manages: bool) -> list[Membership]:
    """Whom the reader may add: anybody, or the own partner's people (GR03)."""
    people = Membership.objects.visible_to(reader).in_directory_order()
    if not manages:
        own = Q(partner_id__in=reader.lead_partner_ids) | Q(user_id=reader.user_id)
        people = people.filter(own)
    inside = group.memberships.current().values("user")
    return list(people.exclude(user__in=inside))


def from_topic(request: HttpRequest) -> dict[str, Any]:
    """A group proposed from a topic: its name, question and practices, and their usual theme."""
    wanted = request.GET.get("topic", "")
    topics = Topic.objects.visible_to(request.reader).filter(pk=wanted if wanted.isdecimal() else 0)
    topic = topics.first()
    if topic is None:
        return {}
    listed = Practice.objects.listed_for(request.reader).filter(topic_entry__topic=topic)
    practices = list(listed.by_title().select_related("theme"))
    themes = Counter(each.theme for each in practices if each.theme)
    usual = themes.most_common(1)
    lines = [*([topic.text] if topic.text else []), *(f"- {each.title}" for each in practices)]
    return {
        "name": topic.name,
        "theme": usual[0][0] if usual else None,
        "purpose": "\n".join(lines)[:1000],
    }


@require_http_methods(["GET", "POST"])
def group_new(request: HttpRequest) -> HttpResponse:
    """Make a group."""
    if reasons := coordinating_blockers(request.reader):
        raise NotTheCoordinator(*reasons)
    form = GroupForm(request.POST or None, initial=from_topic(request))
    if request.method == "POST" and form.is_valid():
        made = once(request, lambda: create_group(by=request.reader, **form.cleaned_data))
        messages.success(request, _("The group is there. Now add people."))
        return redirect(made)
    status = 400 if form.is_bound else 200
    return render(request, "peergroups/group_form.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def group_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what a group says of itself."""
    group = find_group(request.reader, slug)
    if reasons := coordinating_blockers(request.reader):
        raise NotTheCoordinator(*reasons)
    initial = {name: getattr(group, name) for name in GroupForm.base_fields}
    form = GroupForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        once(request, lambda: change_group(group=group, by=request.reader, **typed))
        messages.success(request, _("Saved."))
        return redirect(group)
    status = 400 if form.is_bound else 200
    context = {"form": form, "group": group}
    return render(request, "peergroups/group_form.html", context, status=status)


@require_POST
def group_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Take somebody into the group."""
    reader = request.reader
    group = find_member_group(reader, slug)
    people = Membership.objects.visible_to(reader).with_people()
    held = get_object_or_404(people, pk=number(request, "member"))
    once(request, lambda: add_member(group=group, user=held.user, by=reader))
    messages.success(request, _("%(name)s is in the group.") % {"name": held.user})
    return redirect(group)


def find_member_group(reader: Reader, slug: str) -> PeerGroup:
    """A group for those who read its people; who does not, does not know it."""
    if not reader.is_member:
        raise Http404
    return find_group(reader, slug)


def number(request: HttpRequest, name: str) -> int:
    """The id in a field of the form."""
    typed = request.POST.get(name, "")
    if not typed.isdecimal() or len(typed) > 18:
        raise BadInput
    return int(typed)


def membership_in(request: HttpRequest, group: PeerGroup) -> GroupMembership:
    return get_object_or_404(group.memberships.current(), pk=number(request, "membership"))


@require_POST
def group_leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave the group, or take somebody out of it."""
    reader = request.reader
    group = find_member_group(reader, slug)
    membership = membership_in(request, group)
    once(request, lambda: remove_member(membership=membership, by=reader))
    messages.success(request, _("%(name)s has left the group.") % {"name": membership.user})
    return redirect(group)


@require_POST
def group_moderator(request: HttpRequest, slug: str) -> HttpResponse:
    """Appoint or dismiss a moderator."""
    group = find_member_group(request.reader, slug)
    membership = membership_in(request, group)
    appoint = request.POST.get("is_moderator") == "yes"
    once(
        request,
        lambda: appoint_moderator(membership=membership, is_moderator=appoint, by=request.reader),
    )
    messages.success(request, _("Saved."))
    return redirect(group)
