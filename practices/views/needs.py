"""What a region looks for: its people state it, change it, remove it and bring it back (ND01)."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import Refusal
from core.forms import show_refusal
from core.idempotency import once
from practices.actions.needs import bring_back_need, change_need, remove_need, state_need
from practices.forms.needs import NeedForm
from practices.models import Need
from practices.needs.keeping import kept_of
from practices.refusals import NotYours, refuse
from practices.rules.needs import need_refusals
from regions.http import HttpRequest
from regions.models import Region

UNDO = "need_before"  # of the browser's session: what the last change or removal did away with


@require_http_methods(["GET", "POST"])
def need_list(request: HttpRequest, code: str) -> HttpResponse:
    """What the region looks for, and a form for one more."""
    region = _own_region(request, code)
    form = NeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        entered = form.cleaned_data
        if _do(request, form, lambda: state_need(region=region, by=request.reader, **entered)):
            messages.success(request, _("Added. Members read it on the page of your region."))
            return redirect("need_list", code=code)
    before = request.session.get(UNDO, {})
    context = {
        "form": form,
        "region": region,
        "needs": Need.objects.visible_to(request.reader).filter(region=region).with_words(),
        "before": before if before.get("region") == code else None,
    }
    status = 400 if form.errors else 200
    return render(request, "practices/need_list.html", context, status=status)


@require_http_methods(["GET", "POST"])
def need_change(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Say it in other words; the list offers the way back."""
    need = _own_need(request, code, pk)
    names = ("text", "theme", "industry", "instrument")
    form = NeedForm(request.POST or None, initial={name: getattr(need, name) for name in names})
    if request.method == "POST" and form.is_valid():
        kept, entered = kept_of(need), form.cleaned_data
        if _do(request, form, lambda: change_need(need=need, by=request.reader, **entered)):
            request.session[UNDO] = {"region": code, "is_changed": True, **kept}
            return redirect("need_list", code=code)
    context = {"form": form, "region": need.region, "need": need}
    status = 400 if form.errors else 200
    return render(request, "practices/need_change.html", context, status=status)


@require_POST
def need_remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take it off the page; the list offers to bring it back."""
    need = _own_need(request, code, pk)
    kept = kept_of(need)
    once(request, lambda: remove_need(need=need, by=request.reader))
    request.session[UNDO] = {"region": code, "is_changed": False, **kept}
    return redirect("need_list", code=code)


@require_POST
def need_undo(request: HttpRequest, code: str) -> HttpResponse:
    """Undo the last change or removal."""
    region = _own_region(request, code)
    kept = request.session.get(UNDO, {})
    if kept.get("region") != code:
        raise Http404
    once(request, lambda: bring_back_need(region=region, kept=kept, by=request.reader))
    del request.session[UNDO]
    messages.success(request, _("It is as it was before."))
    return redirect("need_list", code=code)


def _own_region(request: HttpRequest, code: str) -> Region:
    region = get_object_or_404(Region.objects.visible_to(request.reader), code=code)
    refuse(NotYours, need_refusals(request.reader, region.pk))
    return region


def _own_need(request: HttpRequest, code: str, pk: int) -> Need:
    _own_region(request, code)
    needs = Need.objects.visible_to(request.reader).select_related("region")
    return get_object_or_404(needs, pk=pk, region__code=code)


def _do(request: HttpRequest, form: NeedForm, effect: Callable[[], Need]) -> bool:
    """Whether it was done; else the form says why not, and keeps what was typed."""
    try:
        once(request, effect)
    except Refusal as refusal:
        show_refusal(form, refusal)
        return False
    return True
