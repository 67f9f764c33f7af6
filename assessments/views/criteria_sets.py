"""Versions of the questions: read by everybody, written by the coordinator (CS01 to CS03)."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.actions.versions import (
    CannotRelease,
    SetChanged,
    change_head,
    discard_version,
    release_version,
    start_version,
    take_back_version,
)
from assessments.forms.questions import SetForm
from assessments.models import CriteriaSet
from assessments.questions import rules
from assessments.questions.differences import differences
from assessments.questions.page import VersionPage
from core.errors import NotAllowed, NotNow, Refusal
from core.idempotency import once
from core.languages import ANSWERING, known_language
from core.public_pages import public_page
from regions.http import HttpRequest


@require_safe
def criteria_set_list(request: HttpRequest) -> HttpResponse:
    """All versions, who uses them, and which one is being written."""
    refuse_others(request)
    versions = list(CriteriaSet.objects.visible_to(request.reader).for_coordinator())
    context = {"sets": by_code(versions)}
    return render(request, "assessments/questions/list.html", context)


@login_not_required
@require_safe
@public_page
def criteria_set_detail(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """One version with its questions, and what changed from the one before."""
    found = find(request, code, version)
    before = CriteriaSet.objects.visible_to(request.reader).before(found).for_reading().first()
    context = {
        "page": VersionPage.of(found),
        "newer": CriteriaSet.objects.visible_to(request.reader).newer_than(found).first(),
        "changes": differences(before, found) if before else None,
        "writes": request.reader.is_coordinator,
    }
    return render(request, "assessments/questions/detail.html", context)


@require_POST
def criteria_set_copy(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a new version from the newest; leads to the one being written."""
    refuse_others(request)
    of_code = CriteriaSet.objects.visible_to(request.reader).for_coordinator().filter(code=code)
    if not of_code:
        raise Http404
    if of_code[0].released_at is None:
        return to_writing(of_code[0])
    made = once(request, lambda: start_version(code=code, by=request.reader))
    return to_writing(made)


@require_http_methods(["GET", "POST"])
def criteria_set_edit(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """The page on which a version is written: its head, its questions, what is missing."""
    found = find_written(request, code, version)
    seen = rules.mark_of_head(found)
    form = SetForm(request.POST or None, instance=found)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        refusal = save_as_seen(
            request,
            lambda: change_head(
                criteria_set=found,
                **form.cleaned_data,
                seen=request.POST.get("seen", ""),
                by=request.reader,
            ),
        )
        if refusal is None:
            return to_writing(found)
    status = refusal.status if refusal else 400 if form.errors else 200
    return show_writing(request, found, form=form, seen=seen, refusal=refusal, status=status)


@require_safe
def criteria_set_preview(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """The questions as a phone shows them, in a language that people may choose."""
    found = find_written(request, code, version, any_state=True)
    language = known_language(request.GET.get("lang", ""))
    context = {
        "page": VersionPage.of(found),
        "cards": [(each, each.said_in(language)) for each in found.criteria.all()],
        "chosen": language,
        "languages": ANSWERING,
    }
    return render(request, "assessments/questions/preview.html", context)


@require_POST
def criteria_set_release(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """From now on new rounds ask it."""
    found = find_written(request, code, version)
    try:
        once(
            request,
            lambda: release_version(
                criteria_set=found, seen=request.POST.get("seen", ""), by=request.reader
            ),
        )
    except CannotRelease as refusal:
        return show_writing(request, found, refusal=refusal, status=refusal.status)
    messages.success(request, _("Released. New rounds ask this version."))
    return redirect(found)


@require_POST
def criteria_set_discard(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """Throw away what is being written."""
    found = find_written(request, code, version)
    once(
        request,
        lambda: discard_version(
            criteria_set=found, seen=request.POST.get("seen", ""), by=request.reader
        ),
    )
    messages.success(request, _("Discarded. The version in use stays."))
    return redirect("criteria_set_list")


@require_POST
def criteria_set_take_back(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """Put a version that nobody has used back into writing."""
    found = find_written(request, code, version, any_state=True)
    once(request, lambda: take_back_version(criteria_set=found, by=request.reader))
    messages.success(request, _("Taken back. New rounds ask the version before."))
    return to_writing(found)


def save_as_seen(request: HttpRequest, change: Callable[[], Model]) -> SetChanged | None:
    """Keep what was typed; the refusal, where somebody changed what this person had seen."""
    try:
        once(request, change)
    except SetChanged as refusal:
        return refusal
    messages.success(request, _("Saved."))
    return None


def refuse_others(request: HttpRequest) -> None:
    """Only the coordinator has the pages of writing."""
    if reasons := rules.coordinating_refusals(request.reader):
        raise NotAllowed(*reasons)


def find(request: HttpRequest, code: str, version: int) -> CriteriaSet:
    readable: QuerySet[CriteriaSet] = CriteriaSet.objects.visible_to(request.reader).for_reading()
    return get_object_or_404(readable, code=code, version=version)


def find_written(
    request: HttpRequest, code: str, version: int, *, any_state: bool = False
) -> CriteriaSet:
    """A version that the coordinator may change now; in use or answered is 409 (CS03)."""
    refuse_others(request)
    found = find(request, code, version)
    if not any_state and (reasons := rules.changing_blockers(found)):
        raise NotNow(*reasons)
    return found


def to_writing(criteria_set: CriteriaSet) -> HttpResponse:
    return redirect("criteria_set_edit", criteria_set.code, criteria_set.version)


def show_writing(
    request: HttpRequest,
    criteria_set: CriteriaSet,
    *,
    form: SetForm | None = None,
    seen: str = "",
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """The writing page; a form that was refused keeps what was typed."""
    # A form that was sent has written what was typed on the instance.
    current = criteria_set
    if status != 200:
        current = find(request, criteria_set.code, criteria_set.version)
    before = CriteriaSet.objects.visible_to(request.reader).before(current).for_reading().first()
    context = {
        "page": VersionPage.of(current),
        "changes": differences(before, current) if before else None,
        "form": form or SetForm(instance=current),
        "seen": seen or rules.mark_of_head(current),
        "refusal": refusal,
    }
    return render(request, "assessments/questions/edit.html", context, status=status)


def by_code(versions: list[CriteriaSet]) -> list[list[CriteriaSet]]:
    """The versions of each set together."""
    codes = dict.fromkeys(each.code for each in versions)
    return [[each for each in versions if each.code == code] for code in codes]
