"""What a round said: by region for those of the session, one by one for its moderators."""

from collections import defaultdict
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.actions import Answer, record_for_table, record_on_behalf, void_rating
from assessments.distributions import StillBlind, distributions_of
from assessments.forms import value_of
from assessments.models import Rating, Round, Seat
from assessments.rules import is_origin
from core.errors import BadInput
from core.idempotency import once
from peergroups.forms import ReasonForm, RecordForm
from peergroups.models import Session
from peergroups.people import people_of
from peergroups.rules import is_shown, order_in_words
from peergroups.views.board import private
from peergroups.views.find import moderated_session, moderates, round_of, session_for
from peergroups.views.groups import number
from regions.http import HttpRequest
from regions.models import Region


@login_not_required
@require_safe
def session_answers(request: HttpRequest, pk: int, round_pk: int) -> HttpResponse:
    """The answers of a round by region, without names, as the wall shows them (R05, R06)."""
    session = session_for(request.reader, pk)
    found = round_of(session, round_pk)
    if not is_shown(found):
        raise StillBlind
    context = {
        "session": session,
        "round": found,
        "practice": found.revision.practice,
        "words": order_in_words(found.number),
        "answers": distributions_of(found, for_wall=True),
    }
    return private(render(request, "peergroups/answers.html", context))


@login_not_required
@require_safe
def session_single_answers(request: HttpRequest, pk: int, round_pk: int) -> HttpResponse:
    """Answers one by one with names, for the moderators alone (R04)."""
    session = session_for(request.reader, pk)
    if not moderates(request.reader, session):
        raise Http404
    found = round_of(session, round_pk)
    if not is_shown(found):
        raise StillBlind
    ratings = Rating.objects.visible_to(request.reader).filter(seat__round=found)
    by_seat: dict[Seat, list[Rating]] = defaultdict(list)
    for each in (
        ratings.with_words()
        .select_related("seat__user")
        .order_by("seat__region__position", "seat_id", "criterion__position")
    ):
        by_seat[each.seat].append(each)
    context = {
        "session": session,
        "round": found,
        "practice": found.revision.practice,
        "words": order_in_words(found.number),
        "by_seat": dict(by_seat),
    }
    return private(render(request, "peergroups/single_answers.html", context))


@require_POST
def session_void(request: HttpRequest, pk: int) -> HttpResponse:
    """Declare an answer void (R10)."""
    session = moderated_session(request.reader, pk)
    ratings = Rating.objects.visible_to(request.reader).filter(seat__round__in=session.rounds)
    rating = get_object_or_404(ratings.select_related("seat"), pk=number(request, "rating"))
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise BadInput(_("Write the reason in a few words: it is kept with the answer."))
    reason = form.cleaned_data["reason"]
    once(request, lambda: void_rating(rating=rating, reason=reason, by=request.reader))
    messages.success(request, _("Void. It stays in the history and does not count."))
    return redirect("session_single_answers", session.pk, rating.seat.round_id)


@require_http_methods(["GET", "POST"])
def session_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter an answer for somebody present, or one agreed value of a table (R07)."""
    session = moderated_session(request.reader, pk)
    latest = session.rounds.select_related("revision__practice", "criteria_set")
    found = latest.order_by("pk").last()
    if found is None:
        raise Http404
    form = record_form(request, session, found)
    if request.method == "POST" and form.is_valid():
        once(request, lambda: record(request, form, found))
        messages.success(request, _("Entered. The person can contest it."))
        who = urlencode({"who": form.cleaned_data["who"]})
        return redirect(f"{reverse('session_record', args=[session.pk])}?{who}")
    context = {
        "form": form,
        "session": session,
        "round": found,
        "practice": found.revision.practice,
        "words": order_in_words(found.number),
    }
    return private(
        render(request, "peergroups/record.html", context, status=400 if form.is_bound else 200)
    )


def record_form(request: HttpRequest, session: Session, found: Round) -> RecordForm:
    practice = found.revision.practice
    people = people_of(session).with_people()
    regions: dict[Region, None] = dict.fromkeys(each.partner.region for each in people)
    return RecordForm(
        request.POST if request.method == "POST" else None,
        initial={"who": request.GET.get("who", "")},  # as the board links to somebody
        criteria_set=found.criteria_set,
        seats=Seat.objects.led_by(request.reader).in_round(found),
        tables=[region for region in regions if not is_origin(practice, region)],
    )


def record(request: HttpRequest, form: RecordForm, found: Round) -> Rating:
    typed = form.cleaned_data
    answer = Answer(typed["criterion"], value_of(typed["answer"]))
    if typed["who"] in form.seats:
        return record_on_behalf(
            seat=form.seats[typed["who"]],
            answer=answer,
            reason=typed["reason"],
            by=request.reader,
        )
    region = form.tables[typed["who"]]
    return record_for_table(round_=found, region=region, answer=answer, by=request.reader)
