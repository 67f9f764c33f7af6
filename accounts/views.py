"""The person's own pages."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions import choose_colours, edit_profile
from accounts.forms import ColourModeForm, ProfileForm
from accounts.http import PersonRequest
from accounts.models import ColourMode
from core.errors import BadInput
from core.idempotency import once


@require_http_methods(["GET", "POST"])
def profile(request: PersonRequest) -> HttpResponse:
    """The person's own name, language, colours and consents (U03)."""
    user = request.user
    start = {name: getattr(user, name) for name in ProfileForm.base_fields}
    form = ProfileForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        entered = form.cleaned_data | {"colour_mode": ColourMode(form.cleaned_data["colour_mode"])}
        once(request, lambda: edit_profile(by=request.reader, user=user, **entered))
        messages.success(request, _("Your profile is saved."))
        return redirect("profile")
    status = 400 if form.errors else 200
    return render(request, "accounts/profile.html", {"form": form}, status=status)


@require_POST
def colour_mode(request: PersonRequest) -> HttpResponse:
    """Keep the choice of light, dark or automatic, and go back to the page it came from."""
    form = ColourModeForm(request.POST)
    if not form.is_valid():
        raise BadInput
    mode = ColourMode(form.cleaned_data["colour_mode"])
    once(request, lambda: choose_colours(by=request.reader, user=request.user, mode=mode))
    return HttpResponseRedirect(_back(request))


def _back(request: PersonRequest) -> str:
    """The page the form was on, if it is one of ours."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return wanted
    return resolve_url("home")
