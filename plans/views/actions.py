"""One action: read, add, edit, reorder; and the way from a decision into the plan."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.models import Decision
from core import clock
from core.idempotency import once
from core.panels import shown_at
from core.public_pages import public_page
from plans.actions import add_action, edit_action, move_action, take_into_plan
from plans.forms import (
    GAP,
    ActionForm,
    EvidenceForm,
    MilestoneForm,
    NewActionForm,
    ProgressForm,
)
from plans.gaps import Gap
from plans.models import Action, Plan
from plans.rules import (
    OPEN_STATES,
    editing_blockers,
    is_behind,
    leading_refusals,
    writing_refusals,
)
from plans.sources import decisions_to_plan
from plans.timeline import percent_done
from plans.views.plans import find_plan, own_or_404
from regions.http import HttpRequest
from regions.models import Region
from regions.reader import Reader


@login_not_required
@require_safe
@public_page
def action_detail(request: HttpRequest, code: str, number: int, pk: int) -> HttpResponse:
    """One action with its source, milestones, progress and evidence."""
    action = find_action(request.reader, code, number, pk)
    return render(request, "plans/action.html", action_context(request, action))


def action_context(request: HttpRequest, action: Action, **forms: object) -> dict[str, object]:
    """What the action's page shows; a bound form replaces the empty one."""
    reader, today = request.reader, clock.today()
    is_open = action.state in OPEN_STATES
    may_write = not writing_refusals(reader, action.plan.region)
    version = action.plan.versions.latest("number")
    done = percent_done(action)
    return {
        "action": action,
        "plan": action.plan,
        "percent": done,
        "is_behind": is_behind(action, today),
        "is_open": is_open,
        "may_write": may_write,
        "may_lead": not leading_refusals(reader, action.plan.region),
        "may_edit": may_write and not editing_blockers(version),
        "progress_form": ProgressForm(initial={"state": action.state, "percent": done}),
        "milestone_form": MilestoneForm(),
        "evidence_form": EvidenceForm(initial={"dated_on": today}),
        "today": today,
        "panels": shown_at("action_detail", request, action.pk),
        **forms,
    }


@require_http_methods(["GET", "POST"])
def action_new(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Add an action to a draft; `?gap=` and `?practice=` name the gap that it closes."""
    plan = find_plan(request.reader, code, number)
    own_or_404(request.reader, plan.region)
    decisions = decisions_to_plan(request.reader, plan.region)
    gap = Gap.asked(request.GET.get("practice", ""), request.GET.get("gap", ""), request.reader)
    start = {"source": GAP, "title": gap.title} if gap else {}
    form = NewActionForm(request.POST or None, decisions=decisions, gap=gap, initial=start)
    if request.method == "POST" and form.is_valid():
        made = once(
            request,
            lambda: add_action(
                plan=plan, text=form.text, source=form.source_chosen, by=request.reader
            ),
        )
        messages.success(
            request, _("Action %(number)d is in the plan.") % {"number": made.position}
        )
        return redirect(made)
    context = {"form": form, "plan": plan, "gap": gap}
    return render(request, "plans/action_form.html", context, status=400 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def action_edit(request: HttpRequest, code: str, number: int, pk: int) -> HttpResponse:
    action = find_action(request.reader, code, number, pk)
    own_or_404(request.reader, action.plan.region)
    form = ActionForm(request.POST or None, instance=action)
    if request.method == "POST" and form.is_valid():
        once(request, lambda: edit_action(action=action, text=form.text, by=request.reader))
        messages.success(request, _("Saved."))
        return redirect(action)
    context = {"form": form, "plan": action.plan, "action": action}
    return render(request, "plans/action_form.html", context, status=400 if form.is_bound else 200)


@require_POST
def action_move(request: HttpRequest, code: str, number: int, pk: int) -> HttpResponse:
    """One place up, or down."""
    action = find_action(request.reader, code, number, pk)
    own_or_404(request.reader, action.plan.region)
    up = request.POST.get("direction") == "up"
    once(request, lambda: move_action(action=action, up=up, by=request.reader))
    return redirect(action.plan)


@require_http_methods(["GET", "POST"])
def decision_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a decision into a plan of its region that is open for change."""
    reader = request.reader
    readable = Decision.objects.visible_to(reader).select_related("transfer__practice")
    decision = get_object_or_404(readable.select_related("transfer__region"), pk=pk)
    region = decision.transfer.region
    own_or_404(reader, region)
    plans = list(Plan.objects.writable_by(reader).filter(region=region).with_region())
    if request.method == "POST":
        plan = get_object_or_404(
            Plan.objects.visible_to(reader).filter(region=region),
            number=_number(request.POST.get("plan", "")),
        )
        made = once(request, lambda: take_into_plan(decision=decision, plan=plan, by=reader))
        messages.success(request, _("It is in the plan. Finish the action's text."))
        return redirect(made)
    context = {"decision": decision, "plans": plans, "region": region}
    return render(request, "plans/take.html", context)


@require_safe
def gap_plan(request: HttpRequest, code: str, slug: str, kind: str) -> HttpResponse:
    """From a gap to the form of an action: at once where one plan is open for change."""
    reader = request.reader
    region = get_object_or_404(Region.objects.visible_to(reader), code=code)
    own_or_404(reader, region)
    gap = Gap.asked(slug, kind, reader)
    if gap is None:
        raise Http404
    plans = list(Plan.objects.writable_by(reader).filter(region=region).with_region())
    if len(plans) == 1:
        address = reverse("action_new", args=[code, plans[0].number])
        return redirect(f"{address}{gap.query}")
    context = {"gap": gap, "plans": plans, "region": region}
    return render(request, "plans/gap.html", context)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def find_action(reader: Reader, code: str, number: int, pk: int) -> Action:
    """The action of a plan that this reader may read, else 404."""
    readable = Action.objects.visible_to(reader).with_parts()
    return get_object_or_404(
        readable.select_related("plan__region__partner"),
        pk=pk,
        plan__number=number,
        plan__region__code=code,
    )
