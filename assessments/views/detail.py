"""The page of one assessment, and what the region does on it."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.actions import finish_assessment, record_mitigation, reopen_assessment
from assessments.deciding.forms import Paper
from assessments.deciding.page import DecidingForm, Standing
from assessments.forms import FinishForm, MitigationForm
from assessments.gaps.reading import rows_of
from assessments.gaps.shown import Gaps
from assessments.kernel import GateState
from assessments.models import Assessment
from assessments.obstacles import Obstacle
from assessments.page import AssessmentPage
from assessments.reasons.fitting import fitting_reason
from assessments.rules import region_refusals
from core.errors import Refusal
from core.forms import show_refusal
from core.idempotency import once
from core.panels import shown_at
from regions.http import HttpRequest


@dataclass(frozen=True)
class ObstaclePanel:
    """An obstacle with the form of its answer, where this reader may answer."""

    obstacle: Obstacle
    form: MitigationForm | None


@require_safe
def assessment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The suggestion with its reasons and its doubts, and what the region makes of it."""
    return show(request, find(request, pk))


@require_POST
def mitigation_save(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Answer an obstacle (MI01); for anybody but the region's people there is no such page."""
    assessment = find(request, pk)
    criterion = get_object_or_404(assessment.criteria_set.criteria.all(), code=code)
    if region_refusals(request.reader, assessment.transfer.region):
        raise Http404
    form = MitigationForm(request.POST, prefix=code)
    if not form.is_valid():
        return show(request, assessment, mitigation_form=form, status=400)
    values = form.cleaned_data
    once(
        request,
        lambda: record_mitigation(
            assessment=assessment,
            criterion=criterion,
            text=values["text"],
            owner=values["owner"],
            due_on=values["due_on"],
            by=request.reader,
        ),
    )
    messages.success(request, _("Your answer is saved."))
    return redirect(assessment)


@require_POST
def assessment_finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Make it final; with gaps only with a reason (A03)."""
    assessment = find(request, pk)
    form = FinishForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        once(
            request,
            lambda: finish_assessment(assessment=assessment, reason=reason, by=request.reader),
        )
    except Refusal as refusal:
        if refusal.status != 409 or assessment.is_final:
            raise
        show_refusal(form, refusal)
        return show(request, assessment, finish_form=form, status=refusal.status)
    messages.success(request, _("The assessment is final."))
    return redirect(assessment)


@require_POST
def assessment_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a final assessment again (A05)."""
    assessment = find(request, pk)
    once(request, lambda: reopen_assessment(assessment=assessment, by=request.reader))
    messages.success(request, _("The assessment is open again."))
    return redirect(assessment)


def find(request: HttpRequest, pk: int) -> Assessment:
    """The assessment with all its page names and what its text needs, if it may be opened."""
    region = OuterRef(OuterRef("transfer__region"))
    origin = OuterRef(OuterRef("transfer__practice__origin_region"))
    rows = rows_of(OuterRef("revision"), region, origin, request.reader)
    readable = Assessment.objects.visible_to(request.reader).for_page().with_moves()
    found: Assessment = get_object_or_404(readable.annotate(gap_rows=rows), pk=pk)
    return found


def needs_of(page: AssessmentPage) -> Gaps:
    """What the assessed text needs, beside what the region has."""
    rows = getattr(page.assessment, "gap_rows", ())  # by find()
    return Gaps(page.practice, page.region, page.reader, rows)


def show(
    request: HttpRequest,
    assessment: Assessment,
    *,
    mitigation_form: MitigationForm | None = None,
    finish_form: FinishForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with the form that was sent where something was wrong with it."""
    page = AssessmentPage(assessment, request.reader)
    needs = needs_of(page)
    context = {
        "page": page,
        "obstacle_panels": panels_of(page, mitigation_form),
        "mitigation_form": mitigation_form,
        "finish_form": finish_form or FinishForm(),
        "needs": needs,
        "deciding": _deciding(request, page, needs) if page.may_lead else None,
        "standing": Standing(page.decision, page.region, request.reader, is_in_force=True)
        if page.decision
        else None,
        # Upper apps come first in the registry; along the thread they come last.
        "panels": shown_at("assessment_detail", request, assessment.pk)[::-1],
        "decision_panels": shown_at("decision", request, page.decision.pk) if page.decision else (),
    }
    return render(request, "assessments/detail.html", context, status=status)


def _deciding(request: HttpRequest, page: AssessmentPage, needs: Gaps) -> DecidingForm:
    before = page.decision
    blocking = [each.criterion for each in page.gates if each.state == GateState.BLOCKING]
    return DecidingForm(
        paper=Paper.empty().with_reason(*fitting_reason(blocking, needs)),
        practice=page.practice,
        region=page.region,
        gaps=page.decision_gaps,
        is_final=page.assessment.is_final,
        before=before,
        obstacles=page.obstacles,
        panels=shown_at("deciding", request, before.pk) if before else (),
    )


def panels_of(page: AssessmentPage, sent: MitigationForm | None) -> list[ObstaclePanel]:
    """Each obstacle; open ones with an empty form, answered ones with their answer in it."""
    panels = []
    for each in page.obstacles:
        form = None
        if page.may_answer:
            form = MitigationForm(instance=each.answer, prefix=each.criterion.code)
            if sent is not None and sent.prefix == each.criterion.code:
                form = sent
        panels.append(ObstaclePanel(each, form))
    return panels
