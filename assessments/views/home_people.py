"""Who is asked in a round at home: the lead adds, reminds, asks again and leaves out."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments.actions import (
    invite_people,
    remind_all,
    remind_person,
    send_again,
    withdraw_person,
)
from assessments.actions.finishing import NotYourRegion
from assessments.forms import InviteForm, MoveEndForm, PasteForm, PickForm
from assessments.home.page import HomeRoundPage
from assessments.home.people import language_of
from assessments.models import HomeInvitation, Round
from assessments.rules import lead_refusals
from core.errors import BadInput, Refusal
from core.forms import show_refusal
from core.idempotency import once
from core.links import absolute
from regions.http import HttpRequest

type Asking = InviteForm | PasteForm | PickForm


def page_of(request: HttpRequest, round_: Round) -> HomeRoundPage:
    return HomeRoundPage(round_, request.reader)


def show(
    request: HttpRequest,
    page: HomeRoundPage,
    *,
    status: int = 200,
    sent: Asking | None = None,
    move_form: MoveEndForm | None = None,
) -> HttpResponse:
    """The page of a round, for its lead with the forms; `sent` is the one with errors."""
    context: dict[str, object] = {"page": page, "round": page.round, "sent": sent}
    if page.may_lead and page.round.is_open:
        language = {"language": language_of(page.region.code)}
        context |= {
            "link": absolute(reverse("home_round_join", args=[page.round.link_token])),
            "one_form": sent if isinstance(sent, InviteForm) else InviteForm(initial=language),
            "paste_form": sent if isinstance(sent, PasteForm) else PasteForm(initial=language),
            "pick_form": _pick_form(page, sent, language),
            "move_form": move_form or MoveEndForm(initial={"ends_on": page.round.ends_on}),
        }
    return render(request, "assessments/home.html", context, status=status)


def _pick_form(
    page: HomeRoundPage, sent: Asking | None, initial: dict[str, str]
) -> PickForm | None:
    if isinstance(sent, PickForm):
        return sent
    return PickForm(initial=initial, members=page.members) if page.members else None


def _led(request: HttpRequest, pk: int) -> HomeRoundPage:
    """The page of a round that the reader leads; others read it or not, and change nothing."""
    found = Round.objects.at_home_for(request.reader).for_page()
    page = page_of(request, get_object_or_404(found, pk=pk))
    if reasons := lead_refusals(request.reader, page.region):
        raise NotYourRegion(*reasons)
    return page


@require_POST
def home_people_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask one person, several pasted lines, or people with an account (HR01)."""
    page = _led(request, pk)
    form = _form_sent(request, page)
    if not form.is_valid():
        return show(request, page, status=400, sent=form)
    try:
        once(
            request,
            lambda: invite_people(round_=page.round, people=form.people, by=request.reader),
        )
    except Refusal as refusal:
        show_refusal(form, refusal)
        return show(request, page, status=refusal.status, sent=form)
    messages.success(request, _("Asked. Each person gets a letter with a link of their own."))
    return redirect("home_round_detail", pk)


def _form_sent(request: HttpRequest, page: HomeRoundPage) -> Asking:
    match request.POST.get("way"):
        case "lines":
            return PasteForm(request.POST)
        case "accounts":
            return PickForm(request.POST, members=page.members)
    return InviteForm(request.POST)


ACTS: dict[str, Callable[..., HomeInvitation]] = {
    "remind": remind_person,
    "again": send_again,
    "withdraw": withdraw_person,
}


@require_POST
def home_person_act(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """Remind somebody, send the first letter again, or leave somebody out (HR01)."""
    page = _led(request, pk)
    listed = HomeInvitation.objects.visible_to(request.reader)
    invitation = get_object_or_404(listed, pk=person, round=page.round)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise BadInput
    once(request, lambda: act(invitation=invitation, by=request.reader))
    done = {
        "remind": _("%(name)s is reminded."),
        "again": _("The letter goes to %(name)s again, with a new link."),
        "withdraw": _("%(name)s is left out. The link says so."),
    }[request.POST["act"]]
    messages.success(request, done % {"name": invitation.name})
    return redirect("home_round_detail", pk)


@require_POST
def home_remind_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind everybody who has not finished, each at most once in three days (HR01, DB02)."""
    page = _led(request, pk)
    once(request, lambda: remind_all(round_=page.round, by=request.reader))
    messages.success(request, _("Everybody who could be reminded gets a letter."))
    return redirect("home_round_detail", pk)
