"""`/`: one address, two pages; and what is going on in the own region."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from clusterix.home import member, public
from core import clock
from core.public_pages import public_page
from core.ui.words import capital, number_word
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
@public_page
def home(request: HttpRequest) -> HttpResponse:
    """The public home for visitors; for members, what is next for them."""
    return home_signed_in(request) if request.reader.is_member else home_public(request)


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
        "partners_in_words": capital(number_word(len(partners))),
        "countries": number_word(len({row.partner.region.country for row in partners})),
        "map": public.map_for(partners, public.journeys_for(reader)),
    }
    return render(request, "home.html", context)


def home_signed_in(request: HttpRequest) -> HttpResponse:
    """Only what is next: it must be there at once, also on a phone in a meeting room."""
    today = clock.today()
    context = {"today": today, "next": member.next_for(request.reader, today)}
    return render(request, "home_signed_in.html", context)


@require_safe
def going_on(request: HttpRequest) -> HttpResponse:
    """The acting region now: a page of its own, and the lower half of the home (htmx)."""
    reader, today = request.reader, clock.today()
    partner = reader.partner
    if partner is None:
        raise Http404
    catalogue = reverse("practice_list")
    context = {
        "today": today,
        "pipe": [
            (mark, PIPE_WORDS[mark], count, f"{catalogue}?{query}")
            for mark, count, query in member.pipe_for(reader, partner.region)
        ],
        "news": member.news_for(reader, partner.region),
        "own_practices": member.own_practices_for(reader, partner.region),
        "regions": list(Region.objects.visible_to(reader).in_strip_order()),
        "meetings": member.meetings_for(reader, today),
        "people": member.people_for(reader, partner),
    }
    is_part = bool(request.htmx)
    response = render(request, "going_on.html#parts" if is_part else "going_on.html", context)
    patch_vary_headers(response, ["HX-Request"])
    patch_cache_control(response, private=True, no_store=True)
    return response
