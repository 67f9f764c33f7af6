"""Partner regions and their pages; everybody can read them."""

from collections import Counter
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.errors import NotAllowed
from core.idempotency import once
from core.panels import shown_at
from core.public_pages import public_page
from regions import actions
from regions.context.asking import context_refusals
from regions.context.profile import Profile
from regions.countries import country_name
from regions.figures import RegionFigure, all_figures_of, figures_for
from regions.forms import ProfileForm
from regions.http import HttpRequest
from regions.map import Drawing, Point, draw
from regions.models import ContextItem, Level, Membership, Region
from regions.rules import partner_blockers, profile_blockers, strength_blockers


@dataclass(frozen=True)
class Row:
    """A region in the list with its figures, one per column."""

    region: Region
    country: str
    figures: list[RegionFigure | None]
    is_me: bool


@require_safe
@login_not_required
@public_page
def region_list(request: HttpRequest) -> HttpResponse:
    """The partner regions on a map and, with the same links and numbers, in a table."""
    found = Region.objects.visible_to(request.reader).active().with_partner().in_strip_order()
    regions = list(found)
    columns = figures_for(request, [region.pk for region in regions])
    rows = [
        Row(
            region=region,
            country=country_name(region.country),
            figures=[column.get(region.pk) for column in columns],
            is_me=region.pk == request.reader.region_id,
        )
        for region in regions
    ]
    context = {
        "rows": rows,
        "columns": [next(iter(column.values())).name for column in columns if column],
        "country_count": len({region.country for region in regions}),
        "drawing": map_of(rows),
        "unplaced": [row for row in rows if row.region.latitude is None],
        "may_add": not partner_blockers(request.reader) and request.reader.is_coordinator,
    }
    return render(request, "regions/region_list.html", context)


def map_of(rows: list[Row]) -> Drawing:
    """The first figure of each region is its number on the map."""
    points = []
    for row in rows:
        figure = row.figures[0] if row.figures else None
        points.append(
            Point(
                region=row.region,
                url=row.region.get_absolute_url(),
                count=figure.count if figure else None,
                words=figure.words if figure else "",
                is_me=row.is_me,
            )
        )
    return draw(points, by_area=True)


@require_safe
@login_not_required
@public_page
def region_detail(request: HttpRequest, code: str) -> HttpResponse:
    """What a region is, what it is good at, and what it does with practices."""
    reader = request.reader
    region = get_object_or_404(Region.objects.visible_to(reader).with_partner(), code=code)
    said = ContextItem.objects.visible_to(reader).filter(region=region)
    context = {
        "region": region,
        "profile": Profile.of(region, said, clock.today()),
        "may_write_context": not context_refusals(reader, region.pk),
        "partner": getattr(region, "partner", None),
        "country": country_name(region.country),
        "is_me": region.pk == reader.region_id,
        "figures": all_figures_of(request, region.pk),
        "strengths": region.strengths.select_related("industry").order_by("industry__name"),
        "contacts": Membership.objects.contacts_for(reader).filter(partner__region=region),
        "levels": people_by_level(request, region),
        "panels": shown_at("region_detail", request, region.pk),
        "side_panels": shown_at("region_side", request, region.pk),
        "may_edit": not profile_blockers(reader, region.pk),
        "may_edit_strengths": not strength_blockers(reader, region.pk),
        "may_rename": reader.is_coordinator,
    }
    return render(request, "regions/region_detail.html", context)


def people_by_level(request: HttpRequest, region: Region) -> list[tuple[Level, int]]:
    """How many people with an account speak for the region, for those who know them (U01)."""
    people = Membership.objects.visible_to(request.reader).filter(partner__region=region)
    counts = Counter(people.values_list("level", flat=True))
    return [(level, counts[level]) for level in Level] if counts else []


@require_http_methods(["GET", "POST"])
def region_edit(request: HttpRequest, code: str) -> HttpResponse:
    """The lead of a region writes its page."""
    regions = Region.objects.visible_to(request.reader).with_partner()
    region = get_object_or_404(regions, code=code)
    if reasons := profile_blockers(request.reader, region.pk):
        raise NotAllowed(*reasons)
    start = {
        "profile": region.profile,
        "local_name": region.local_name,
        "policy_level": region.policy_level,
        "latitude": region.latitude,
        "longitude": region.longitude,
        "website": region.partner.website,
    }
    form = ProfileForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        once(
            request,
            lambda: actions.edit_region_profile(
                by=request.reader, region=region, **form.cleaned_data
            ),
        )
        messages.success(request, _("Saved. Everybody can read it now."))
        return redirect(region)
    context = {"form": form, "region": region}
    return render(request, "regions/region_edit.html", context, status=400 if form.errors else 200)
