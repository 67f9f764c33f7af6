"""`/`: one address, two pages."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from clusterix.home import member, public
from core import clock
from regions.http import HttpRequest
from regions.models import Region

PIPE_WORDS = {
    "interested": _("Proposed or interested"),
    "assessing": _("In assessment"),
    "adapt": _("Decided, to plan"),
    "plan": _("In our plan"),
    "done": _("Implemented"),
}


@require_safe
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """The public home for visitors; for members, what is next for them."""
    if request.reader.is_member:
        return home_signed_in(request)
    return home_public(request)


def home_public(request: HttpRequest) -> HttpResponse:
    reader, today = request.reader, clock.today()
    partners = public.partners_for(reader)
    context = {
        "today": today,
        "counts": public.counts_for(reader),
        "themes": public.theme_cards_for(reader),
        "meetings": public.meetings_for(reader, today),
        "latest": public.latest_for(reader),
        "partners": partners,
        "countries": len({partner.region.country for partner in partners}),
        "map": public.map_for(partners, public.journeys_for(reader)),
    }
    return render(request, "home.html", context)


def home_signed_in(request: HttpRequest) -> HttpResponse:
    reader, today = request.reader, clock.today()
    catalogue = reverse("practice_list")
    context = {
        "today": today,
        "next": member.next_for(reader, today),
        "pipe": [
            (mark, PIPE_WORDS[mark], count, f"{catalogue}?{query}")
            for mark, count, query in member.pipe_for(reader)
        ],
        "news": member.news_for(reader),
        "own_practices": member.own_practices_for(reader),
        "regions": list(Region.objects.visible_to(reader).in_strip_order()),
        "meetings": member.meetings_for(reader, today),
        "people": member.people_for(reader),
    }
    return render(request, "home_signed_in.html", context)
