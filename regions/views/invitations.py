"""Inviting people, and the page that an invitation opens."""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from core import clock
from core.errors import NotAllowed, Refusal
from core.forms import show_refusal
from core.idempotency import once
from core.ui.dates import day
from regions import actions
from regions.forms import InviteForm, WelcomeForm
from regions.http import HttpRequest
from regions.models import Invitation, Membership, Partner, hash_of
from regions.rules import invitation_state_blockers


@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """The form, and the invitations that nobody has taken up yet."""
    reader = request.reader
    partners = Partner.objects.inviting(reader).with_region()
    wanted = request.POST.get("partner") or request.GET.get("partner") or ""
    if not (partners.filter(pk=wanted) if wanted.isdecimal() else partners).exists():
        raise NotAllowed(_("Only the lead of this partner or the coordinator can invite people."))
    form = InviteForm(
        request.POST or None,
        partners=partners,
        can_name_leads=reader.is_coordinator or reader.is_admin,
        can_name_coordinators=reader.is_admin,
        initial={"partner": wanted or reader.partner_id},
    )
    if request.method == "POST" and form.is_valid() and _send(request, form):
        return redirect("invite")
    readable = Invitation.objects.visible_to(reader)
    context = {"form": form, "waiting": readable.open_at(clock.now()).with_partner()}
    status = 400 if form.errors else 200
    return render(request, "regions/invite.html", context, status=status)


def _send(request: HttpRequest, form: InviteForm) -> bool:
    """Invite; a refusal becomes an error of the form, so that nothing typed is lost."""
    try:
        made = once(request, lambda: actions.invite(by=request.reader, **form.cleaned_data))
    except Refusal as refusal:
        show_refusal(form, refusal)
        return False
    sentence = _("The invitation to %(email)s is on its way. It can be used until %(day)s.")
    last_day = day(localdate(made.expires_at))
    messages.success(request, sentence % {"email": made.email, "day": last_day})
    return True


@require_POST
def invitation_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the link of an invitation open nothing any more."""
    readable = Invitation.objects.visible_to(request.reader)
    found = get_object_or_404(readable, pk=pk)
    once(request, lambda: actions.withdraw_invitation(by=request.reader, invitation=found))
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("invite")


@never_cache
@require_http_methods(["GET", "POST"])
@login_not_required
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What the link in the mail opens; opening it changes nothing."""
    found = get_object_or_404(Invitation.objects.by_token_hash(hash_of(token)))
    holder = User.people.active().filter(email__iexact=found.email).first()
    is_own = holder is not None and holder.pk == request.reader.user_id
    if found.used_at and is_own:
        return redirect("home")
    if holder is not None:
        form = None
    else:
        form = WelcomeForm(request.POST or None, initial={"name": found.name})
    if request.method == "POST" and (form is None or form.is_valid()):
        return _accept(request, found, form)
    context = {
        "invitation": found,
        "form": form,
        "is_own": is_own,
        "blockers": invitation_state_blockers(found, clock.now()),
    }
    status = 400 if form is not None and form.errors else 200
    return render(request, "regions/invitation.html", context, status=status)


def _accept(request: HttpRequest, found: Invitation, form: WelcomeForm | None) -> HttpResponse:
    """Take the invitation up; a new account is signed in right away."""
    entered: dict[str, Any] = {}
    if form is not None:
        entered = {"name": form.cleaned_data["name"], "password": form.cleaned_data["password"]}
    membership: Membership = once(
        request,
        lambda: actions.accept_invitation(by=request.reader, invitation=found, **entered),
    )
    sentence = _("Welcome. You now act for %(partner)s.")
    user = membership.user
    if request.user.pk != user.pk:
        if is_mfa_enabled(user):
            messages.success(request, _("Your account is open again. Sign in with both steps."))
            return redirect("account_login")
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    messages.success(request, sentence % {"partner": membership.partner.organisation})
    return redirect("home")
