"""The person's own pages."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.actions import choose_colours
from accounts.forms import ColourModeForm
from accounts.http import PersonRequest
from accounts.models import ColourMode
from core.errors import BadInput
from core.idempotency import once


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
