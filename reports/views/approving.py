"""The steering committee answers, locks and publishes."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.errors import Refusal
from core.idempotency import once
from regions.http import HttpRequest
from regions.models import Partner
from regions.reader import Reader
from reports.actions import answer_approval, lock_report, publish_report
from reports.drawing import vote_bar
from reports.finding import in_words, vote_sentence
from reports.forms import AnswerForm
from reports.models import Report
from reports.page import missing_regions
from reports.refusals import NotYourReport, refuse
from reports.rules import answer_blockers, lock_blockers, seat_of, steering_refusals
from reports.sheet import sheet_of
from reports.views.lookup import find_report, votes_on


@require_safe
def report_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """The seats with their answers, the own answer, and what stands against locking."""
    refuse(NotYourReport, _watching_refusals(request.reader))
    report = find_report(request.reader, pk)
    if report.is_locked:
        return redirect(report)
    return render(request, "reports/approve.html", approve_context(request, report))


def _watching_refusals(reader: Reader) -> list[Any]:
    return [] if reader.is_coordinator else steering_refusals(reader)


def approve_context(
    request: HttpRequest, report: Report, form: AnswerForm | None = None
) -> dict[str, Any]:
    """What the page shows; a bound form replaces the empty one."""
    reader, sheet = request.reader, sheet_of(report)
    votes = votes_on(reader, sheet)
    own = votes.seat_of(seat_of(reader))
    given = own.approval if own and own.is_current else None
    initial = {"seen": sheet.sha256}
    if given:
        initial |= {"answer": given.answer, "remark": given.remark}
    partners = list(Partner.objects.visible_to(reader).active().with_region().in_strip_order())
    return {
        "report": report,
        "content": sheet.content,
        "sheet": sheet,
        "fingerprint": _grouped(sheet.sha256),
        "votes": votes,
        "bar": vote_bar(votes),
        "say": vote_sentence(votes),
        "quorum_words": in_words(votes.quorum),
        "own": own,
        "form": form or AnswerForm(initial=initial),
        "may_answer": own is not None and not answer_blockers(report),
        "blockers": lock_blockers(
            report,
            ends_on=report.period.ends_on,
            agree=votes.agree,
            object_=votes.object_,
            quorum=votes.quorum,
            today=clock.today(),
        ),
        "is_steering": not steering_refusals(reader),
        "missing": missing_regions(sheet.content, [each.region.name for each in partners]),
        "partners": partners,
    }


def _grouped(sha256: str) -> str:
    """The first sixteen digits, four by four, as people compare them."""
    return " ".join(sha256[start : start + 4] for start in range(0, 16, 4))


@require_POST
def report_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree, agree with a remark, or object."""
    reader = request.reader
    refuse(NotYourReport, steering_refusals(reader))
    report = find_report(reader, pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            once(request, lambda: answer_approval(report=report, **form.cleaned_data, by=reader))
        except Refusal as refusal:
            if refusal.status != 400:
                raise
            form.add_error("remark", [str(reason) for reason in refusal.reasons])
        else:
            messages.success(request, _("Your answer is kept. You can change it until the lock."))
            return redirect("report_approve", pk)
    context = approve_context(request, report, form)
    return render(request, "reports/approve.html", context, status=400)


@require_POST
def report_lock(request: HttpRequest, pk: int) -> HttpResponse:
    """Lock what was seen; whoever locks has given the password again just now."""
    refuse(NotYourReport, steering_refusals(request.reader))
    report = find_report(request.reader, pk)
    try:
        locked: HttpResponse = _lock(request, report)
    except ReauthenticationRequired:
        messages.info(request, _("Enter your password once more; then lock the report."))
        back = urlencode({"next": reverse("report_approve", args=[pk])})
        return redirect(f"{reverse('account_reauthenticate')}?{back}")
    return locked


@reauthentication_required  # type: ignore[untyped-decorator]  # allauth has no types here
def _lock(request: HttpRequest, report: Report) -> HttpResponse:
    seen = request.POST.get("seen", "")
    once(request, lambda: lock_report(report=report, seen=seen, by=request.reader))
    messages.success(request, _("The report is locked. Nobody can change it any more."))
    return redirect(report)


@require_POST
def report_publish(request: HttpRequest, pk: int) -> HttpResponse:
    refuse(NotYourReport, steering_refusals(request.reader))
    report = find_report(request.reader, pk)
    once(request, lambda: publish_report(report=report, by=request.reader))
    messages.success(request, _("The report is published. Everybody can read it."))
    return redirect(report)
