"""Stopping the weekly letter from the letter itself: no login, one click (RFC 8058)."""

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.actions import stop_letters
from accounts.models import User
from clusterix.letter.actions import STOP
from core.idempotency import once
from core.signed_links import LinkClosed, SignedLink, page_of_link
from regions.http import HttpRequest
from regions.reader import Reader


@require_http_methods(["GET", "POST"])
@csrf_exempt  # mail programs send it by themselves; the signed address is what counts
@login_not_required
@page_of_link
def letter_stop(request: HttpRequest, token: str) -> HttpResponse:
    """The page asks; sending its form, or a mail program's POST, stops the letter at once (LK01).

    The answer to POST is a page: a mail program must not be sent elsewhere.
    """
    link = SignedLink.read(token, STOP)
    person = User.people.opened_by(link).first()
    if person is None:
        raise LinkClosed
    if request.method == "POST" and person.wants_digest:
        once(request, partial(stop_letters, by=Reader(), user=person, changes=link.on_record))
    is_stopped = request.method == "POST" or not person.wants_digest
    return render(request, "letter/stop.html", {"is_stopped": is_stopped})
