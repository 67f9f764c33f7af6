"""A sheet on which a region outside the partnership asks itself whether a practice is for it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from assessments.actions.criteria import HOME
from assessments.models import Criterion, Dimension
from core.public_pages import public_page
from practices.reading.page import PracticePage, find_practice
from regions.http import HttpRequest

# What each dimension asks, in plain words.
HEADINGS = {
    Dimension.RELEVANCE: _("Do we need it?"),
    Dimension.FEASIBILITY: _("Can we do it?"),
}
SCALE = ((-2, "−2"), (-1, "−1"), (0, "0"), (1, "+1"), (2, "+2"))


@require_safe
@login_not_required
@public_page
def self_check(request: HttpRequest, slug: str) -> HttpResponse:
    """The questions of an assessment at home, to tick on paper or on the screen; nothing is kept.

    For everybody, of the approved text (P02, CS01).
    """
    practice = find_practice(request.reader, slug)
    if not practice.is_published:
        raise Http404
    page = PracticePage.of(practice, request.reader)
    criteria = list(Criterion.objects.newest_of(HOME))
    context = {
        "practice": practice,
        "page": page,
        "text": page.text,
        "parts": [
            (heading, [each for each in criteria if each.dimension == dimension])
            for dimension, heading in HEADINGS.items()
        ],
        "scale": SCALE,
        "needs": page.requirements,
        "can_ask": practice.archived_at is None,
    }
    return render(request, "assessments/self_check.html", context)
