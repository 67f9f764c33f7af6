"""Joining a room by its code: a name from the list, no account, no password."""

from collections import defaultdict
from typing import Final, TypedDict

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from core.errors import BadInput, NotAllowed
from core.idempotency import once
from core.limits import address_of, check, count
from exchanges.models import Participation
from peergroups.actions import join_as_guest
from peergroups.forms import AddressForm, CodeForm
from peergroups.models import Session
from peergroups.people import guests_of
from peergroups.room_codes import read_code
from peergroups.views.groups import number
from regions.http import HttpRequest
from regions.middleware import GUEST_KEY
from regions.models import Region

TRIES = 20


class Limit(TypedDict):
    at_most: int
    seconds: int
    sentence: str | Promise


WRONG_CODES: Final[Limit] = {  # from one address
    "at_most": TRIES,
    "seconds": 600,
    "sentence": gettext_lazy(
        "Too many wrong codes came from here. Wait ten minutes, or ask the moderator."
    ),
}


class HasAccount(NotAllowed):
    sentence = gettext_lazy(
        "You are signed in. Go on with your account, or sign out to join under a guest’s name."
    )


@login_not_required
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Type the code from the wall."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        if known(request, code) is not None:
            return redirect("join_room", code)
        form.add_error("code", _("No room has this code now. Look at the wall again."))
    status = 400 if form.is_bound else 200
    return render(request, "peergroups/join.html", {"form": form}, status=status)


def known(request: HttpRequest, code: str) -> Session | None:
    """The session of a code; wrong codes from one address are counted, and then no code opens."""
    address = address_of(request)
    check("join", address, **WRONG_CODES)
    session = Session.objects.by_room_code(code).with_event().first()
    if session is None:
        count("join", address, **WRONG_CODES)
    return session


@login_not_required
@require_http_methods(["GET", "POST"])
def join_room(request: HttpRequest, code: str) -> HttpResponse:
    """Pick the own name; the browser then holds its key."""
    session = known(request, read_code(code))
    if session is None:  # answered, not raised: an exception would take the count back
        form = CodeForm({"code": code})
        form.is_valid()
        form.add_error("code", _("No room has this code now. Look at the wall again."))
        return render(request, "peergroups/join.html", {"form": form}, status=404)
    if request.method == "POST":
        return take_name(request, session)
    return render(request, "peergroups/join_name.html", names_context(request, session))


def names_context(
    request: HttpRequest, session: Session, form: AddressForm | None = None
) -> dict[str, object]:
    """Guests by region, those who match the search; people with accounts sign in instead."""
    people = guests_of(session)
    wanted = request.GET.get("q", "").strip()[:100]
    names: dict[Region, list[Participation]] = defaultdict(list)
    for each in people:
        region = each.partner.region
        if wanted.casefold() in f"{each.name} {region.name}".casefold():
            names[region].append(each)
    return {
        "session": session,
        "names": dict(names),
        "query": wanted,
        "has_guests": bool(people),
        "own_key": request.reader.person_key,
        "form": form or AddressForm(),
        "chosen": request.POST.get("who", ""),
        "rate_url": reverse("session_rate", args=[session.pk]),
    }


def take_name(request: HttpRequest, session: Session) -> HttpResponse:
    if request.reader.is_signed_in:
        raise HasAccount
    if not request.POST.get("who"):
        raise BadInput(_("Tap your name first."))
    people = guests_of(session)
    person = get_object_or_404(people, pk=number(request, "who"))
    form = AddressForm(request.POST)
    if not form.is_valid():
        context = names_context(request, session, form)
        return render(request, "peergroups/join_name.html", context, status=400)
    address = form.cleaned_data["email"]
    joined = once(
        request,
        lambda: join_as_guest(
            session=session, participation=person, address=address, by=request.reader
        ),
    )
    request.session.cycle_key()  # what was known of this browser before opens nothing
    request.session[GUEST_KEY] = str(joined.person_key)
    return redirect("session_ready", session.pk)
