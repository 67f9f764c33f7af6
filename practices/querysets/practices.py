"""Reads of the catalogue, named for the reader. Every list starts from `visible_to(reader)`."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, JSONObject

from practices.querysets.relations import related_rows

if TYPE_CHECKING:
    # The base classes below name them; ruff does not look there.
    from practices.models import Practice, Theme  # noqa: F401
    from practices.querysets.discussion import FollowQuerySet
    from practices.querysets.revisions import RevisionQuerySet, TransferQuerySet
    from regions.reader import Reader

# Statuses of a transfer by what they mean for the region; `strip.py` says them in words.
TAKEN_UP = ("adopt", "adapt", "plan", "done")
IN_PLACE = ("done",)
UNDER_WAY = ("proposed", "interested", "assessing")
ORIGIN = "own"  # computed, never stored
NOT_CONSIDERED = "none"  # computed: there is no row

TAGS: Any = "tags"  # the types do not know taggit's manager, which can be prefetched
# The long texts; a list of twenty would carry them for nothing.
NOT_ON_A_CARD = (
    *("problem", "how_it_works", "stakeholders", "resources", "evidence", "challenges"),
    *("potential", "further_information", "caveats", "sources", "search"),
)


class ThemeQuerySet(models.QuerySet["Theme"]):
    def visible_to(self, reader: "Reader") -> "ThemeQuerySet":
        """Themes are public."""
        return self


class PracticeQuerySet(models.QuerySet["Practice"]):
    def published(self) -> "PracticeQuerySet":
        """What the public catalogue lists: approved, not archived, not taken down (P01)."""
        return self.filter(
            published_revision__isnull=False, archived_at__isnull=True, taken_down_at__isnull=True
        )

    def listed_for(self, reader: "Reader") -> "PracticeQuerySet":
        """The catalogue's list is the same for everybody: what is published."""
        return self.published()

    def visible_to(self, reader: "Reader") -> "PracticeQuerySet":
        """Whose page the reader may open: public ones, and drafts as P04 and P05 say."""
        if reader.is_system:
            return self
        public = Q(published_revision__isnull=False)
        rule = (public | Q(partner_id__in=reader.partner_ids)) & Q(taken_down_at__isnull=True)
        if reader.is_coordinator or reader.is_steering:
            revisions: RevisionQuerySet = related_rows(self.model, "revisions")
            readable = Q(state="submitted")
            if reader.is_coordinator:
                readable |= Q(is_entered_for_partner=True)
            submitted = revisions.filter(readable, practice=OuterRef("pk"))
            rule |= Exists(submitted) | Q(taken_down_at__isnull=False)
        return self.filter(rule)

    def discussed_by(self, reader: "Reader") -> "PracticeQuerySet":
        """C01: members talk about what is public, or was before it was archived."""
        if not reader.is_member:
            return self.none()
        return self.filter(published_revision__isnull=False, taken_down_at__isnull=True)

    def with_follow(self, reader: "Reader") -> "PracticeQuerySet":
        """`is_followed`: whether this member wants to hear what is new about it."""
        if not reader.is_member:
            return self
        follows: FollowQuerySet = related_rows(self.model, "follows")
        own = follows.of(reader).filter(practice=OuterRef("pk"))
        found: PracticeQuerySet = self.annotate(is_followed=Exists(own))
        return found

    def taken_down_for(self, reader: "Reader") -> "PracticeQuerySet":
        """What everybody may know to have been here, once published and then taken down (P16)."""
        return self.filter(published_revision__isnull=False, taken_down_at__isnull=False)

    def with_card(self) -> "PracticeQuerySet":
        """What a row in a list shows: theme, partner and region in the same query; tags apart."""
        related = self.select_related("theme", "partner__region", "origin_region")
        return related.prefetch_related(TAGS).defer(*NOT_ON_A_CARD)

    def with_page(self) -> "PracticeQuerySet":
        """What the page shows, in one query: `tag_labels` and `industry_labels` are for links."""
        related = self.select_related(
            "theme", "partner__region", "origin_region", "published_revision"
        )
        taggings = related_rows(self.model, "taggings").filter(content_object=OuterRef("pk"))
        industries = related_rows(self.model, "industries").filter(practices=OuterRef("pk"))
        tag = JSONObject(code="tag__slug", name="tag__name")
        industry = JSONObject(code="code", name="name")
        labels: dict[str, Any] = {
            "tag_labels": ArraySubquery(taggings.order_by("tag__name").values(label=tag)),
            "industry_labels": ArraySubquery(industries.order_by("name").values(label=industry)),
        }
        return related.defer("search").annotate(**labels)

    def with_sheet(self) -> "PracticeQuerySet":
        """What a row of a spreadsheet says: the public text with its lines, keywords and fields."""
        revisions = related_rows(self.model, "revisions")
        public = Prefetch(
            "published_revision",
            queryset=revisions.only("pk").prefetch_related("statements", "requirements"),
        )
        related = self.select_related("partner", "origin_region").defer("search")
        return related.prefetch_related(TAGS, "industries", public)

    def with_own_status(self, reader: "Reader") -> "PracticeQuerySet":
        """`own_status`: where it stands in the region the reader acts for, as the strip shows."""
        found: PracticeQuerySet = self.annotate(own_status=self._own_status(reader))
        return found

    def standing(self, reader: "Reader", statuses: Iterable[str]) -> "PracticeQuerySet":
        """Those with one of these statuses in the region the reader acts for."""
        found: PracticeQuerySet = self.annotate(own_status=self._own_status(reader)).filter(
            own_status__in=list(statuses)
        )
        return found

    def _own_status(self, reader: "Reader") -> Case:
        region_id = reader.region_id or 0  # nobody's region
        here = self._transfers_of(reader).filter(region_id=region_id).values("status")[:1]
        return Case(
            When(origin_region_id=region_id, then=Value(ORIGIN)),
            default=Coalesce(Subquery(here), Value(NOT_CONSIDERED)),
            output_field=models.CharField(),
        )

    def newest_first(self) -> "PracticeQuerySet":
        return self.order_by(F("first_published_at").desc(nulls_last=True), "title_sort", "pk")

    def by_title(self) -> "PracticeQuerySet":
        return self.order_by("title_sort", "pk")

    def best_match_first(self, query: SearchQuery) -> "PracticeQuerySet":
        """The rank comes from the stored vector: `SearchRank("search", ...)` parses it anew."""
        ranked: PracticeQuerySet = self.annotate(rank=SearchRank(F("search"), query)).order_by(
            "-rank", "title_sort", "pk"
        )
        return ranked

    def most_taken_up_first(self, reader: "Reader") -> "PracticeQuerySet":
        """By the number of regions that take it up, as far as the reader may know."""
        regions = (
            self._transfers_of(reader)
            .filter(status__in=TAKEN_UP)
            .exclude(region_id=Coalesce(OuterRef("origin_region_id"), 0))  # NULL would exclude all
            .order_by()
            .values("practice_id")
            .annotate(n=Count("pk"))
            .values("n")
        )
        counted: PracticeQuerySet = self.annotate(taken_up=Coalesce(Subquery(regions), 0)).order_by(
            "-taken_up", "title_sort", "pk"
        )
        return counted

    def _transfers_of(self, reader: "Reader") -> "TransferQuerySet":
        transfers: TransferQuerySet = related_rows(self.model, "transfers")
        return transfers.visible_to(reader).filter(practice_id=OuterRef("pk"))
