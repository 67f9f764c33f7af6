"""The list of plans, one plan, and what happens to it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.idempotency import once
from core.panels import shown_at
from core.public_pages import public_page
from plans.actions import (
    adopt_plan,
    create_plan,
    delete_plan,
    edit_plan,
    start_new_version,
    submit_plan,
    take_back_to_draft,
)
from plans.figures import figures_of
from plans.forms import AdoptForm, PlanForm
from plans.models import Plan
from plans.refusals import NotYourPlan, refuse
from plans.rules import editing_blockers, leading_refusals, submit_blockers, writing_refusals
from plans.sources import decisions_to_plan
from plans.timeline import timeline_of
from regions.http import HttpRequest
from regions.models import Region
from regions.reader import Reader


@login_not_required
@require_safe
@public_page
def plan_list(request: HttpRequest) -> HttpResponse:
    """All plans that the reader may read, the own region's first."""
    plans = list(Plan.objects.visible_to(request.reader).with_region().with_counts())
    plans.sort(key=lambda plan: plan.region_id != request.reader.region_id)
    return render(request, "plans/list.html", {"plans": plans, "region": None})


@login_not_required
@require_safe
@public_page
def region_plans(request: HttpRequest, code: str) -> HttpResponse:
    """The plans of one region."""
    region = find_region(request.reader, code)
    plans = Plan.objects.visible_to(request.reader).filter(region=region)
    context = {
        "region": region,
        "plans": list(plans.with_region().with_counts()),
        "may_write": not writing_refusals(request.reader, region),
    }
    return render(request, "plans/list.html", context)


@login_not_required
@require_safe
@public_page
def plan_detail(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One plan: figures, time line, actions."""
    plan = find_plan(request.reader, code, number)
    reader, today = request.reader, clock.today()
    version = plan.latest_version
    actions = list(plan.actions.visible_to(reader).in_order().with_parts())
    may_write = not writing_refusals(reader, plan.region)
    context = {
        "plan": plan,
        "version": version,
        "figures": figures_of(actions, today),
        "timeline": timeline_of(plan, actions, today),
        "today": today,
        "may_write": may_write,
        "may_lead": not leading_refusals(reader, plan.region),
        "is_open": not editing_blockers(version),
        "submit_blockers": submit_blockers(version, len(actions)),
        "adopt_form": AdoptForm(initial={"adopted_on": today}),
        "waiting": decisions_to_plan(reader, plan.region) if may_write else [],
        "panels": shown_at("plan_detail", request, plan.pk),
    }
    return render(request, "plans/detail.html", context)


@require_http_methods(["GET", "POST"])
def plan_new(request: HttpRequest, code: str) -> HttpResponse:
    """Start a plan for the own region."""
    region = find_region(request.reader, code)
    own_or_404(request.reader, region)
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        plan = once(request, lambda: create_plan(region=region, text=form.text, by=request.reader))
        messages.success(request, _("The plan is started. Add its first action."))
        return redirect(plan)
    status = 400 if form.is_bound else 200
    context = {"form": form, "region": region}
    return render(request, "plans/form.html", context, status=status)


@require_http_methods(["GET", "POST"])
def plan_edit(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Change the general part of a draft."""
    plan = find_plan(request.reader, code, number)
    own_or_404(request.reader, plan.region)
    form = PlanForm(request.POST or None, instance=plan)
    if request.method == "POST" and form.is_valid():
        once(request, lambda: edit_plan(plan=plan, text=form.text, by=request.reader))
        messages.success(request, _("Saved."))
        return redirect(plan)
    status = 400 if form.is_bound else 200
    context = {"form": form, "region": plan.region, "plan": plan}
    return render(request, "plans/form.html", context, status=status)


@require_POST
def plan_submit(request: HttpRequest, code: str, number: int) -> HttpResponse:
    plan = find_plan(request.reader, code, number)
    once(request, lambda: submit_plan(plan=plan, by=request.reader))
    messages.success(request, _("The plan is submitted. Note here when it was adopted."))
    return redirect(plan)


@require_POST
def plan_back_to_draft(request: HttpRequest, code: str, number: int) -> HttpResponse:
    plan = find_plan(request.reader, code, number)
    once(request, lambda: take_back_to_draft(plan=plan, by=request.reader))
    messages.success(request, _("The plan is a draft again."))
    return redirect(plan)


@require_POST
def plan_adopt(request: HttpRequest, code: str, number: int) -> HttpResponse:
    plan = find_plan(request.reader, code, number)
    refuse(NotYourPlan, leading_refusals(request.reader, plan.region))
    form = AdoptForm(request.POST)
    if not form.is_valid():
        return render(request, "plans/adopt.html", {"form": form, "plan": plan}, status=400)
    day = form.cleaned_data["adopted_on"]
    once(request, lambda: adopt_plan(plan=plan, adopted_on=day, by=request.reader))
    messages.success(request, _("The plan is adopted and locked as it is."))
    return redirect(plan)


@require_POST
def plan_new_version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    plan = find_plan(request.reader, code, number)
    once(request, lambda: start_new_version(plan=plan, by=request.reader))
    messages.success(request, _("You can change the plan again. The adopted version is kept."))
    return redirect(plan)


@require_POST
def plan_delete(request: HttpRequest, code: str, number: int) -> HttpResponse:
    plan = find_plan(request.reader, code, number)
    region = once(request, lambda: delete_plan(plan=plan, by=request.reader))
    messages.success(request, _("The draft is deleted."))
    return redirect("region_plans", region.code)


def own_or_404(reader: Reader, region: Region) -> None:
    """PL02, N01, N02: for people of other regions the pages of writing do not exist."""
    if writing_refusals(reader, region):
        raise Http404


def find_region(reader: Reader, code: str) -> Region:
    return get_object_or_404(Region.objects.visible_to(reader).with_partner(), code=code)


def find_plan(reader: Reader, code: str, number: int) -> Plan:
    """The plan if this reader may read it, else 404."""
    readable = Plan.objects.visible_to(reader).with_region()
    return get_object_or_404(readable, region__code=code, number=number)
