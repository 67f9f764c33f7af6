"""The minutes for guests, by the link that they got by mail; and what was entered for them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.actions import contest_rating
from assessments.models import Rating
from assessments.querysets import RatingQuerySet
from assessments.rules import contesting_blockers
from core import clock
from core.idempotency import once
from core.signed_links import LinkClosed, SignedLink, page_of_link
from exchanges.models import Participation
from peergroups.actions import note_reading
from peergroups.minutes import files
from peergroups.minutes.blocks import version_lines
from peergroups.minutes.content import Content, content_of, people_with_duties
from peergroups.models import Minutes
from peergroups.querysets import MINUTES_LINK
from peergroups.views.groups import number
from peergroups.views.minutes import reading_of
from peergroups.views.minutes_files import download
from regions.http import HttpRequest
from regions.reader import Reader

EVENT = ("session__exchange__host__region", "session__group__theme", "session__criteria_set")


def opened_by_link(token: str) -> tuple[Minutes, Reader]:
    """The minutes of a link that was mailed to a guest (LK01), and the guest whom it stands for."""
    link = SignedLink.read(token, MINUTES_LINK)
    opened = Minutes.objects.opened_by(Reader(link=link)).select_related(*EVENT)
    minutes: Any = opened.first()
    if minutes is None:
        raise LinkClosed
    return minutes, Reader(link=link, person_key=minutes.bearer_key)


def content_by_link(minutes: Minutes, people: list[Participation] | None = None) -> Content:
    earlier = Minutes.objects.of(minutes.session).filter(version=minutes.version - 1)
    replaced = earlier.first() if minutes.version > 1 else None
    return content_of(minutes.session, minutes, replaced, people)


def entered_for(bearer: Reader, minutes: Minutes) -> RatingQuerySet:
    """The guest's answers of this session that a moderator entered (R09)."""
    entered: RatingQuerySet = Rating.objects.entered_for(bearer)
    return entered.filter(seat__round__in=minutes.session.rounds)


@login_not_required
@require_safe
@page_of_link
def minutes_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The minutes alone, for a guest who got the link by mail."""
    minutes, bearer = opened_by_link(token)
    people = people_with_duties(minutes.session, minutes)
    content = content_by_link(minutes, people)
    now = clock.now()
    context = {
        "minutes": minutes,
        "content": content,
        "token": token,
        "reading": reading_of(minutes, people, place_of_bearer(people, bearer)),
        "version_lines": version_lines(content, minutes.sha256),
        "entered": [
            (each, contesting_blockers(each.tap, now)) for each in entered_for(bearer, minutes)
        ],
    }
    return render(request, "peergroups/minutes_by_link.html", context)


def place_of_bearer(people: list[Participation], bearer: Reader) -> Participation | None:
    return next((each for each in people if each.person_key == bearer.person_key), None)


@login_not_required
@require_POST
@page_of_link
def minutes_read_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Say that one has read them; to open the link alone says nothing."""
    minutes, bearer = opened_by_link(token)
    place = place_of_bearer(people_with_duties(minutes.session, minutes), bearer)
    if place is None:
        raise LinkClosed
    once(request, lambda: note_reading(minutes=minutes, place=place, by=bearer))
    messages.success(request, _("Thank you. Others see how many have read them, not who."))
    return redirect("minutes_by_link", token)


@login_not_required
@require_safe
@page_of_link
def minutes_pdf_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same as PDF."""
    minutes, _bearer = opened_by_link(token)
    content = files.pdf_of(content_by_link(minutes), minutes.sha256)
    return download(content, files.PDF, minutes, "pdf")


@login_not_required
@require_POST
@page_of_link
def contest_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Object to an answer that the moderator entered, as the guest whom the link stands for."""
    minutes, bearer = opened_by_link(token)
    rating = get_object_or_404(entered_for(bearer, minutes), pk=number(request, "rating"))
    once(request, lambda: contest_rating(rating=rating, by=bearer))
    messages.success(request, _("Marked as not yours. The moderator sees it."))
    return redirect("minutes_by_link", token)
