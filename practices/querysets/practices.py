"""Reads of the catalogue, named for the reader. Every list starts from `visible_to(reader)`."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import models
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import (
    Coalesce,
    Greatest,
    JSONObject,
    RowNumber,
    TruncDate,
)

from core.clock import a_year_before
from practices.querysets.ageing import (
    BETWEEN_LETTERS,
    OLDEST,
    PER_PARTNER,
    PER_RUN,
    STILL_TRUE_LINK,
    UNTIL_REMINDER,
)
from practices.querysets.documents import SHOWN
from practices.querysets.relations import related_rows
from regions.models import Membership

if TYPE_CHECKING:
    # The base classes below name them; ruff does not look there.
    from practices.models import Practice, Tag, Theme  # noqa: F401
    from practices.querysets.discussion import FollowQuerySet
    from practices.querysets.questions import OwnerQuestionQuerySet
    from practices.querysets.revisions import RevisionQuerySet, TransferQuerySet
    from regions.reader import Reader

# Statuses of a transfer by what they mean for the region; `strip.py` says them in words.
TAKEN_UP = ("adopt", "adapt", "plan", "done")
IN_PLACE = ("done",)
UNDER_WAY = ("proposed", "interested", "assessing")
ORIGIN = "own"  # computed, never stored
NOT_CONSIDERED = "none"  # computed: there is no row

# Of a word in a text that repeats it, in what a practice is about, in its short line, its title:
# apart enough that no sum of the lesser ones reaches a word in the title.
RANK_WEIGHTS = [0.02, 0.1, 0.25, 1.0]

TAGS: Any = "tags"  # the types do not know taggit's manager, which can be prefetched
# What a page shows of each line that belongs to a text.
LINES = {
    "statement": ("id", "text", "figure", "source", "dated_on", "date_precision"),
    "requirement": ("id", "kind", "needed", "text", "is_core"),
}
# The long texts; a list of twenty would carry them for nothing.
NOT_ON_A_CARD = (
    *("problem", "how_it_works", "stakeholders", "resources", "evidence", "challenges"),
    *("potential", "further_information", "caveats", "sources"),
)


class Standing(NamedTuple):
    """Where a practice stands in a region, as a row shows it."""

    region_id: int
    status: str


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

    def ageing_on(self, today: date) -> "PracticeQuerySet":
        """Published and described, with `known_on` a year ago or longer; the oldest first."""
        known = Greatest(F("confirmed_on"), TruncDate("published_at"))
        described = self.published().filter(is_stub=False)
        old: PracticeQuerySet = described.annotate(known_on=known).filter(
            known_on__lte=a_year_before(today)
        )
        return old.order_by(*OLDEST)

    def ageing_for(self, reader: "Reader", today: date) -> "PracticeQuerySet":
        """The coordinator's list."""
        if not reader.is_coordinator:
            return self.none()
        return self.ageing_on(today).select_related("partner__region")

    def tagged_with(self, tags: Iterable["Tag"]) -> "PracticeQuerySet":
        """Those that carry at least one of these tags."""
        taggings = related_rows(self.model, "taggings").filter(tag__in=list(tags))
        return self.filter(pk__in=taggings.values("content_object"))

    def of_partner(self, code: str) -> "PracticeQuerySet":
        """Contributed by the partner of that region."""
        return self.filter(partner__region__code=code)

    def to_be_asked(self, today: date) -> "PracticeQuerySet":
        """Those about which a letter is due: once a year, and once more after four weeks.

        A partner gets one letter a week, about ten practices at most.
        """
        year_ago = Q(asked_still_true_on__isnull=True) | Q(
            asked_still_true_on__lte=a_year_before(today)
        )
        reminder = Q(still_true_letters=1, asked_still_true_on__lte=today - UNTIL_REMINDER)
        here = Q(partner=OuterRef("partner"))
        lately = self.model._default_manager.filter(
            here, asked_still_true_on__gt=today - BETWEEN_LETTERS
        )
        people = Membership.objects.active().filter(here)
        turn = Window(RowNumber(), partition_by="partner", order_by=OLDEST)
        due = self.ageing_on(today).filter(year_ago | reminder, ~Exists(lately), Exists(people))
        asked: PracticeQuerySet = due.annotate(turn=turn).filter(turn__lte=PER_PARTNER)
        return asked[:PER_RUN]

    def asked_of(self, reader: "Reader") -> "PracticeQuerySet":
        """LK01: the practice that a signed link asks about, as long as nobody has answered it.

        The person who got the letter must still act for the partner.
        """
        link = reader.link
        if link is None or link.purpose != STILL_TRUE_LINK:
            return self.none()
        memberships = Membership.objects.active().filter(user_id=link.recipient_id)
        unanswered = Q(owner_said_at__isnull=True) | Q(owner_said_at__lt=link.made_at)
        # An answer used the link up, even where a new version or a restoration forgot it since.
        is_asked = Q(still_true_letters__gt=0)
        partners = memberships.values("partner")
        return self.published().filter(
            unanswered, is_asked, pk=link.object_id, partner__in=partners
        )

    def answered_for(self, reader: "Reader") -> "PracticeQuerySet":
        """What owners say has changed or ended, for those who have something to do about it."""
        revisions: RevisionQuerySet = related_rows(self.model, "revisions")
        written = Exists(revisions.open().filter(practice=OuterRef("pk")))
        changed = Q(~written, _minded_by(reader), owner_said="changed")
        ended = Q(owner_said="ended")
        if not reader.is_coordinator:
            ended &= Q(partner__in=reader.lead_partner_ids)
        return self.published().filter(changed | ended).order_by("owner_said_at", "pk")

    def asked_for(self, reader: "Reader") -> "PracticeQuerySet":
        """About which the reader got a letter that nobody has answered."""
        asked = self.published().filter(_minded_by(reader), still_true_letters__gt=0)
        return asked.order_by("asked_still_true_on", "title_sort", "pk")

    def counted_by_partner(self) -> list[tuple[str, str, int]]:
        """Code of the region, short name and number of practices of each partner, by name."""
        rows = self.order_by().values_list("partner__region__code", "partner__short")
        return list(rows.annotate(n=Count("pk")).order_by("partner__short"))

    def formerly_at(self, slug: str) -> "PracticeQuerySet":
        """Those that once had this address."""
        return self.filter(former_slugs__slug=slug)

    def by_address(self, slugs: Iterable[str]) -> "dict[str, Practice]":
        """Each of these addresses that a practice has or once had, with that practice: one query.

        The two sets are joined by their ids: with "or" the database would read every row.
        """
        wanted = {slug for slug in slugs if slug}
        if not wanted:
            return {}
        everything = self.model._base_manager.order_by()
        now = everything.filter(slug__in=wanted).values("pk")
        once = everything.filter(former_slugs__slug__in=wanted).values("pk")
        names = everything.filter(pk=OuterRef("pk"), former_slugs__slug__in=wanted)
        former = ArraySubquery(names.values("former_slugs__slug"))
        rows = list(self.filter(pk__in=now.union(once)).annotate(asked_formerly=former))
        found = {slug: each for each in rows for slug in vars(each)["asked_formerly"]}
        return found | {each.slug: each for each in rows if each.slug in wanted}

    def with_card(self) -> "PracticeQuerySet":
        """What a row in a list shows: theme, partner and region in the same query; tags apart."""
        related = self.select_related("theme", "partner__region", "origin_region")
        return related.prefetch_related(TAGS).defer(*NOT_ON_A_CARD)

    def with_page(self) -> "PracticeQuerySet":
        """What the page shows, in one query: `tag_labels` and `industry_labels` are for links.

        `document_rows`, `statement_rows` and `requirement_rows` are the columns of what belongs to
        the published text, `answer_rows` public questions to the owner with their answers.
        """
        related = self.select_related(
            *("theme", "partner__region", "origin_region"),
            *("published_revision", "published_revision__translation"),
        )
        taggings = related_rows(self.model, "taggings").filter(content_object=OuterRef("pk"))
        industries = related_rows(self.model, "industries").filter(practices=OuterRef("pk"))
        texts = related_rows(self.model, "revisions").model
        hanging = related_rows(texts, "documents").filter(revision=OuterRef("published_revision"))
        lines = {
            f"{kind}_rows": ArraySubquery(
                related_rows(texts, f"{kind}s")
                .filter(revision=OuterRef("published_revision"))
                .order_by("position", "pk")
                .values(row=JSONObject(**{name: name for name in names}))
            )
            for kind, names in LINES.items()
        }
        tag = JSONObject(code="tag__slug", name="tag__name")
        industry = JSONObject(code="code", name="name")
        document = JSONObject(**{name: name for name in SHOWN})
        questions: OwnerQuestionQuerySet = related_rows(self.model, "questions")
        answered = questions.shown_on_pages().filter(practice=OuterRef("pk"))
        said = JSONObject(text="text", answer="answer", answered_at="answered_at")
        labels: dict[str, Any] = {
            "document_rows": ArraySubquery(hanging.values(row=document)),
            "answer_rows": ArraySubquery(answered.order_by("-answered_at", "-pk").values(row=said)),
            "tag_labels": ArraySubquery(taggings.order_by("tag__name").values(label=tag)),
            "industry_labels": ArraySubquery(industries.order_by("name").values(label=industry)),
        }
        return related.annotate(**labels, **lines)

    def with_sheet(self) -> "PracticeQuerySet":
        """What a row of a spreadsheet says: the public text with its lines, tags and fields."""
        revisions = related_rows(self.model, "revisions")
        public = Prefetch(
            "published_revision",
            queryset=revisions.only("pk").prefetch_related("statements", "requirements"),
        )
        related = self.select_related("partner", "origin_region")
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

    def best_match_first(self, any_word: SearchQuery) -> "PracticeQuerySet":
        """By where the words stand: title, short line, what it is about, what the text repeats.

        The rank comes from the stored vector: `SearchRank("ranking", ...)` would parse it anew.
        """
        rank = Coalesce(
            SearchRank(F("catalogue_entry__ranking"), any_word, weights=RANK_WEIGHTS), 0.0
        )
        ranked: PracticeQuerySet = self.annotate(rank=rank).order_by("-rank", "title_sort", "pk")
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


def _minded_by(reader: "Reader") -> Q:
    """Practices of the reader's partners that they lead, or whose public text they wrote."""
    wrote = Q(published_revision__created_by=reader.member_id) | Q(
        published_revision__edited_by=reader.member_id
    )
    lead = Q(partner__in=reader.lead_partner_ids)
    return lead | Q(wrote, partner__in=reader.partner_ids)
