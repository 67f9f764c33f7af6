"""One question of a version that is being written (CS02)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.actions.criteria_editing import (
    add_criterion,
    change_criterion,
    change_text,
    move_criterion,
    remove_criterion,
    take_criterion,
)
from assessments.forms.questions import CriterionForm, NewCriterionForm, TextForm
from assessments.models import CriteriaSet, Criterion, CriterionText, Dimension
from assessments.questions import rules
from assessments.questions.page import VersionPage
from assessments.views.criteria_sets import find_written, save_as_seen, to_writing
from core.idempotency import once
from core.languages import ANSWERING, ENGLISH
from regions.http import HttpRequest


@require_http_methods(["GET", "POST"])
def criterion_add(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """A new question; into a meeting set, one of the home set."""
    found = find_written(request, code, version)
    page = VersionPage.of(found)
    if request.method == "POST" and (taken := request.POST.get("take")):
        criterion = get_object_or_404(Criterion.objects.newest_of("home"), code=taken)
        once(
            request,
            lambda: take_criterion(criteria_set=found, criterion=criterion, by=request.reader),
        )
        return to_writing(found)
    form = NewCriterionForm(
        request.POST or None,
        taken=page.codes,
        meanings=page.meanings,
        initial={
            "dimension": Dimension.RELEVANCE,
            "code": rules.next_code(Dimension.RELEVANCE, page.all_codes),
        },
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        once(
            request,
            lambda: add_criterion(
                criteria_set=found,
                code=typed["code"],
                dimension=typed["dimension"],
                values=form.words,
                by=request.reader,
            ),
        )
        messages.success(request, _("Added. Now write it in other languages, too."))
        return to_writing(found)
    context = {
        "page": page,
        "form": form,
        "next_feasibility": rules.next_code(Dimension.FEASIBILITY, page.all_codes),
    }
    return render(request, "assessments/questions/add.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def criterion_edit(request: HttpRequest, code: str, version: int, criterion: str) -> HttpResponse:
    """Its words, importance and gate."""
    found, current = find_criterion(request, code, version, criterion)
    seen, theirs = rules.mark_of_criterion(current), None
    form = CriterionForm(request.POST or None, instance=current)
    if request.method == "POST" and form.is_valid():
        sent = request.POST.get("seen", "")
        refusal = save_as_seen(
            request,
            lambda: change_criterion(
                criterion=current, values=form.cleaned_data, seen=sent, by=request.reader
            ),
        )
        if refusal is None:
            return to_writing(found)
        _set, theirs = find_criterion(request, code, version, criterion)
    context = {
        "page": VersionPage.of(found),
        "criterion": current,
        "form": form,
        "seen": seen,
        "theirs": theirs,
    }
    status = 412 if theirs else status_of(form)
    return render(request, "assessments/questions/criterion.html", context, status=status)


@require_http_methods(["GET", "POST"])
def criterion_text(
    request: HttpRequest, code: str, version: int, criterion: str, language: str
) -> HttpResponse:
    """The question in another language, beside the English one."""
    found, current = find_criterion(request, code, version, criterion)
    if language not in ANSWERING or language == ENGLISH:
        raise Http404
    text = text_in(current, language)
    seen, theirs = rules.mark_of_text(text), None
    is_stale = False
    form = TextForm(request.POST or None, instance=text or CriterionText())
    if request.method == "POST" and form.is_valid():
        sent = request.POST.get("seen", "")
        refusal = save_as_seen(
            request,
            lambda: change_text(
                criterion=current,
                language=language,
                words=form.cleaned_data,
                seen=sent,
                by=request.reader,
            ),
        )
        if refusal is None:
            return to_writing(found)
        is_stale = True
        theirs = text_in(find_criterion(request, code, version, criterion)[1], language)
    context = {
        "page": VersionPage.of(found),
        "criterion": current,
        "form": form,
        "seen": seen,
        "theirs": theirs,
        "is_stale": is_stale,
        "language": language,
        "language_name": ANSWERING[language],
    }
    status = 412 if is_stale else status_of(form)
    return render(request, "assessments/questions/text.html", context, status=status)


@require_POST
def criterion_move(request: HttpRequest, code: str, version: int, criterion: str) -> HttpResponse:
    """One place up or down."""
    found, current = find_criterion(request, code, version, criterion)
    once(
        request,
        lambda: move_criterion(
            criterion=current,
            up=request.POST.get("way") == "up",
            seen=request.POST.get("seen", ""),
            by=request.reader,
        ),
    )
    return redirect(f"{to_writing(found)['Location']}#{current.code}")


@require_POST
def criterion_remove(request: HttpRequest, code: str, version: int, criterion: str) -> HttpResponse:
    """Ask it no longer from this version on."""
    found, current = find_criterion(request, code, version, criterion)
    once(
        request,
        lambda: remove_criterion(
            criterion=current, seen=request.POST.get("seen", ""), by=request.reader
        ),
    )
    messages.success(request, _("Removed from this version. Earlier versions keep it."))
    return to_writing(found)


def find_criterion(
    request: HttpRequest, code: str, version: int, criterion: str
) -> tuple[CriteriaSet, Criterion]:
    found = find_written(request, code, version)
    current: Criterion = get_object_or_404(found.criteria.all(), code=criterion)
    return found, current


def text_in(criterion: Criterion, language: str) -> CriterionText | None:
    return next((each for each in criterion.texts.all() if each.language == language), None)


def status_of(form: Any) -> int:
    return 400 if form.errors else 200
