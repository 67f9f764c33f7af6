"""The filters of the catalogue: what an address may ask for, and how each narrows the list.

Values of one filter widen it (or), filters narrow each other (and). An unknown value is an error
of the form; the other filters still count.
"""

import re
from collections.abc import Callable
from copy import copy
from functools import cached_property
from typing import Any, Final, Self

import django_filters as df
from django.forms import Form, MultipleChoiceField
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from practices.finding.vocabulary import Vocabulary
from practices.models import Instrument, Kind, Maturity, PlaceLevel, Practice, TransferStatus
from practices.querysets import NOT_CONSIDERED, PracticeQuerySet
from practices.search import MAX_QUERY, Facet, Order, Question, any_word_of, query_for
from practices.search.facets import DATED, LINK, NONE_YET, UNDATED
from regions.reader import Reader

__all__ = ["SORTS", "STATUSES", "STATUS_GROUPS", "PracticeFilter", "Vocabulary"]

type Choices = list[tuple[str, str | Promise]]

UNKNOWN = _("“%(value)s” is not in the list.")
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

EVIDENCE: Choices = [
    (DATED, _("With a dated statement")),
    (UNDATED, _("Without a dated statement")),
    (NONE_YET, _("None yet")),
]
SORTS: Choices = [
    (Order.RELEVANCE, _("Best match")),
    (Order.TAKEN_UP, _("Most taken up")),
    (Order.NEWEST, _("Newest")),
    (Order.TITLE, _("Name")),
]
FACETS: Final = {facet.parameter: facet for facet in Facet}


class Shared:
    """Copied with its own options only: django-filter would copy all that hangs on a filter."""

    extra: dict[str, Any]
    method: str

    def __deepcopy__(self, _memo: dict[int, Any]) -> Self:
        twin = copy(self)
        twin.extra = dict(self.extra)
        twin.method = self.method  # binds the method to the twin
        return twin


class WordsFilter(Shared, df.CharFilter):  # type: ignore[misc]  # the package has no types
    pass


class OneOf(Shared, df.ChoiceFilter):  # type: ignore[misc]  # nor here
    pass


class SomeOf(Shared, df.MultipleChoiceFilter):  # type: ignore[misc]  # nor here
    pass


