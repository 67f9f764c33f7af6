"""The catalogue as people read it: the list and the page of a practice."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django_htmx.http import push_url

from core import clock
from core.panels import shown_at
from core.public_pages import public_page
from practices.filters import SORTS, PracticeFilter, Vocabulary
from practices.finding.facets import (
    address_without,
    chips_of,
    facets_of,
    lasting_address,
    loosenings_of,
    problems_of,
)
from practices.finding.fewer_words import FewerWords
from practices.finding.listing import listing_of
from practices.finding.misspelling import guesses_of
from practices.finding.related import related_to
from practices.finding.strip import words_for_none
from practices.forms import CommentForm
from practices.models import Practice
from practices.reading.page import PracticePage, find_practice
from practices.reading.sharing import Sharing
from practices.reading.structured_data import structured_data
from practices.side_by_side import Ticked
from practices.talking.discussion import Asked, Talk
from practices.views.find import signed_out
from regions.http import HttpRequest


@require_safe
@login_not_required
@public_page
def practice_list(request: HttpRequest) -> HttpResponse:
    """The catalogue with its filters; to htmx only what changes with them."""
    if answer := signed_out(request):
        return answer
    reader = request.reader
    words = Vocabulary.for_reader(reader, [request.GET])
    filters = PracticeFilter(request.GET, reader, words)
    listing = listing_of(filters, request.GET.get("page") or "1")
    tally = listing.tally
    ticked = Ticked.of(request.GET.getlist("p"), listing.page, reader)
    context = {
        "filters": filters,
        "sorts": SORTS if filters.query else SORTS[1:],
        "tally": tally,
        "problems": problems_of(filters),
        "page": listing.page,
        "cards": listing.cards,
        "regions": words.regions,
        "none": words_for_none(reader),
        "list_url": reverse("practice_list"),
        "facets": facets_of(filters, tally),
        "chips": chips_of(filters),
        "lasting": lasting_address(filters),
        "loosenings": [] if tally.found else loosenings_of(filters, tally),
        "guesses": guesses_of(filters, tally.found),
        "fewer_words": None if tally.found else FewerWords.for_empty(filters),
        "state": address_without(filters).removesuffix("?"),
        "picked": ticked.slugs,
        "picks": ticked.elsewhere,
    }
    is_fragment = bool(request.htmx) and not request.htmx.history_restore_request
    template = "practices/list.html#answer" if is_fragment else "practices/list.html"
    # What cannot be understood is said in the page; the rest of the filters still works.
    status = 400 if context["problems"] else 200
    response = render(request, template, context, status=status)
    if is_fragment:
        patch_cache_control(response, private=True, no_store=True)
        return push_url(response, request.path + address_without(filters))
    return response


@require_safe
@login_not_required
@public_page
def practice_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One practice: its text, where it travels, and what upper apps add."""
    return practice_page(request, find_practice(request.reader, slug))


def practice_page(
    request: HttpRequest, practice: Practice, *, comment_form: CommentForm | None = None
) -> HttpResponse:
    """The page; with what somebody wrote in the discussion, where it could not be taken."""
    page = PracticePage.of(practice, request.reader, request.GET.get("lang", ""))
    asked = Asked.of(request.GET)
    sharing = Sharing.of(page, request)
    context = {
        "page": page,
        "practice": practice,
        "text": page.text,
        "panels": shown_at("practice_detail", request, practice.pk),
        # Upper apps come first in the registry; along the thread they come last.
        "more_panels": shown_at("practice_more", request, practice.pk)[::-1],
        "related": [] if page.is_draft else related_to(practice, request.reader),
        "structured_data": None
        if page.is_hidden_from_search_engines
        else structured_data(practice, request, sharing.picture if sharing else ""),
        "links": shown_at("practice_links", request, practice.pk)[::-1],
        "sharing": sharing,
        "today": clock.today(),
        "talk": Talk.of(practice, request.reader, asked=asked, form=comment_form),
    }
    status = comment_form.status if comment_form else 200
    return render(request, "practices/detail.html", context, status=status)
