"""The partnership's emblem, at an address that changes with it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from regions.http import HttpRequest
from regions.models import Partnership


@cache_control(public=True, max_age=31_536_000, immutable=True)
@require_safe
@login_not_required
def emblem(request: HttpRequest, digest: str) -> HttpResponse:
    """A PNG that was checked and taken apart when it was uploaded."""
    partnership = get_object_or_404(Partnership.objects.with_emblem(digest))
    return HttpResponse(bytes(partnership.emblem or b""), content_type="image/png")
