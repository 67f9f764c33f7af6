"""The fields of strength of a region, kept by its people."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import NotAllowed
from core.idempotency import once
from regions import actions
from regions.forms import StrengthForm
from regions.http import HttpRequest
from regions.models import Region, Strength
from regions.rules import strength_blockers


@require_http_methods(["GET", "POST"])
def strength_list(request: HttpRequest, code: str) -> HttpResponse:
    """The fields of a region, and a form for one more."""
    region = get_object_or_404(Region.objects.visible_to(request.reader), code=code)
    if reasons := strength_blockers(request.reader, region.pk):
        raise NotAllowed(*reasons)
    form = StrengthForm(request.POST or None, region=region)
    if request.method == "POST" and form.is_valid():
        once(
            request,
            lambda: actions.add_strength(by=request.reader, region=region, **form.cleaned_data),
        )
        messages.success(request, _("Added to the page of the region."))
        return redirect("strength_list", code=region.code)
    context = {
        "form": form,
        "region": region,
        "strengths": region.strengths.select_related("industry").order_by("industry__name"),
    }
    status = 400 if form.errors else 200
    return render(request, "regions/strength_list.html", context, status=status)


@require_POST
def strength_remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take one field off the page."""
    readable = Strength.objects.visible_to(request.reader)
    strength = get_object_or_404(readable, pk=pk, region__code=code)
    once(request, lambda: actions.remove_strength(by=request.reader, strength=strength))
    messages.success(request, _("Removed from the page of the region."))
    return redirect("strength_list", code=code)
