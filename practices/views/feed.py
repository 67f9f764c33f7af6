"""The catalogue as an Atom feed: the newest of any list, for whoever follows it."""

from datetime import UTC, datetime, time
from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import clock
from core.errors import BadInput
from core.public_pages import public_page
from practices.filters import PracticeFilter, Vocabulary
from practices.finding.facets import chips_of, lasting_address, problems_of
from practices.models import Practice
from regions.reader import Reader

ENTRIES: Final = 50


class Feed(Atom1Feed):
    """Atom wants a date also where there is no entry: the day, so that the answer keeps still."""

    def latest_post_date(self) -> datetime:
        today = datetime.combine(clock.today(), time(), tzinfo=UTC)
        return super().latest_post_date() if self.items else today


@require_safe
@login_not_required
@public_page
def practice_feed(request: HttpRequest) -> HttpResponse:
    """The newest practices of a list: the same for everybody, whoever is signed in (P01).

    A filter that cannot be read is refused: a wider feed would mislead for years.
    """
    reader = Reader.visitor()
    words = Vocabulary.for_reader(reader)
    filters = PracticeFilter(request.GET, reader, words)
    if problems := problems_of(filters):
        raise BadInput(*problems)
    feed = feed_of(filters, request)
    found = filters.narrowed().select_related("theme", "origin_region", "partner")
    for practice in found.order_by("-published_at", "-pk")[:ENTRIES]:
        add_to(feed, practice, request)
    return HttpResponse(feed.writeString("utf-8"), content_type=Atom1Feed.content_type)


def feed_of(filters: PracticeFilter, request: HttpRequest) -> Atom1Feed:
    """A feed without entries yet, named for the list that it follows."""
    wishes = "; ".join(chip.label for chip in chips_of(filters))
    title = _("Good practices")
    address = reverse("practice_list") + lasting_address(filters)
    return Feed(
        title=f"{title}: {wishes}" if wishes else title,
        subtitle=_("Good practices of cluster policy, the newest first."),
        description="",
        link=request.build_absolute_uri(address),
        feed_url=request.build_absolute_uri(),
        language=get_language(),
    )


def add_to(feed: Atom1Feed, practice: Practice, request: HttpRequest) -> None:
    """One entry. Its id is built from what never changes, so that it survives a new address."""
    host = request.get_host().partition(":")[0]
    about = [practice.theme, practice.origin_region]
    feed.add_item(
        title=practice.title,
        link=request.build_absolute_uri(practice.get_absolute_url()),
        description=escape(practice.summary),  # Atom takes it for HTML
        unique_id=f"tag:{host},2026:practice/{practice.pk}",
        pubdate=practice.first_published_at,
        updateddate=practice.published_at,
        author_name=practice.organisation or practice.partner.organisation,
        categories=[str(each) for each in about if each],
    )
