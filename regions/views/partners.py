"""Partners join, are renamed and leave: the coordinator's pages (G04)."""

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import NotAllowed
from core.idempotency import once
from regions import actions
from regions.actions.partners import NewPartner
from regions.forms import NewPartnerForm, PartnerNamesForm, PartnershipForm
from regions.http import HttpRequest
from regions.models import Partner, Partnership
from regions.rules import deactivation_blockers, partner_blockers


@require_http_methods(["GET", "POST"])
def partnership_edit(request: HttpRequest) -> HttpResponse:
    """The partnership's names, funding sentence and places elsewhere."""
    if reasons := partner_blockers(request.reader):
        raise NotAllowed(*reasons)
    partnership = get_object_or_404(Partnership.objects.for_frame())
    form = PartnershipForm(request.POST or None, initial=model_to_dict(partnership))
    if request.method == "POST" and form.is_valid():
        once(
            request,
            lambda: actions.edit_partnership(
                by=request.reader, partnership=partnership, **form.cleaned_data
            ),
        )
        messages.success(request, _("Saved. It stands at the foot of every page."))
        return redirect("region_list")
    status = 400 if form.errors else 200
    return render(request, "regions/partnership_form.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def partner_create(request: HttpRequest) -> HttpResponse:
    """A partner with its region."""
    if reasons := partner_blockers(request.reader):
        raise NotAllowed(*reasons)
    form = NewPartnerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        entered = form.cleaned_data
        new = NewPartner(
            organisation=entered["organisation"],
            short=entered["short"],
            region=entered["region_name"],
            code=entered["code"],
            short_code=entered["short_code"],
            country=entered["code"][:2],
        )
        partner = once(request, lambda: actions.create_partner(by=request.reader, new=new))
        messages.success(request, _("The partner has joined. Now invite its lead."))
        return redirect("region_detail", code=partner.region.code)
    context = {"form": form}
    status = 400 if form.errors else 200
    return render(request, "regions/partner_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
def partner_edit(request: HttpRequest, code: str) -> HttpResponse:
    """New names; the NUTS code stays, because addresses and records use it."""
    partner = _partner(request, code)
    start = {
        "organisation": partner.organisation,
        "short": partner.short,
        "region_name": partner.region.name,
    }
    form = PartnerNamesForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        once(
            request,
            lambda: actions.rename_partner(by=request.reader, partner=partner, **form.cleaned_data),
        )
        messages.success(request, _("The new names are saved."))
        return redirect("region_detail", code=code)
    context = {"form": form, "partner": partner, "blockers": deactivation_blockers(partner)}
    status = 400 if form.errors else 200
    return render(request, "regions/partner_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
def partner_deactivate(request: HttpRequest, code: str) -> HttpResponse:
    """Asks once more, then lets the partner leave."""
    partner = _partner(request, code)
    if request.method == "POST":
        once(request, lambda: actions.deactivate_partner(by=request.reader, partner=partner))
        messages.success(request, _("The partner has left. What it did stays readable."))
        return redirect("region_list")
    context = {
        "partner": partner,
        "blockers": deactivation_blockers(partner),
        "people": partner.memberships.active().count(),
    }
    return render(request, "regions/partner_leave.html", context)


def _partner(request: HttpRequest, code: str) -> Partner:
    """The partner of that code, if the reader may change partners."""
    readable = Partner.objects.visible_to(request.reader).with_region()
    partner = get_object_or_404(readable, region__code=code)
    if reasons := partner_blockers(request.reader):
        raise NotAllowed(*reasons)
    return partner
