"""For search engines: which public pages there are, and what robots leave alone."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as django_views
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.public_pages import public_page
from exchanges.models import Exchange
from plans.models import Plan, PlanState
from practices.models import Practice
from regions.models import Region
from regions.reader import Reader

if TYPE_CHECKING:  # the class takes its item only where types are checked
    Pages = Sitemap[Any]
else:
    Pages = Sitemap

AT_ONCE: Final = 10_000  # addresses of a kind in one file
# Nothing to find there: forms, the way in, and the same practices in every order.
LEFT_ALONE: Final = ("/accounts/", "/admin/", "/api/", "/join/", "/rate/", "/practices/?")


class FixedPages(Pages):
    """The lists and the home."""

    def items(self) -> list[str]:
        return ["home", "practice_list", "region_list", "exchange_list", "plan_list", "matrix"]

    def location(self, item: str) -> str:
        return reverse(item)


class PracticePages(Pages):
    limit = AT_ONCE

    def items(self) -> Any:
        listed = Practice.objects.listed_for(Reader.visitor())
        return listed.only("slug", "published_at").order_by("pk")

    def lastmod(self, item: Practice) -> datetime | None:
        return item.published_at


class RegionPages(Pages):
    def items(self) -> Any:
        return Region.objects.visible_to(Reader.visitor()).only("code").order_by("pk")


class ExchangePages(Pages):
    limit = AT_ONCE

    def items(self) -> Any:
        return Exchange.objects.public().only("slug").order_by("pk")


class PlanPages(Pages):
    def items(self) -> Any:
        return Plan.objects.visible_to(Reader.visitor()).with_region().order_by("pk")

    def lastmod(self, item: Plan) -> date | None:
        adopted: Iterable[date | None] = [
            each.adopted_on for each in item.versions.all() if each.state == PlanState.ADOPTED
        ]
        return max((day for day in adopted if day), default=None)


SITEMAPS: Final[dict[str, type[Pages] | Pages]] = {
    "pages": FixedPages,
    "practices": PracticePages,
    "regions": RegionPages,
    "exchanges": ExchangePages,
    "plans": PlanPages,
}


@require_safe
@login_not_required
@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """Everything public in one file; of a large catalogue, a list of the files below."""
    if Practice.objects.listed_for(Reader.visitor()).count() > AT_ONCE:
        return django_views.index(request, SITEMAPS, sitemap_url_name="sitemap_section")
    return django_views.sitemap(request, SITEMAPS)


@require_safe
@login_not_required
@public_page
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """The pages of one kind."""
    return django_views.sitemap(request, SITEMAPS, section=section)


@require_safe
@login_not_required
@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """What robots leave alone, and where the sitemap is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in LEFT_ALONE)]
    lines += [f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
