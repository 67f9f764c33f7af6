"""Next steps of the regions, and follow-ups."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.idempotency import once
from exchanges.models import Participation
from peergroups.actions import (
    add_follow_up,
    change_follow_up,
    choose_step,
    tick_follow_up,
)
from peergroups.actions.outcome import NotPresent
from peergroups.models import AgendaItem, FollowUp, Session
from peergroups.outcome.forms import FollowUpForm, StepForm
from peergroups.outcome.reading import regions_to_choose
from peergroups.outcome.rules import is_present
from peergroups.people import own_in, people_of
from peergroups.views.find import managed_session, moderates, session_for
from regions.http import HttpRequest
from regions.models import Region

PAGES = {"board": "session_board", "rate": "session_rate", "session": "session_detail"}


def page_before(request: HttpRequest, session: Session, anchor: str) -> str:
    """Where the person came from, of the pages that lead here."""
    said = request.POST.get("back") or request.GET.get("back", "")
    name = PAGES.get(said, "session_detail")
    address = reverse(name, args=[session.pk])
    return address if name == "session_rate" else f"{address}#{anchor}"


def back_of(request: HttpRequest) -> str:
    said = request.POST.get("back") or request.GET.get("back", "")
    return said if said in PAGES else ""


@login_not_required
@require_http_methods(["GET", "POST"])
def session_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the next step of one's own region; the moderator for any in the room."""
    session = session_for(request.reader, pk)
    items = list(session.agenda.select_related("practice__origin_region", "session"))
    regions = regions_of(request, session, items)
    if not regions:
        raise NotPresent
    initial = {"item": request.GET.get("item", ""), "region": regions[0].pk}
    form = StepForm(request.POST or None, items=items, regions=regions, initial=initial)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        once(request, lambda: choose_step(by=request.reader, **typed))
        messages.success(request, _("Kept. The last choice stands."))
        return redirect(page_before(request, session, "steps"))
    context = {
        "form": form,
        "session": session,
        "leave": page_before(request, session, "steps"),
        "back": back_of(request),
    }
    status = 400 if form.is_bound else 200
    return render(request, "peergroups/step_form.html", context, status=status)


def regions_of(request: HttpRequest, session: Session, items: list[AgendaItem]) -> list[Region]:
    """For whom this person may choose: the own region, or all in the room."""
    reader = request.reader
    if moderates(reader, session):
        people = list(people_of(session).with_people())
        found: dict[Region, None] = {}
        for item in items:
            found |= dict.fromkeys(regions_to_choose(item, people))
        return list(found)
    own = own_in(session, reader).taking_part().select_related("partner__region")
    return [each.partner.region for each in own if is_present(each)]


@require_http_methods(["GET", "POST"])
def follow_up_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what somebody of the session will do."""
    session = managed_session(request.reader, pk)
    people = list(people_of(session).with_people())
    items = list(session.agenda.select_related("practice"))
    initial: dict[str, Any] = {"item": request.GET.get("item", "")}
    form = FollowUpForm(request.POST or None, people=people, items=items, initial=initial)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        once(request, lambda: add_follow_up(session=session, by=request.reader, **typed))
        messages.success(request, _("Written down. The owner finds it under “Next for you”."))
        return redirect(page_before(request, session, "to-do"))
    return form_page(request, session, form, people)


@require_http_methods(["GET", "POST"])
def follow_up_change(request: HttpRequest, pk: int, follow_up_pk: int) -> HttpResponse:
    """Change what, who, about which practice or until when."""
    session = managed_session(request.reader, pk)
    found = get_object_or_404(FollowUp.objects.in_session(session), pk=follow_up_pk)
    people = list(people_of(session).with_people())
    items = list(session.agenda.select_related("practice"))
    initial = {name: getattr(found, name) for name in ("text", "due_on")}
    initial |= {"owner": found.owner_id, "item": found.item_id}
    form = FollowUpForm(request.POST or None, people=people, items=items, initial=initial)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        once(request, lambda: change_follow_up(follow_up=found, by=request.reader, **typed))
        messages.success(request, _("Saved."))
        return redirect(page_before(request, session, "to-do"))
    return form_page(request, session, form, people, found)


def form_page(
    request: HttpRequest,
    session: Session,
    form: FollowUpForm,
    people: list[Participation],
    follow_up: FollowUp | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "session": session,
        "follow_up": follow_up,
        "people": people,
        "leave": page_before(request, session, "to-do"),
        "back": back_of(request),
    }
    status = 400 if form.is_bound else 200
    return render(request, "peergroups/follow_up_form.html", context, status=status)


@login_not_required
@require_POST
def follow_up_tick(request: HttpRequest, pk: int, follow_up_pk: int) -> HttpResponse:
    """Say that it is done, or open it again."""
    session = session_for(request.reader, pk)
    rows = FollowUp.objects.in_session(session).select_related("session__exchange")
    found = get_object_or_404(rows, pk=follow_up_pk)
    said = request.POST.get("done", "")
    if said not in {"yes", "no"}:
        raise Http404
    done = said == "yes"
    once(request, lambda: tick_follow_up(follow_up=found, done=done, by=request.reader))
    messages.success(request, _("Done.") if done else _("Open again."))
    return redirect(page_before(request, session, "to-do"))
