"""Planning sessions in parallel: a draft that lives in its address, until it is made (S04)."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from core import clock
from core.idempotency import once
from exchanges.models import Exchange, Participation
from peergroups.actions.seating import make_sessions, move_to_session
from peergroups.actions.sessions import NotTheModerator
from peergroups.models import GroupMembership, PeerGroup, Session
from peergroups.planning.draft import Draft, read_pairs
from peergroups.planning.expected import expected_people, read_expected
from peergroups.planning.form import MINUTES, MOST_PRACTICES, MakeForm, PlanForm
from peergroups.planning.meetings import plannable_by
from peergroups.planning.page import PlanPage
from peergroups.rules import coordinating_blockers, managing_blockers
from peergroups.views.find import managed_session
from peergroups.views.groups import number
from practices.models import Practice
from regions.http import HttpRequest
from regions.models import Level, Partner
from regions.reader import Reader

FOUND = 12  # practices of a search


@require_http_methods(["GET", "POST"])
def session_plan(request: HttpRequest) -> HttpResponse:
    """The plan for a meeting, a group, minutes and practices; made on demand."""
    reader = request.reader
    typed = request.POST if request.method == "POST" else request.GET
    form = plan_form(reader, typed)
    if not typed.get("exchange") or not form.is_valid():
        status = 400 if typed.get("exchange") or request.method == "POST" else 200
        return render(request, "peergroups/session_plan.html", {"form": form}, status=status)
    shown = Choice(reader, form, typed)
    draft = draft_of(reader, form, shown.practices, typed)
    if request.method == "GET":
        return show(request, form, shown, draft)
    draft = draft.changed(request.POST)
    if request.POST.get("act") != "make":
        return redirect(draft.address)
    return make(request, form, shown, draft)


def plan_form(reader: Reader, typed: QueryDict) -> PlanForm:
    """The form, for somebody who may plan for a group at all."""
    groups = list(PeerGroup.objects.visible_to(reader).managed_by(reader))
    if reasons := managing_blockers(bool(groups)):
        raise NotTheModerator(*reasons)
    exchanges = list(plannable_by(reader, clock.today()).with_host())
    data = typed.copy()
    data.setdefault("minutes", str(MINUTES))
    data.setdefault("group", groups[0].slug)
    return PlanForm(
        data if typed.get("exchange") else None,
        initial={"minutes": MINUTES, "group": typed.get("group", "")},
        exchanges=exchanges,
        groups=groups,
    )


class Choice:
    """Practices to choose from: those of the draft, those shown at the meeting, those found."""

    def __init__(self, reader: Reader, form: PlanForm, typed: QueryDict) -> None:
        exchange, query = form.chosen_exchange, form.cleaned_data["q"].strip()
        ids = [int(each) for each in typed.getlist("practice") if each.isdecimal()][:MOST_PRACTICES]
        listed = Practice.objects.listed_for(reader).filter(is_stub=False, archived_at=None)
        listed = listed.select_related("origin_region").order_by("title_sort", "pk")
        at_meeting = Q(pk__in=exchange.shown.values("practice"))
        pool = list(listed.filter(Q(pk__in=ids) | at_meeting))
        self.query = query
        picked = set(ids) if "picked" in typed else {each.pk for each in pool[:MOST_PRACTICES]}
        self.practices = tuple(each for each in pool if each.pk in picked)
        self.others = [each for each in pool if each.pk not in picked]
        self.found: list[Practice] = []
        if query:
            known = [each.pk for each in pool]
            matching = Q(title__icontains=query) | Q(origin_region__name__icontains=query)
            self.found = list(listed.filter(matching).exclude(pk__in=known)[:FOUND])


def draft_of(
    reader: Reader, form: PlanForm, practices: tuple[Practice, ...], typed: QueryDict
) -> Draft:
    """The draft that an address or a form speaks of."""
    exchange, group = form.chosen_exchange, form.chosen_group
    people = tuple(Participation.objects.all_of(exchange).taking_part().with_people())
    partners = {each.pk: each for each in Partner.objects.active().with_region().in_strip_order()}
    expected = read_expected(typed, partners)
    present = {each.user_id for each in people if each.user_id}
    standing = GroupMembership.objects.current().filter(group=group, is_moderator=True)
    moderators = [each.user for each in standing.select_related("user")]
    leads = read_pairs(typed.get("leads", ""))
    named = set() if coordinating_blockers(reader) else present
    allowed = {0, *(user.pk for user in moderators), *named}
    return Draft(
        exchange=exchange,
        group=group,
        minutes=form.cleaned_data["minutes"],
        groups=form.cleaned_data["groups"],
        practices=practices,
        people=(*people, *expected_people(expected, partners)),
        standing=tuple(sorted(moderators, key=lambda user: user.pk not in present)),
        seats=read_pairs(typed.get("seats", "")),
        places=read_pairs(typed.get("places", "")),
        leads={group: lead for group, lead in leads.items() if lead in allowed},
        expected=expected,
        partners=tuple(partners.values()),
    )


def show(
    request: HttpRequest,
    form: PlanForm,
    shown: Choice,
    draft: Draft,
    make_form: MakeForm | None = None,
) -> HttpResponse:
    """The page of a plan."""
    leads = leads_for(request.reader, draft)
    page = PlanPage(draft, leads)
    context: dict[str, Any] = {
        "form": form,
        "make_form": make_form or MakeForm(initial={"title": draft.exchange.title[:140]}),
        "choice": shown,
        "draft": draft,
        "page": page,
        "exchange": draft.exchange,
        "leads": leads.values(),
        "levels": Level.choices,
        "sessions": Session.objects.visible_to(request.reader)
        .filter(exchange=draft.exchange, cancelled_at=None)
        .order_by("pk"),
    }
    status = 400 if make_form else 200
    return render(request, "peergroups/session_plan.html", context, status=status)


def leads_for(reader: Reader, draft: Draft) -> dict[int, User]:
    """Who can lead a group: its moderators; for the coordinator, everybody with an account."""
    standing = {user.pk: user for user in draft.standing}
    if coordinating_blockers(reader):
        return standing
    return standing | {each.user.pk: each.user for each in draft.people if each.user}


def make(request: HttpRequest, form: PlanForm, shown: Choice, draft: Draft) -> HttpResponse:
    """Make the sessions of the draft, as it is on the page."""
    make_form = MakeForm(request.POST)
    if not make_form.is_valid():
        return show(request, form, shown, draft, make_form)
    page = PlanPage(draft, leads_for(request.reader, draft))
    tables = page.tables(make_form.cleaned_data["title"])
    made: Exchange = once(
        request,
        lambda: make_sessions(
            exchange=draft.exchange,
            group=draft.group,
            criteria_set=make_form.cleaned_data["criteria_set"],
            tables=tables,
            by=request.reader,
        ),
    )
    count = len(tables)
    said = ngettext("%(n)s session is planned.", "%(n)s sessions are planned.", count)
    messages.success(request, said % {"n": count})
    return redirect(made)


@require_POST
def session_seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Move somebody to another of the parallel sessions, or take somebody in."""
    reader = request.reader
    session = managed_session(reader, pk)
    people = Participation.objects.all_of(session.exchange).taking_part()
    person = get_object_or_404(people.select_related("user"), pk=number(request, "participation"))
    parallel = Session.objects.visible_to(reader).filter(exchange=session.exchange_id)
    target = get_object_or_404(parallel, pk=number(request, "session"))
    once(request, lambda: move_to_session(participation=person, session=target, by=reader))
    said = _("%(name)s sits in “%(session)s” now.")
    messages.success(request, said % {"name": person.name or person.user, "session": target.title})
    return redirect("session_invite", session.pk)
