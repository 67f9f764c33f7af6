"""A practice and a region in an address: /assessments/pair/<slug>/<NUTS code>/..."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments.actions import remove_mark, set_mark
from assessments.models import MarkKind
from core.idempotency import once
from practices.actions import set_transfer_public
from practices.models import Practice, Transfer
from regions.http import HttpRequest
from regions.models import Region
from regions.reader import Reader


@dataclass(frozen=True)
class Pair:
    practice: Practice
    region: Region


def find_pair(reader: Reader, slug: str, nuts: str) -> Pair:
    """Both must be readable; whether anything may be done with them, the action says."""
    practices = Practice.objects.visible_to(reader).with_card()
    return Pair(
        get_object_or_404(practices, slug=slug, published_revision__isnull=False),
        get_object_or_404(Region.objects.visible_to(reader).with_partner(), code=nuts),
    )


@require_POST
def mark_set(request: HttpRequest, slug: str, nuts: str) -> HttpResponse:
    """Interested, not for us, ask at home: one tap for the own region (T02)."""
    pair = find_pair(request.reader, slug, nuts)
    mark = once(
        request,
        lambda: set_mark(
            practice=pair.practice,
            region=pair.region,
            kind=request.POST.get("kind", ""),
            reason_kind=request.POST.get("reason_kind", ""),
            by=request.reader,
        ),
    )
    if mark.kind == MarkKind.ASK_AT_HOME:
        messages.success(request, _("Marked “Ask at home”. The lead of your region sees it."))
    elif mark.kind == MarkKind.NOT_FOR_US:
        messages.success(request, _("Marked “Not for us”. The lead of your region sees it."))
    else:
        messages.success(request, _("Marked “Interested”."))
    return _back(request, pair, is_marked=True)


@require_POST
def mark_remove(request: HttpRequest, slug: str, nuts: str) -> HttpResponse:
    """Undo one's own mark (T02)."""
    pair = find_pair(request.reader, slug, nuts)
    once(
        request,
        lambda: remove_mark(practice=pair.practice, region=pair.region, by=request.reader),
    )
    messages.success(request, _("Your mark is taken away."))
    return _back(request, pair)


def _back(request: HttpRequest, pair: Pair, *, is_marked: bool = False) -> HttpResponse:
    """To the list of what is for the region, where the mark was set there; else the practice."""
    if request.POST.get("back") != "for_us":
        return redirect(pair.practice)
    query = f"?{urlencode({'marked': pair.practice.slug})}" if is_marked else ""
    return redirect(f"{reverse('for_us')}{query}")


@require_POST
def transfer_public(request: HttpRequest, slug: str, nuts: str) -> HttpResponse:
    """Show the pair's status to everybody, or to members only (T03)."""
    pair = find_pair(request.reader, slug, nuts)
    transfer = get_object_or_404(
        Transfer.objects.visible_to(request.reader), practice=pair.practice, region=pair.region
    )
    is_public = request.POST.get("is_public") == "yes"
    once(
        request,
        lambda: set_transfer_public(transfer=transfer, is_public=is_public, by=request.reader),
    )
    if is_public:
        messages.success(request, _("Everybody can see the status now."))
    else:
        messages.success(request, _("Only members see the status now."))
    return redirect(pair.practice)
