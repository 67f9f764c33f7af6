"""A session: its page, planning it, its agenda, cancelling and closing it."""

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.idempotency import once
from core.panels import shown_at
from exchanges.models import Exchange, Participation
from exchanges.organisers import is_organiser
from peergroups.actions import (
    add_item,
    cancel_session,
    change_minutes,
    change_session,
    close_session,
    create_session,
    move_item,
    remove_item,
)
from peergroups.actions.sessions import NotTheModerator
from peergroups.board import lines_of, rounds_by_item
from peergroups.forms import AgendaItemForm, EventForm, SessionEditForm, SessionForm
from peergroups.meter import read_meter
from peergroups.models import PeerGroup, Session
from peergroups.outcome.reading import read_outcome
from peergroups.people import people_of, with_preparation
from peergroups.preparing.reading import read_preparation
from peergroups.rules import agenda_blockers, cancelling_blockers, managing_blockers
from peergroups.views.find import item_of, managed_session, manages, moderates, session_for
from peergroups.views.groups import number
from practices.models import Practice
from regions.http import HttpRequest
from regions.models import Partner
from regions.reader import Reader


@login_not_required
@require_safe
def session_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Agenda, papers and people of a session (S02, S03)."""
    session = session_for(request.reader, pk)
    return render(request, "peergroups/session_detail.html", page_of(request, session))


def page_of(request: HttpRequest, session: Session) -> dict[str, Any]:
    reader = request.reader
    items = list(session.agenda.select_related("practice__origin_region", "practice__theme"))
    rounds = rounds_by_item(items)
    people = list(with_preparation(people_of(session), session).with_people())
    leads = moderates(reader, session)
    managed = leads or manages(reader, session)
    own = next((each for each in people if is_own(each, reader)), None)
    context = {
        "session": session,
        "exchange": session.exchange,
        "lines": lines_of(session, items, rounds, None),
        "open_round": next((r for own in rounds.values() for r in own if r.is_open), None),
        "shown": any(not r.is_open and r.revealed_at for own in rounds.values() for r in own),
        "people": grouped(people),
        "people_count": len(people),
        "meter": read_meter(people),
        "own": own,
        "moderates": leads,
        "manages": managed,
        "may_plan_agenda": not agenda_blockers(session, any(rounds.values())),
        "may_cancel": not cancelling_blockers(session, any(rounds.values())),
        "may_invite": leads
        or bool(reader.lead_partner_ids)
        or is_organiser(session.exchange, reader),
        "criteria": session.criteria_set.criteria.all(),
        "outcome": read_outcome(
            session,
            rounds,
            items,
            own,
            leads=leads,
            manages=managed,
        ),
        "preparation": read_preparation(
            session, items, people, own, reader, leads=leads, manages=managed
        ),
        "panels": shown_at("session_detail", request, session.pk),
    }
    if leads and session.is_live:
        context["join_url"] = join_address(request, session)
    return context


def is_own(participation: Participation, reader: Reader) -> bool:
    if participation.user_id is not None:
        return participation.user_id == reader.user_id
    return participation.person_key == reader.person_key


def grouped(people: list[Participation]) -> dict[Partner, list[Participation]]:
    found: dict[Partner, list[Participation]] = defaultdict(list)
    for each in people:
        found[each.partner].append(each)
    return dict(found)


def join_address(request: HttpRequest, session: Session) -> str:
    """The whole address behind the QR code."""
    return request.build_absolute_uri(reverse("join_room", args=[session.room_code]))


@require_http_methods(["GET", "POST"])
def session_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Plan a session of a group (S04)."""
    reader = request.reader
    group = get_object_or_404(PeerGroup.objects.visible_to(reader), slug=slug)
    managed = PeerGroup.objects.managed_by(reader).filter(pk=group.pk).exists()
    if reasons := managing_blockers(managed):
        raise NotTheModerator(*reasons)
    coming = Exchange.objects.visible_to(reader).coming(clock.today())
    form = SessionForm(request.POST or None, exchanges=coming)
    if request.method == "POST" and form.is_valid():
        made = once(request, lambda: create_session(**planned(form, group, reader)))
        messages.success(request, _("Planned. Now put practices on the agenda."))
        return redirect("session_agenda", made.pk)
    context = {"form": form, "group": group}
    status = 400 if form.is_bound else 200
    return render(request, "peergroups/session_form.html", context, status=status)


