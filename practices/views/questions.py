"""Questions to an owner: the public form, the coordinator's list, the owner's answer."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import InvalidPage, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import limits
from core.errors import BadInput, Refusal
from core.forms import show_refusal
from core.guard import PAGE
from core.idempotency import once
from practices.actions import (
    answer_question,
    ask_owner_question,
    decline,
    pass_on,
    show_answer,
)
from practices.actions.questions import Asked
from practices.forms import AnswerForm, DeclineForm, QuestionForm
from practices.models import OwnerQuestion, Practice
from practices.reading.page import find_practice
from practices.refusals import NotAsThingsAre, NotYours, refuse
from practices.talking.asking import (
    PER_DAY_ABOUT_ONE,
    PER_HOUR,
    answer_blockers,
    answering_refusals,
    asking_refusals,
    moderate_blockers,
    moderating_refusals,
    question_blockers,
    show_blockers,
)
from regions.http import HttpRequest

ROWS: Final = 25
HOUR, DAY = 3_600, 86_400  # seconds
OFFERED: Final = gettext_lazy(
    "Question and answer stand on the page once the coordinator has read them."
)


@require_http_methods(["GET", "POST"])
@login_not_required
def question_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Anybody asks the owner of a practice something; the coordinator reads it first (OW01)."""
    practice = find_practice(request.reader, slug)
    refuse(NotYours, asking_refusals(request.reader))
    refuse(NotAsThingsAre, question_blockers(practice))
    form = QuestionForm(request.POST or None, initial=known_of(request))
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid() and form.is_of_machine:
            return redirect(practice)  # it learns nothing
        if form.is_valid():
            try:
                ask(request, practice, form)
            except limits.TooMany as refusal:
                show_refusal(form, refusal)
                status = refusal.status
            else:
                messages.success(
                    request, _("Sent. The coordinator reads it, and the answer comes by mail.")
                )
                return redirect(practice)
    context = {"practice": practice, "form": form}
    return render(request, "practices/question_new.html", context, status=status)


def known_of(request: HttpRequest) -> dict[str, str]:
    """What people who signed in need not type."""
    if not request.user.is_authenticated:
        return {}
    partner = request.reader.partner
    return {
        "name": str(request.user.name),
        "email": str(request.user.email),
        "organisation": partner.organisation if partner else "",
    }


def ask(request: HttpRequest, practice: Practice, form: QuestionForm) -> OwnerQuestion:
    """Send the question, as often as the limits allow; raises `TooMany`."""
    limits.count(
        "question",
        limits.address_of(request),
        at_most=PER_HOUR,
        seconds=HOUR,
        sentence=_("You asked several questions within an hour. Send this one a little later."),
    )
    limits.count(
        "question-about",
        str(practice.pk),
        at_most=PER_DAY_ABOUT_ONE,
        seconds=DAY,
        sentence=_("Many people asked about this practice today. Send your question tomorrow."),
    )
    entered = form.cleaned_data
    asked = Asked(
        name=entered["name"],
        organisation=entered["organisation"],
        email=entered["email"],
        text=entered["text"],
        language=get_language() or "en",
    )
    return once(
        request, lambda: ask_owner_question(practice=practice, asked=asked, by=request.reader)
    )


@require_safe
def question_list(request: HttpRequest) -> HttpResponse:
    """For the coordinator all questions, for a partner those passed on to it (OW02)."""
    questions = OwnerQuestion.objects.visible_to(request.reader).with_practice().in_order()
    try:
        page = Paginator(questions, ROWS).page(request.GET.get("page") or "1")
    except InvalidPage:
        raise BadInput(PAGE) from None
    return render(request, "practices/questions.html", {"page": page})


@require_safe
def question_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One question with what its reader can do about it."""
    return _page(request, _question(request, pk))


@require_POST
def question_pass_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand it to the owner's people (OW03)."""
    question = _question(request, pk)
    once(request, lambda: pass_on(question=question, by=request.reader))
    messages.success(request, _("Passed on. The owner's people get a mail."))
    return redirect("question_list")


@require_POST
def question_decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not pass it on, with the reason (OW03)."""
    question = _question(request, pk)
    refuse(NotYours, moderating_refusals(request.reader))
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _page(request, question, decline_form=form)
    reason = form.cleaned_data["reason"]
    try:
        once(request, lambda: decline(question=question, reason=reason, by=request.reader))
    except Refusal as refusal:
        return _page(request, question, decline_form=form, refusal=refusal)
    messages.success(request, _("Declined. The person who asked gets the reason by mail."))
    return redirect("question_list")


@require_POST
def question_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer it (OW02)."""
    question = _question(request, pk)
    refuse(NotYours, answering_refusals(request.reader, question))
    form = AnswerForm(request.POST, is_read_first=bool(moderating_refusals(request.reader)))
    if not form.is_valid():
        return _page(request, question, answer_form=form)
    entered = form.cleaned_data
    try:
        answered = once(
            request, lambda: answer_question(question=question, by=request.reader, **entered)
        )
    except Refusal as refusal:
        return _page(request, question, answer_form=form, refusal=refusal)
    messages.success(request, _("Answered. The person who asked gets it by mail."))
    if answered.is_offered:
        messages.info(request, OFFERED)
    return redirect(question)


@require_POST
def question_show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show question and answer on the page of the practice, or take them from it (OW01)."""
    question = _question(request, pk)
    is_public = request.POST.get("is_public") == "yes"
    was_public = question.is_public
    shown = once(
        request,
        lambda: show_answer(question=question, is_public=is_public, by=request.reader),
    )
    if shown.is_offered:
        said = str(OFFERED)
    elif shown.is_public:
        said = _("Question and answer stand on the page.")
    else:
        said = _("Taken from the page.") if was_public else _("They stay off the page.")
    messages.success(request, said)
    return redirect(question)


def _question(request: HttpRequest, pk: int) -> OwnerQuestion:
    """A question that this person may read, else 404."""
    return get_object_or_404(
        OwnerQuestion.objects.visible_to(request.reader).with_practice(), pk=pk
    )


def _page(
    request: HttpRequest,
    question: OwnerQuestion,
    *,
    answer_form: AnswerForm | None = None,
    decline_form: DeclineForm | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    reader = request.reader
    form = answer_form or decline_form
    is_moderator = not moderating_refusals(reader)
    may_answer = not answering_refusals(reader, question)
    context: dict[str, Any] = {
        "question": question,
        "practice": question.practice,
        "can_read_practice": Practice.objects.visible_to(reader)
        .filter(pk=question.practice_id)
        .exists(),
        "refusal": refusal,
        "form": form,
        "is_moderator": is_moderator,
        "can_moderate": is_moderator and not moderate_blockers(question),
        "can_answer": may_answer and not answer_blockers(question),
        "can_show": may_answer and not show_blockers(question),
        "answer_form": answer_form
        or AnswerForm(auto_id="answer_%s", is_read_first=not is_moderator),
        "decline_form": decline_form or DeclineForm(auto_id="decline_%s"),
    }
    status = refusal.status if refusal else 400 if form else 200
    return render(request, "practices/question.html", context, status=status)