class OpenField(MultipleChoiceField):
    """What may be chosen is not listed, but can be told of each value; and its present name."""

    def __init__(
        self,
        *,
        is_known: Callable[[str], bool],
        present: Callable[[str], str] = str,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.is_known = is_known
        self.present = present

    def valid_value(self, value: str) -> bool:
        return self.is_known(value)

    def clean(self, value: Any) -> list[str]:
        return list(dict.fromkeys(map(self.present, super().clean(value))))


class OpenFilter(SomeOf):
    field_class = OpenField


def several(heading: str | Promise, kind: type[SomeOf] = SomeOf, **options: Any) -> SomeOf:
    """A filter of which several values may be chosen."""
    options = {"method": "by_value", "error_messages": {"invalid_choice": UNKNOWN}} | options
    return kind(label=heading, distinct=False, **options)


def is_country(value: str) -> bool:
    """Any two letters may be a country; most have no practice."""
    return re.fullmatch(r"[A-Z]{2}", value) is not None


class PracticeFilter(df.FilterSet):  # type: ignore[misc]  # the package has no types
    """`found()` is the list; `narrowed(leave_out="theme")` what it would be without that filter.

    `question()` asks for the list, the total and all counts in one statement.
    """

    base_filters: dict[str, Any]

    q = WordsFilter(label=_("Words"), method="by_words")
    theme = several(_("Theme"))
    status = several(_("Status"), method="by_status", choices=[])
    maturity = several(_("Maturity"), choices=Maturity.choices)
    evidence = several(_("Evidence"), choices=EVIDENCE)
    region = several(_("Partner region"))
    country = several(_("Country"), OpenFilter, is_known=is_country)
    industry = several(_("Field of strength"))
    links = several(_("Links two fields"), OpenFilter)
    tag = several(_("Tags"), OpenFilter)
    instrument = several(_("Instrument"), choices=Instrument.choices)
    kind = several(_("Kind"), choices=Kind.choices)
    level = several(_("Level"), choices=PlaceLevel.choices)
    sort = OneOf(
        label=_("Sort by"),
        choices=SORTS,
        method="by_nothing",
        error_messages={"invalid_choice": UNKNOWN_SORT},
    )

    def __init__(self, data: QueryDict, reader: Reader, words: Vocabulary) -> None:
        # A class has filters, an object those that its address asks for: most ask for one or two.
        # An empty value asks for nothing.
        asked = {name for name, values in data.lists() if any(values)}
        self.base_filters = {
            name: each for name, each in self.base_filters.items() if name in asked
        }
        if reader.region_id is None:  # visitors have no status of their own: it means nothing
            self.base_filters.pop("status", None)
        super().__init__(data, Practice.objects)
        self.reader = reader
        self.words = words
        words.look_up_addresses([data])
        self._tell("theme", choices=[(theme.code, theme.name) for theme in words.themes])
        self._tell("region", choices=[(region.code, region.name) for region in words.regions])
        self._tell("industry", choices=[(each.code, each.name) for each in words.industries])
        # An address with a former name of a tag asks for what stands in its place.
        tags = words.present_tags
        self._tell("tag", is_known=tags.__contains__, present=tags.__getitem__)
        self._tell("links", is_known=self._is_link)
        self._tell("status", choices=[(value, words[0]) for value, words in STATUSES.items()])

    def _tell(self, name: str, **options: Any) -> None:
        if name in self.filters:
            self.filters[name].extra |= options

    def _is_link(self, value: str) -> bool:
        """Two fields of strength, in the order of their codes."""
        first, _link, second = value.partition(LINK)
        return first < second and {first, second} <= {each.code for each in self.words.industries}

    @cached_property
    def form(self) -> Form:
        """Of these filters. A class of its own would have to be made for each address."""
        form = Form(self.data)
        form.fields |= {name: each.field for name, each in self.filters.items()}
        return form

    @property
    def asks(self) -> bool:
        """Anything at all; if not, there is no form to fill in and check."""
        return bool(self.filters)

    @cached_property
    def chosen(self) -> dict[str, list[str]]:
        """The valid values by filter, as they stand in the address; `sort` is not one of them."""
        cleaned = self._cleaned
        found = {
            name: list(cleaned[name])
            for name in self.filters
            if name not in {"q", "sort"} and cleaned.get(name)
        }
        return {"q": [self.query], **found} if self.query else found

    @cached_property
    def query(self) -> str:
        """The words that count."""
        words: str = self._cleaned.get("q") or ""
        return words[:MAX_QUERY].strip()

    @property
    def asked_order(self) -> str:
        """The order as it stands in the address; empty without a valid one."""
        wanted: str = self._cleaned.get("sort") or ""
        return wanted

    @cached_property
    def order(self) -> Order:
        """The order asked for; else by relevance where there are words, else the newest first."""
        wanted = self.asked_order
        if wanted and (wanted != Order.RELEVANCE or self.query):
            return Order(wanted)
        return Order.RELEVANCE if self.query else Order.NEWEST

    @cached_property
    def statuses(self) -> set[str]:
        """What the chosen statuses stand for."""
        chosen = self.chosen.get("status", [])
        return {status for each in chosen for status in STATUSES[each][2]}

    @cached_property
    def _cleaned(self) -> dict[str, Any]:
        if not self.asks:
            return {}
        self.form.is_valid()
        cleaned: dict[str, Any] = self.form.cleaned_data
        return cleaned

    def question(self, *, first: int = 0, rows: int = 0, most: int | None = None) -> Question:
        """The list for the index: how many rows from which on, how many values of long facets."""
        codes = {
            facet: self.words.codes_of(facet, self.chosen[name])
            for name, facet in FACETS.items()
            if name in self.chosen
        }
        return Question(
            reader=self.reader,
            words=self.query,
            codes=codes,
            statuses=sorted(self.statuses),
            order=self.order,
            first=first,
            rows=rows,
            most=most,
        )

    def narrowed(self, leave_out: str = "") -> PracticeQuerySet:
        """All filters applied but one; what could not be read does not narrow."""
        found: PracticeQuerySet = Practice.objects.listed_for(self.reader)
        for name, each in self.filters.items():
            if name != leave_out and name in self._cleaned:
                found = each.filter(found, self._cleaned[name])
        return found

    def found(self) -> PracticeQuerySet:
        """The list, in its order."""
        found = self.narrowed()
        match self.order:
            case Order.RELEVANCE:
                return found.best_match_first(any_word_of(self.query))
            case Order.TAKEN_UP:
                return found.most_taken_up_first(self.reader)
            case Order.TITLE:
                return found.by_title()
        return found.newest_first()

    def by_words(self, found: PracticeQuerySet, _name: str, value: str) -> PracticeQuerySet:
        return found.filter(catalogue_entry__words=query_for(self.query)) if self.query else found

    def by_value(self, found: PracticeQuerySet, name: str, value: list[str]) -> PracticeQuerySet:
        codes = self.words.codes_of(FACETS[name], value)
        return found.filter(catalogue_entry__codes__overlap=codes)

    def by_status(self, found: PracticeQuerySet, _name: str, value: list[str]) -> PracticeQuerySet:
        return found.standing(self.reader, self.statuses)

    def by_nothing(self, found: PracticeQuerySet, _name: str, value: str) -> PracticeQuerySet:
        """The order is not a filter."""
        return found
