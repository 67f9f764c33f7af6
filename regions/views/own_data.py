"""What is kept about oneself: read it, take it along, ask for its end."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.security import security_events_of
from core import personal_data
from core.idempotency import once
from core.personal_data import OnErasure
from regions import actions
from regions.http import PersonHttpRequest


@never_cache
@require_safe
def own_data(request: PersonHttpRequest) -> HttpResponse:
    """Which tables hold something about the person, and what erasure would do to them."""
    stays = {
        str(entry.model_class._meta.verbose_name_plural).capitalize(): entry.on_erasure
        is OnErasure.KEEP
        for entry in personal_data.registered()
        if entry.owner
    }
    context = {"tables": sorted(stays.items()), "events": security_events_of(request.user)}
    return render(request, "regions/own_data.html", context)


@never_cache
@require_safe
def own_data_download(request: PersonHttpRequest) -> HttpResponse:
    """Everything kept about the person, as JSON; nobody else can fetch it (U10)."""
    response = JsonResponse(
        personal_data.export(request.user),
        json_dumps_params={"indent": 2, "ensure_ascii": False},
    )
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@require_http_methods(["GET", "POST"])
def own_erasure(request: PersonHttpRequest) -> HttpResponse:
    """Ask the administrators to erase one's account (U11)."""
    if request.method == "POST":
        once(request, lambda: actions.ask_for_erasure(by=request.reader, user=request.user))
        messages.success(request, _("The administrators were asked by mail. They have one month."))
        return redirect("own_data")
    return render(request, "regions/own_erasure.html")
