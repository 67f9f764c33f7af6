"""The filters of the catalogue: what an address may ask for, and how each narrows the list.

Values of one filter widen it (or), filters narrow each other (and). An unknown value is an error
of the form; the other filters still count.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import django_filters as df
from django.db.models import Exists, OuterRef
from django.forms import MultipleChoiceField
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from practices.models import Maturity, PlaceLevel, Practice, Tag, Tagging, Theme, TransferStatus
from practices.querysets import NOT_CONSIDERED, PracticeQuerySet
from practices.search import MAX_QUERY, query_for
from regions.models import Industry, Region
from regions.reader import Reader

type Choices = list[tuple[str, str | Promise]]

UNKNOWN = _("“%(value)s” is not in the list. It was left out; choose from the filters.")
UNKNOWN_SORT = _("The list cannot be sorted by “%(value)s”. Choose from “Sort by”.")

# What the facet offers (label, mark, the statuses it stands for), in its order.
STATUS_GROUPS: dict[str, tuple[str | Promise, str, tuple[str, ...]]] = {
    NOT_CONSIDERED: (_("Not yet considered"), NOT_CONSIDERED, (NOT_CONSIDERED,)),
    "proposed": (TransferStatus.PROPOSED.label, "proposed", ("proposed",)),
    "interested": (TransferStatus.INTERESTED.label, "interested", ("interested",)),
    "assessing": (TransferStatus.ASSESSING.label, "assessing", ("assessing",)),
    "taken_up": (_("Decided to take it up"), "adopt", ("adopt", "adapt")),
    "delivered": (_("In plan or implemented"), "plan", ("plan", "done")),
    "learn": (TransferStatus.LEARN.label, "learn", ("learn",)),
    "not_now": (TransferStatus.NOT_NOW.label, "not_now", ("not_now",)),
}
# A link may also ask for one status alone.
SINGLE_STATUSES = {
    status.value: (status.label, status.value, (status.value,))
    for status in TransferStatus
    if status.value not in STATUS_GROUPS
}
STATUSES = STATUS_GROUPS | SINGLE_STATUSES

RELEVANCE, NEWEST, TITLE, TAKEN_UP = "relevance", "newest", "title", "taken_up"
SORTS: Choices = [
    (RELEVANCE, _("Best match")),
    (TAKEN_UP, _("Most taken up")),
    (NEWEST, _("Newest")),
    (TITLE, _("Name")),
]


@dataclass(frozen=True)
class Vocabulary:
    """The names behind the codes of themes, regions and fields of strength: three queries."""

    themes: Sequence[Theme]
    regions: Sequence[Region]
    industries: Sequence[Industry]

    @classmethod
    def for_reader(cls, reader: Reader) -> Self:
        return cls(
            themes=list(Theme.objects.visible_to(reader)),
            regions=list(Region.objects.visible_to(reader).active().in_strip_order()),
            industries=list(Industry.objects.order_by("name", "pk")),
        )


class CountryField(MultipleChoiceField):
    """Any two letters may be a country; most have no practice."""

    def valid_value(self, value: str) -> bool:
        return re.fullmatch(r"[A-Z]{2}", value) is not None


class CountryFilter(df.MultipleChoiceFilter):  # type: ignore[misc]  # the package has no types
    field_class = CountryField


def several(heading: str | Promise, **options: Any) -> df.MultipleChoiceFilter:
    """A filter of which several values may be chosen."""
    return df.MultipleChoiceFilter(
        label=heading, distinct=False, error_messages={"invalid_choice": UNKNOWN}, **options
    )


class TagField(df.fields.ModelMultipleChoiceField):  # type: ignore[misc]  # the package has no types
    """An address with a former name of a keyword asks for what stands in its place."""

    def clean(self, value: Any) -> list[Tag]:
        present = (tag.present for tag in super().clean(value))
        return list(dict.fromkeys(tag for tag in present if tag))


class TagFilter(df.ModelMultipleChoiceFilter):  # type: ignore[misc]  # nor here
    field_class = TagField


class PracticeFilter(df.FilterSet):  # type: ignore[misc]  # the package has no types
    """`found()` is the list; `narrowed(leave_out="theme")` what it would be without that filter."""

    q = df.CharFilter(label=_("Words"), method="by_words")
    theme = several(_("Theme"), field_name="theme__code")
    status = several(_("Status"), method="by_status", choices=[])
    maturity = several(_("Maturity"), choices=Maturity.choices)
    region = several(_("Partner region"), field_name="origin_region__code")
    country = CountryFilter(
        label=_("Country"),
        method="by_country",
        error_messages={"invalid_choice": UNKNOWN},
    )
    industry = several(_("Field of strength"), method="by_industry")
    tag = TagFilter(
        label=_("Tags"),
        method="by_tag",
        to_field_name="slug",
        error_messages={"invalid_choice": UNKNOWN},
    )
    level = several(_("Level"), choices=PlaceLevel.choices)
    sort = df.ChoiceFilter(
        label=_("Sort by"),
        choices=SORTS,
        method="by_nothing",
        error_messages={"invalid_choice": UNKNOWN_SORT},
    )

    def __init__(
        self, data: QueryDict, queryset: PracticeQuerySet, reader: Reader, words: Vocabulary
    ) -> None:
        super().__init__(data, queryset)
        self.reader = reader
        self.words = words
        self._choices("theme", [(theme.code, theme.name) for theme in words.themes])
        self._choices("region", [(region.code, region.name) for region in words.regions])
        self._choices("industry", [(each.code, each.name) for each in words.industries])
        self.filters["tag"].queryset = tags_of(queryset)
        if reader.region_id is None:  # visitors have no status of their own: the word means nothing
            del self.filters["status"]
        else:
            self._choices("status", [(value, label) for value, (label, *_x) in STATUSES.items()])

    def _choices(self, name: str, choices: Choices) -> None:
        self.filters[name].extra["choices"] = choices

    @property
    def chosen(self) -> dict[str, list[str]]:
        """The valid values by filter, as they stand in the address; `sort` is not one of them."""
        cleaned = self._cleaned()
        found = {
            name: [getattr(value, "slug", value) for value in cleaned[name]]
            for name in self.filters
            if name not in {"q", "sort"} and cleaned.get(name)
        }
        return {"q": [self.query], **found} if self.query else found

    @property
    def query(self) -> str:
        """The words that count."""
        words: str = self._cleaned().get("q") or ""
        return words[:MAX_QUERY].strip()

    @property
    def order(self) -> str:
        """The order asked for; else by relevance where there are words, else the newest first."""
        wanted: str = self._cleaned().get("sort") or ""
        if wanted and (wanted != RELEVANCE or self.query):
            return wanted
        return RELEVANCE if self.query else NEWEST

    def _cleaned(self) -> dict[str, Any]:
        self.form.is_valid()
        cleaned: dict[str, Any] = self.form.cleaned_data
        return cleaned

    def narrowed(self, leave_out: str = "") -> PracticeQuerySet:
        """All filters applied but one; what could not be read does not narrow."""
        found: PracticeQuerySet = self.queryset
        cleaned = self._cleaned()
        for name, each in self.filters.items():
            if name != leave_out and name in cleaned:
                found = each.filter(found, cleaned[name])
        return found

    def found(self) -> PracticeQuerySet:
        """The list, in its order."""
        found = self.narrowed()
        if self.order == RELEVANCE:
            return found.best_match_first(query_for(self.query))
        if self.order == TAKEN_UP:
            return found.most_taken_up_first(self.reader)
        return found.by_title() if self.order == TITLE else found.newest_first()

    def by_words(self, found: PracticeQuerySet, _name: str, value: str) -> PracticeQuerySet:
        return found.filter(search=query_for(self.query)) if self.query else found

    def by_country(self, found: PracticeQuerySet, _name: str, value: list[str]) -> PracticeQuerySet:
        return found.filter(countries__overlap=value)

    def by_industry(
        self, found: PracticeQuerySet, _name: str, value: list[str]
    ) -> PracticeQuerySet:
        links = Practice.industries.through.objects.filter(
            practice_id=OuterRef("pk"), industry__code__in=value
        )
        return found.filter(Exists(links))

    def by_tag(self, found: PracticeQuerySet, _name: str, value: list[Tag]) -> PracticeQuerySet:
        links = Tagging.objects.filter(content_object=OuterRef("pk"), tag__in=value)
        return found.filter(Exists(links)) if value else found

    def by_status(self, found: PracticeQuerySet, _name: str, value: list[str]) -> PracticeQuerySet:
        wanted = {status for each in value for status in STATUSES[each][2]}
        return found.standing(self.reader, wanted)

    def by_nothing(self, found: PracticeQuerySet, _name: str, value: str) -> PracticeQuerySet:
        """The order is not a filter."""
        return found


def tags_of(practices: PracticeQuerySet) -> Any:
    """P20: only tags of a practice in the list exist for its reader, and their former names."""
    used = Tagging.objects.on(practices.order_by().values("pk")).values("tag_id")
    return Tag.objects.leading_to(used).with_successors()
