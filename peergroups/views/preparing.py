"""Preparing for a session: expectations, case questions, a reminder."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.idempotency import once
from peergroups.actions.preparing import keep_expectation, remind_unprepared, write_case_question
from peergroups.models import Session
from peergroups.preparing.forms import CaseQuestionForm, ExpectationForm
from peergroups.views.find import item_of, managed_session, session_for
from peergroups.views.groups import number
from peergroups.views.sessions import page_of
from regions.http import HttpRequest


@login_not_required
@require_POST
def session_prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what one expects, and whether one has read."""
    session = session_for(request.reader, pk)
    form = ExpectationForm(request.POST)
    if not form.is_valid():
        return page_again(request, session, expectation_form=form)
    typed = form.cleaned_data
    once(request, lambda: keep_expectation(session=session, by=request.reader, **typed))
    return back_to(request, session)


@login_not_required
@require_POST
def case_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the case question of a practice."""
    session = session_for(request.reader, pk)
    item = item_of(session, number(request, "item"))
    form = CaseQuestionForm(request.POST)
    if not form.is_valid():
        return page_again(request, session, case_form=form, case_item=item.pk)
    typed = form.cleaned_data["case_question"]
    once(request, lambda: write_case_question(item=item, question=typed, by=request.reader))
    return back_to(request, session)


@require_POST
def session_remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to those who have not prepared."""
    session = managed_session(request.reader, pk)
    once(request, lambda: remind_unprepared(session=session, by=request.reader))
    messages.success(request, _("The reminder is on its way."))
    return redirect(f"{session.get_absolute_url()}#preparation")


def back_to(request: HttpRequest, session: Session) -> HttpResponse:
    """The page again; htmx takes the panel out of it, which says what is kept."""
    if not request.htmx:
        messages.success(request, _("Saved."))
    return redirect(f"{session.get_absolute_url()}#preparation")


def page_again(request: HttpRequest, session: Session, **forms: object) -> HttpResponse:
    """The page with what was typed and what is wrong with it."""
    context = page_of(request, session) | forms
    return render(request, "peergroups/session_detail.html", context, status=400)