def planned(form: SessionForm, group: PeerGroup, reader: Reader) -> dict[str, Any]:
    typed = form.cleaned_data
    return {
        "group": group,
        "title": typed["title"],
        "criteria_set": typed["criteria_set"],
        "exchange": typed["exchange"],
        "event": form.event(reader.partner),
        "invites_members": typed["invites_members"],
        "by": reader,
    }


@require_http_methods(["GET", "POST"])
def session_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change title and questions."""
    session = managed_session(request.reader, pk)
    own_event = session.has_own_event
    form = SessionEditForm(
        request.POST or None, initial=initial_of(session), is_own_event=own_event
    )
    if request.method == "POST" and form.is_valid():
        changes = {
            "title": form.cleaned_data["title"],
            "criteria_set": form.cleaned_data["criteria_set"],
            "event": form.event(session.exchange),
        }
        once(request, lambda: change_session(session=session, by=request.reader, **changes))
        messages.success(request, _("Saved."))
        return redirect(session)
    context = {"form": form, "session": session}
    status = 400 if form.is_bound else 200
    return render(request, "peergroups/session_edit.html", context, status=status)


def initial_of(session: Session) -> dict[str, Any]:
    event = {name: getattr(session.exchange, name) for name in EventForm.base_fields}
    return event | {"title": session.title, "criteria_set": session.criteria_set_id}


@require_http_methods(["GET", "POST"])
def session_agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """The practices of the session and their order (S05)."""
    session = managed_session(request.reader, pk)
    practices = Practice.objects.listed_for(request.reader).order_by("title_sort", "pk")
    taken = session.agenda.values("practice")
    form = AgendaItemForm(
        request.POST or None, practices=practices.filter(is_stub=False).exclude(pk__in=taken)
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        once(request, lambda: add_item(session=session, by=request.reader, **typed))
        messages.success(request, _("On the agenda."))
        return redirect("session_agenda", session.pk)
    items = list(session.agenda.select_related("practice__origin_region"))
    rounds = rounds_by_item(items)
    context = {
        "form": form,
        "session": session,
        "lines": lines_of(session, items, rounds, None),
        "blockers": agenda_blockers(session, any(rounds.values())),
    }
    status = 400 if form.is_bound else 200
    return render(request, "peergroups/session_agenda.html", context, status=status)


@require_POST
def session_agenda_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a practice change places with its neighbour."""
    session = managed_session(request.reader, pk)
    item = item_of(session, number(request, "item"))
    earlier = request.POST.get("to") != "later"
    once(request, lambda: move_item(item=item, earlier=earlier, by=request.reader))
    return redirect("session_agenda", session.pk)


@require_POST
def session_agenda_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a practice more or less time."""
    session = managed_session(request.reader, pk)
    item = item_of(session, number(request, "item"))
    minutes = number(request, "minutes")
    once(request, lambda: change_minutes(item=item, minutes=minutes, by=request.reader))
    messages.success(request, _("Kept. What comes after it moves."))
    return redirect("session_agenda", session.pk)


@require_POST
def session_agenda_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a practice off the agenda."""
    session = managed_session(request.reader, pk)
    item = item_of(session, number(request, "item"))
    once(request, lambda: remove_item(item=item, by=request.reader))
    messages.success(request, _("Off the agenda."))
    return redirect("session_agenda", session.pk)


@require_POST
def session_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a session in which nobody has answered."""
    session = managed_session(request.reader, pk)
    once(request, lambda: cancel_session(session=session, by=request.reader))
    messages.success(request, _("Cancelled."))
    return redirect(session)


@require_POST
def session_close(request: HttpRequest, pk: int) -> HttpResponse:
    """End the session."""
    session = session_for(request.reader, pk)
    once(request, lambda: close_session(session=session, by=request.reader))
    messages.success(
        request,
        _("The session is closed. Results are provisional until the minutes are confirmed."),
    )
    return redirect(session)
