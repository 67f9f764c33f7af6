"""What narrows the catalogue, with counts.

A facet's counts leave its own selection out, so that each says what choosing it would bring.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.ui.chips import Chip
from core.ui.words import either
from practices.filters import EVIDENCE, STATUS_GROUPS, STATUSES, PracticeFilter
from practices.models import Instrument, Kind, Maturity, PlaceLevel, Theme
from practices.search import Tally, answer_to
from practices.search.facets import LINK
from regions.countries import country_name, country_names

SHOWN = 30  # values of a long list, the most frequent ones; a tag on a practice leads to any other
UNFOLDED = 8  # of these stand there at once; one more than that is not worth folding
OPEN_AT_FIRST = {"theme", "status", "maturity"}
# Names keep their capital inside a sentence.
PLAIN_WORDS = {"status", "maturity", "evidence", "instrument", "kind", "level"}
# Their values depend on what is found, or their order does.
MOVING = {"country", "industry", "links", "tag"}


# The order of the rail; after the theme comes the status in the reader's region.
IN_RAIL: Final = (
    *("theme", "maturity", "evidence", "region", "country", "industry", "links", "tag"),
    *("instrument", "kind", "level"),
)
FIXED: Final[dict[str, Iterable[tuple[str, str | Promise]]]] = {
    "maturity": Maturity.choices,
    "evidence": EVIDENCE,
    "instrument": Instrument.choices,
    "kind": Kind.choices,
    "level": PlaceLevel.choices,
}


@dataclass(slots=True)  # a hundred and more are made for a page
class Choice:
    """One value of a facet."""

    value: str
    label: str
    count: int
    is_chosen: bool
    anchor: str
    mark: str = ""
    theme: Theme | None = None


@dataclass(frozen=True)
class Facet:
    """One filter with its values; values without practices stay visible."""

    name: str
    heading: str
    choices: list[Choice]

    @property
    def is_open(self) -> bool:
        return self.name in OPEN_AT_FIRST or any(choice.is_chosen for choice in self.choices)

    @property
    def is_moving(self) -> bool:
        return self.name in MOVING

    @property
    def first(self) -> list[Choice]:
        return self.choices if len(self.choices) <= UNFOLDED + 1 else self.choices[:UNFOLDED]

    @property
    def folded(self) -> list[Choice]:
        return self.choices[len(self.first) :]

    @property
    def unfolds(self) -> bool:
        """Something is chosen among what would be hidden."""
        return any(choice.is_chosen for choice in self.folded)


@dataclass(frozen=True)
class Loosening:
    """What leaving out one filter would bring back when nothing was found."""

    label: str
    url: str
    count: int


def tally_of(
    filters: PracticeFilter, *, first: int = 0, rows: int = 0, most: int | None = None
) -> Tally:
    """Everything that is counted, and the ids of some rows of the list: one statement.

    `most` limits what comes of tags and links to the most frequent ones, and those chosen.
    """
    return answer_to(filters.question(first=first, rows=rows, most=most))


def facets_of(filters: PracticeFilter, tally: Tally) -> list[Facet]:
    """All facets with their values, in the order of the rail."""
    reader, words = filters.reader, filters.words
    make = _Maker(filters, tally)
    status = []
    if reader.partner is not None:
        heading = _("Status in %(region)s") % {"region": reader.partner.region}
        status = [Facet("status", heading, make.statuses())]
    headings, fixed = _words(get_language())
    moving = {
        "theme": make.themes,
        "region": lambda: make.choices(
            "region", ((each.code, each.name) for each in words.regions)
        ),
        "country": make.countries,
        "industry": make.industries,
        "links": make.links,
        "tag": make.tags,
    }
    facets = [
        Facet(name, heading, moving[name]() if name in moving else make.choices(name, fixed[name]))
        for name, heading in headings.items()
    ]
    facets[1:1] = status
    return [facet for facet in facets if facet.choices]


@lru_cache(maxsize=32)
def _words(_language: str | None) -> tuple[dict[str, str], dict[str, list[tuple[str, str]]]]:
    """The headings in the order of the rail, and the values of those that never change."""
    headings = {name: str(PracticeFilter.base_filters[name].label) for name in IN_RAIL}
    return headings, {
        name: [(str(value), str(label)) for value, label in choices]
        for name, choices in FIXED.items()
    }


@dataclass(frozen=True)
class _Maker:
    """Makes choices from the counts and what is chosen."""

    filters: PracticeFilter
    tally: Tally

    def choices(self, facet: str, named: Iterable[tuple[str, str]]) -> list[Choice]:
        counts, chosen = self._counts(facet), self.filters.chosen.get(facet, ())
        return [
            Choice(value, label, counts.get(value, 0), value in chosen, f"{facet}-{value}")
            for value, label in named
        ]

    def themes(self) -> list[Choice]:
        words = self.filters.words
        choices = self.choices("theme", ((each.code, each.name) for each in words.themes))
        for choice, theme in zip(choices, words.themes, strict=True):
            choice.theme = theme
        return choices

    def _counts(self, facet: str) -> dict[str, int]:
        return self.tally.by_facet.get(facet, {})

    def statuses(self) -> list[Choice]:
        """The groups, and a single status that a link asked for."""
        chosen = set(self.filters.chosen.get("status", []))
        groups = [
            self._status(value, is_chosen=value in chosen or chosen.issuperset(STATUSES[value][2]))
            for value in STATUS_GROUPS
        ]
        covered = {
            status for each in groups if each.is_chosen for status in STATUSES[each.value][2]
        }
        singles = [value for value in STATUSES if value in chosen - STATUS_GROUPS.keys() - covered]
        return groups + [self._status(value, is_chosen=True) for value in singles]

    def _status(self, value: str, *, is_chosen: bool) -> Choice:
        label, mark, statuses = STATUSES[value]
        count = sum(self._counts("status").get(status, 0) for status in statuses)
        return Choice(value, str(label), count, is_chosen, f"status-{value}", mark=mark)

    def countries(self) -> list[Choice]:
        """Those of the partner regions, of the practices found, and those chosen."""
        codes = {region.country for region in self.filters.words.regions}
        codes |= self._used("country")
        return self._most_first("country", country_names(codes))

    def industries(self) -> list[Choice]:
        names = {each.code: each.name for each in self.filters.words.industries}
        return self._most_first("industry", names)

    def links(self) -> list[Choice]:
        """The pairs of fields that most practices link, and those chosen."""
        pairs = {value: link_label(self.filters, value) for value in self._used("links")}
        return self._most_first("links", pairs)[: SHOWN + len(self.filters.chosen.get("links", []))]

    def tags(self) -> list[Choice]:
        """The most frequent ones, and those chosen."""
        names = self.filters.words.tags | self.tally.labels.get("tag", {})
        tags = self._most_first("tag", {slug: names[slug] for slug in self._used("tag")})
        return tags[:SHOWN] + [each for each in tags[SHOWN:] if each.is_chosen]

    def _used(self, facet: str) -> set[str]:
        """What is found or chosen."""
        return self._counts(facet).keys() | set(self.filters.chosen.get(facet, []))

    def _most_first(self, facet: str, names: dict[str, str]) -> list[Choice]:
        choices = self.choices(facet, names.items())
        return sorted(choices, key=lambda each: (-each.count, each.label))


def problems_of(filters: PracticeFilter) -> list[str]:
    """What could not be read, each a sentence that names its filter."""
    return [
        f"{filters.filters[name].label}: {sentence}"
        for name, sentences in (filters.form.errors.items() if filters.asks else ())
        for sentence in sentences
    ]


def chips_of(filters: PracticeFilter) -> list[Chip]:
    """One chip per active value, each a link that takes it away."""
    return [
        Chip(chip_label(filters, name, value), address_without(filters, name, value))
        for name, values in filters.chosen.items()
        for value in values
    ]


def loosenings_of(filters: PracticeFilter, tally: Tally | None = None) -> list[Loosening]:
    """For an empty list: what each filter keeps out, the most helpful first."""
    tally = tally or tally_of(filters)
    found = [
        Loosening(
            label=filter_in_words(filters, name, values),
            url=address_without(filters, name),
            count=tally.kept_out.get(name, 0),
        )
        for name, values in filters.chosen.items()
    ]
    helpful = [each for each in found if each.count]
    return sorted(helpful, key=lambda each: (-each.count, each.label))


def chip_label(filters: PracticeFilter, name: str, value: str) -> str:
    """A filter in words: "Maturity: established", "Partner region: Skåne"."""
    return filter_in_words(filters, name, [value])


def filter_in_words(filters: PracticeFilter, name: str, values: Iterable[str]) -> str:
    """As a chip, with all its values: "Maturity: pilot or proven".

    Without marks around the words: a phrase brings its own.
    """
    labels = [_value_label(filters, name, value) for value in values]
    return f"{filters.filters[name].label}: {either(labels)}"


def _value_label(filters: PracticeFilter, name: str, value: str) -> str:
    if name == "q":
        return value
    if name == "country":
        return country_name(value)
    if name == "tag":
        return filters.words.tags[value]
    if name == "links":
        return link_label(filters, value)
    if name == "status":
        label = str(STATUSES[value][0])
    else:
        label = str(dict(filters.filters[name].extra["choices"])[value])
    return label[:1].lower() + label[1:] if name in PLAIN_WORDS else label


def link_label(filters: PracticeFilter, value: str) -> str:
    """Two fields: "Food × Plastics"."""
    return " × ".join(map(filters.words.industry_name, value.split(LINK)))


def address_without(filters: PracticeFilter, name: str = "", value: str = "") -> str:
    """The same list without one value of a filter, or without the filter; from its first page.

    Only what could be read is kept, so that following any link leads to a good address.
    """
    kept = [
        (each, one)
        for each, values in filters.chosen.items()
        for one in values
        if each != name or (value and one != value)
    ]
    if filters.asked_order:
        kept.append(("sort", filters.asked_order))
    return f"?{urlencode(kept)}"


def lasting_address(filters: PracticeFilter) -> str:
    """The filters alone, without order and page: what a list is, for search engines and feeds."""
    # The status is that in the reader's own region.
    lasting = {name: values for name, values in filters.chosen.items() if name != "status"}
    return f"?{urlencode(lasting, doseq=True)}" if lasting else ""
