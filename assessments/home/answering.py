"""Whose answers are given, at which address, and in which language."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation.trans_real import parse_accept_lang_header

from assessments.models import HomeInvitation, Seat
from core.errors import Gone, Refusal
from core.languages import ANSWERING, ENGLISH, in_language, known_language
from regions.http import HttpRequest
from regions.reader import Reader

CHOSEN: Final = "answers_in"  # in the browser's session, before there is a seat


@dataclass(frozen=True)
class Place:
    """A seat in a round at home, the address where it answers, and who answers there.

    The bearer of a personal link answers as whoever the link was sent to: their seat is the one
    thing that the link opens.
    """

    seat: Seat
    by: Reader
    address: str
    invitation: HomeInvitation | None = None

    @property
    def codes(self) -> list[str]:
        """The questions that a colleague passed on; empty: all are asked."""
        return self.invitation.codes if self.invitation else []


def bearer_of(seat: Seat) -> Reader:
    """The reader for a seat: rights of an account are read now, not when the link was sent."""
    if seat.user_id:
        return Reader.for_user(seat.user_id)
    return Reader(person_key=seat.person_key)


def language_for(
    request: HttpRequest, *, seat: Seat | None = None, invitation: HomeInvitation | None = None
) -> str:
    """As the seat says, else as chosen on this page, as asked for, or as the browser prefers."""
    if seat and seat.language:
        return known_language(seat.language)
    if invitation:
        return known_language(invitation.language)
    if chosen := request.session.get(CHOSEN):
        return known_language(chosen)
    return _preferred(request.headers.get("Accept-Language", ""))


def _preferred(header: str) -> str:
    for code, _weight in parse_accept_lang_header(header):
        if (short := code.partition("-")[0]) in ANSWERING:
            return short
    return ENGLISH


def spoken(request: HttpRequest, language: str, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer in that language; refusals, too, without the frame of the site around them."""
    with in_language(language):
        try:
            response = answer()
        except Refusal as refusal:
            reasons = [str(each) for each in refusal.reasons]
            context = {"reasons": reasons, "ended": isinstance(refusal, Gone)}
            response = render(
                request, "assessments/home_refused.html", context, status=refusal.status
            )
    response.headers["Content-Language"] = language
    patch_cache_control(response, private=True, no_store=True)
    return response
