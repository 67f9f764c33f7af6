"""What the lead and the coordinator do with a published practice: archive, restore, take down."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.idempotency import once
from practices.actions import archive, change_address, restore, take_down
from practices.actions.address import AddressTaken
from practices.forms import AddressForm, TakeDownForm
from practices.models import Practice
from practices.refusals import NotAsThingsAre, NotYours, refuse
from practices.rules import (
    archive_blockers,
    archiving_refusals,
    take_down_blockers,
    taking_down_refusals,
)
from practices.slugs import address_blockers, address_refusals
from regions.http import HttpRequest


@require_http_methods(["GET", "POST"])
def practice_archive(request: HttpRequest, slug: str) -> HttpResponse:
    """Archive a practice, after asking (P14)."""
    practice = _practice(request, slug)
    refuse(NotYours, archiving_refusals(request.reader, practice.partner))
    if request.method == "POST":
        once(request, lambda: archive(practice=practice, by=request.reader))
        messages.success(request, _("Archived. It is no longer in the list; its page stays."))
        return redirect(practice)
    refuse(NotAsThingsAre, archive_blockers(practice))
    return render(request, "practices/archive.html", {"practice": practice})


@require_POST
def practice_restore(request: HttpRequest, slug: str) -> HttpResponse:
    """Bring an archived practice back (P14)."""
    practice = _practice(request, slug)
    once(request, lambda: restore(practice=practice, by=request.reader))
    messages.success(request, _("Restored. It is in the list again."))
    return redirect(practice)


@require_http_methods(["GET", "POST"])
def practice_take_down(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a practice down, with the reason (P16)."""
    practice = _practice(request, slug)
    refuse(NotYours, taking_down_refusals(request.reader))
    form = TakeDownForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        once(request, lambda: take_down(practice=practice, reason=reason, by=request.reader))
        messages.success(request, _("Taken down. Its address says that it is gone."))
        return redirect("practice_list")
    refuse(NotAsThingsAre, take_down_blockers(practice))
    context = {"practice": practice, "form": form}
    status = 400 if form.is_bound else 200
    return render(request, "practices/take_down.html", context, status=status)


@require_http_methods(["GET", "POST"])
def practice_address(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a published practice another address; the old one leads to it."""
    practice = _practice(request, slug)
    refuse(NotYours, address_refusals(request.reader))
    refuse(NotAsThingsAre, address_blockers(practice))
    form = AddressForm(request.POST or None, initial={"slug": practice.slug})
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data["slug"]
        try:
            once(request, lambda: change_address(practice=practice, slug=wanted, by=request.reader))
        except AddressTaken as refusal:
            form.add_error("slug", str(refusal.sentence))
        else:
            messages.success(request, _("The address is changed. The old one leads here."))
            return redirect("practice_detail", slug=wanted)
    context = {"practice": practice, "form": form, "former": practice.former_slugs.all()}
    status = 400 if form.is_bound else 200
    return render(request, "practices/address.html", context, status=status)


def _practice(request: HttpRequest, slug: str) -> Practice:
    """A practice whose page this person may open, else 404."""
    return get_object_or_404(Practice.objects.visible_to(request.reader).with_page(), slug=slug)
