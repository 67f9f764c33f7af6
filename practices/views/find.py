"""Ways of finding around the list: suggestions while typing, and the map."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_safe
from django_htmx.http import push_url

from core.public_pages import public_page
from practices.filters import PracticeFilter, Vocabulary
from practices.finding.facets import (
    SHOWN,
    address_without,
    chips_of,
    facets_of,
    loosenings_of,
    problems_of,
    tally_of,
)
from practices.finding.fewer_words import FewerWords
from practices.finding.map import Spread
from practices.finding.misspelling import guesses_of
from practices.finding.suggestions import Group, suggestions_for
from regions.http import HttpRequest


@require_safe
@login_not_required
@public_page
def practice_suggest(request: HttpRequest) -> HttpResponse:
    """What may be meant by the beginning of a search, for `static/js/suggest.js`."""
    groups = suggestions_for(request.GET.get("q", ""), request.reader)
    found = sum(len(group.items) for group in groups)
    said = ngettext("%(n)s suggestion", "%(n)s suggestions", found) % {"n": found}
    return JsonResponse({"said": said, "groups": [_as_data(group) for group in groups]})


def signed_out(request: HttpRequest) -> HttpResponse | None:
    """For a tick in a page whose login has ended: back to where it leads, by way of the login.

    Only who is signed in has a status to choose. A list without it would be another list.
    """
    is_over = request.htmx and "status" in request.GET and request.reader.region_id is None
    if not is_over or request.htmx.history_restore_request:
        return None
    login = reverse("account_login", query={"next": request.get_full_path()})
    return HttpResponse(headers={"HX-Redirect": login, "Cache-Control": "private, no-store"})


def _as_data(group: Group) -> dict[str, Any]:
    items = [
        {
            "text": each.text,
            "url": each.url,
            "aside": each.aside,
            "lang": each.language if each.language != get_language() else "",
        }
        for each in group.items
    ]
    return {"heading": str(group.heading), "items": items}


@require_safe
@login_not_required
@public_page
def practice_map(request: HttpRequest) -> HttpResponse:
    """The result of the list as a map and a table; to htmx only what changes with the filters."""
    if answer := signed_out(request):
        return answer
    reader = request.reader
    words = Vocabulary.for_reader(reader)
    filters = PracticeFilter(request.GET, reader, words)
    tally, state = tally_of(filters, most=SHOWN), address_without(filters)
    context = {
        "filters": filters,
        "tally": tally,
        "problems": problems_of(filters),
        "facets": facets_of(filters, tally),
        "chips": chips_of(filters),
        "loosenings": [] if tally.found else loosenings_of(filters, tally),
        "guesses": guesses_of(filters, tally.found),
        "fewer_words": None if tally.found else FewerWords.for_empty(filters),
        "spread": Spread.of(filters),
        "state": state.removesuffix("?"),
    }
    is_fragment = bool(request.htmx) and not request.htmx.history_restore_request
    template = "practices/map.html#answer" if is_fragment else "practices/map.html"
    status = 400 if context["problems"] else 200
    response = render(request, template, context, status=status)
    if is_fragment:
        patch_cache_control(response, private=True, no_store=True)
        return push_url(response, request.path + state)
    return response
