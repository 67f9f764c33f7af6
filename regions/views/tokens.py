"""The tokens with which one's own programs read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.errors import Refusal
from core.idempotency import once
from regions import actions
from regions.forms import TokenForm
from regions.http import HttpRequest
from regions.models import ApiToken


@never_cache
@require_http_methods(["GET", "POST"])
def token_list(request: HttpRequest) -> HttpResponse:
    """One's own tokens, and a form for a new one, which is shown once."""
    reader = request.reader
    partners = [each.partner for each in reader.memberships]
    form = TokenForm(request.POST or None, partners=partners)
    refusal, made = None, None
    if request.method == "POST" and form.is_valid():
        try:
            made = once(request, lambda: actions.make_api_token(by=reader, **form.cleaned_data))
        except Refusal as error:
            refusal = error
        else:
            form = TokenForm(partners=partners)
    context = {
        "form": form,
        "made": made,
        "refusal": refusal,
        "tokens": ApiToken.objects.visible_to(reader).open_at(clock.now()),
    }
    status = refusal.status if refusal else 400 if form.errors else 201 if made else 200
    return render(request, "regions/token_list.html", context, status=status)


@require_POST
def token_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own tokens."""
    token = get_object_or_404(ApiToken.objects.visible_to(request.reader), pk=pk)
    once(request, lambda: actions.revoke_api_token(by=request.reader, token=token))
    messages.success(request, _("The token opens nothing any more."))
    return redirect("token_list")
