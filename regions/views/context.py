"""What a region has: written and confirmed by its people, or confirmed by whoever was asked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.errors import NotAllowed
from core.idempotency import once
from core.signed_links import LinkClosed, SignedLink, page_of_link
from regions import actions
from regions.context.asking import CONTEXT_LINK, context_refusals, opens
from regions.context.entering import ContextForm, both, start_of
from regions.context.profile import Profile
from regions.http import HttpRequest
from regions.models import ContextItem, Region
from regions.reader import Reader


@require_http_methods(["GET", "POST"])
def context_edit(request: HttpRequest, code: str) -> HttpResponse:
    """All kinds on one page, saved together; 412 with both texts when somebody was faster."""
    profile = _own_profile(request, code)
    if request.method == "GET":
        return _show(request, profile, ContextForm(initial=start_of(profile)))
    form = ContextForm(request.POST)
    if not form.is_valid():
        return _show(request, profile, form, status=400)
    try:
        once(
            request,
            lambda: actions.save_context(
                by=request.reader, region=profile.region, lines=form.lines, seen=form.prints
            ),
        )
    except actions.ContextOvertaken as overtaken:
        return _show(request, overtaken.theirs, both(form, overtaken.theirs), status=412)
    messages.success(request, _("Saved. Everybody can read it now."))
    return redirect(f"{profile.region.get_absolute_url()}#context")


@require_POST
def context_confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Everything still true, with one click."""
    region = get_object_or_404(Region.objects.visible_to(request.reader), code=code)
    once(request, lambda: actions.confirm_context(by=request.reader, region=region))
    messages.success(request, _("Confirmed. The page of the region says so."))
    return redirect(f"{region.get_absolute_url()}#context")


@require_http_methods(["GET", "POST"])
@login_not_required
@page_of_link
def context_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The profile and one button, for whoever holds the link that was mailed (LK01)."""
    bearer = Reader(link=SignedLink.read(token, CONTEXT_LINK))
    region = Region.objects.asked_of(bearer).first()
    if region is None:
        raise LinkClosed
    items = ContextItem.objects.visible_to(bearer).filter(region=region)
    profile = Profile.of(region, items, clock.today())
    if not opens(bearer.link, profile):
        raise LinkClosed
    if request.method == "POST":
        once(request, lambda: actions.confirm_context(by=bearer, region=region))
        messages.success(request, _("Thank you. Everything is confirmed, and the page says so."))
        return redirect(f"{region.get_absolute_url()}#context")
    return render(request, "regions/context_by_link.html", {"region": region, "profile": profile})


def _own_profile(request: HttpRequest, code: str) -> Profile:
    region = get_object_or_404(Region.objects.visible_to(request.reader), code=code)
    if reasons := context_refusals(request.reader, region.pk):
        raise NotAllowed(*reasons)
    items = ContextItem.objects.visible_to(request.reader).filter(region=region)
    return Profile.of(region, items, clock.today())


def _show(
    request: HttpRequest, profile: Profile, form: ContextForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "region": profile.region,
        "profile": profile,
        "form": form,
        "is_stale": status == 412,
    }
    return render(request, "regions/context_edit.html", context, status=status)
