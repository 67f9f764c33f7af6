"""What narrows the catalogue, with counts: one query for all facets and both totals.

A facet's counts leave its own selection out, so that each says what choosing it would bring.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Count, F, Func, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from practices.filters import STATUS_GROUPS, STATUSES, PracticeFilter
from practices.models import Maturity, PlaceLevel, Tagging, Theme
from regions.countries import country_name

SHOWN_TAGS = 30  # the most frequent ones; a tag on a practice leads to any other
OPEN_AT_FIRST = {"theme", "status", "maturity"}
PLAIN_WORDS = {"status", "maturity", "level"}  # names keep their capital inside a sentence

# Rows of facet, value, label and count.
type Branch = QuerySet[Any, tuple[str, str, str, int]]
type Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Chip:
    """An active filter and the address without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Loosening:
    """What leaving out one filter would bring back when nothing was found."""

    label: str
    url: str
    count: int


@dataclass
class Tally:
    """The counts of one page of the catalogue."""

    found: int = 0
    listed: int = 0
    by_facet: Counts = field(default_factory=dict)
    labels: dict[str, dict[str, str]] = field(default_factory=dict)


def tally_of(filters: PracticeFilter) -> Tally:
    """Everything that is counted, in one statement."""
    tally = Tally()
    first, *others = _branches(filters)
    for facet, value, label, count in first.union(*others, all=True).order_by():
        if facet == "found":
            tally.found = count
        elif facet == "listed":
            tally.listed = count
        elif value:
            tally.by_facet.setdefault(facet, {})[value] = count
            tally.labels.setdefault(facet, {})[value] = label
    return tally


def _branches(filters: PracticeFilter) -> Iterator[Branch]:
    none = Value("")
    yield _branch(filters.narrowed(), "found", none)
    yield _branch(filters.queryset, "listed", none)
    values: dict[str, Combinable] = {
        "theme": F("theme__code"),
        "maturity": F("maturity"),
        "region": F("origin_region__code"),
        "country": Func(F("countries"), function="unnest", output_field=CharField()),
        "industry": F("industries__code"),
        "level": F("level"),
    }
    for name, value in values.items():
        yield _branch(filters.narrowed(leave_out=name), name, value)
    tagged = filters.narrowed(leave_out="tag").order_by().values("pk")
    yield _branch(Tagging.objects.on(tagged), "tag", F("tag__slug"), F("tag__name"))
    if "status" in filters.filters:
        rows = filters.narrowed(leave_out="status").with_own_status(filters.reader)
        yield _branch(rows, "status", F("own_status"))


def _branch(
    rows: QuerySet[Any], facet: str, value: Combinable, label: Combinable | None = None
) -> Branch:
    named = rows.order_by().annotate(
        facet_=Value(facet, output_field=CharField()),
        value_=Cast(value, CharField()),
        label_=Cast(label if label is not None else Value(""), CharField()),
    )
    grouped = named.values("facet_", "value_", "label_").annotate(n_=Count("pk"))
    branch: Branch = grouped.values_list("facet_", "value_", "label_", "n_")
    return branch


def facets_of(filters: PracticeFilter, tally: Tally) -> list[Facet]:
    """All facets with their values, in the order of the rail."""
    reader, words = filters.reader, filters.words
    make = _Maker(filters, tally)
    facets = [
        Facet(
            "theme",
            _("Theme"),
            [make.choice("theme", each.code, each.name, theme=each) for each in words.themes],
        )
    ]
    if reader.partner is not None:
        heading = _("Status in %(region)s") % {"region": reader.partner.region}
        facets.append(Facet("status", heading, make.statuses()))
    maturities = [make.choice("maturity", *each) for each in Maturity.choices]
    regions = [make.choice("region", each.code, each.name) for each in words.regions]
    industries = [make.choice("industry", each.code, each.name) for each in words.industries]
    levels = [make.choice("level", *each) for each in PlaceLevel.choices]
    facets += [
        Facet("maturity", _("Maturity"), maturities),
        Facet("region", _("Partner region"), regions),
        Facet("country", _("Country"), make.countries()),
        Facet("industry", _("Field of strength"), industries),
        Facet("tag", _("Tags"), make.tags()),
        Facet("level", _("Level"), levels),
    ]
    return [facet for facet in facets if facet.choices]


@dataclass(frozen=True)
class _Maker:
    """Makes choices from the counts and what is chosen."""

    filters: PracticeFilter
    tally: Tally

    def choice(
        self,
        facet: str,
        value: str,
        label: str | Promise,
        *,
        theme: Theme | None = None,
    ) -> Choice:
        return Choice(
            value=value,
            label=str(label),
            count=self._counts(facet).get(value, 0),
            is_chosen=value in self.filters.chosen.get(facet, []),
            anchor=f"{facet}-{value}",
            theme=theme,
        )

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
        """Those of the partner regions, of the practices found, and those chosen; most first."""
        counts = self._counts("country")
        codes = {region.country for region in self.filters.words.regions}
        codes |= counts.keys() | set(self.filters.chosen.get("country", []))
        choices = [self.choice("country", code, country_name(code)) for code in codes]
        return sorted(choices, key=lambda each: (-each.count, each.label))

    def tags(self) -> list[Choice]:
        """The most frequent ones, and those chosen."""
        counts = self._counts("tag")
        names = self.tally.labels.get("tag", {}) | chosen_tags(self.filters)
        most = sorted(counts, key=lambda slug: (-counts[slug], names[slug]))[:SHOWN_TAGS]
        chosen = [slug for slug in self.filters.chosen.get("tag", []) if slug not in most]
        return [self.choice("tag", slug, names[slug]) for slug in [*most, *chosen]]


def chosen_tags(filters: PracticeFilter) -> dict[str, str]:
    """Names by slug of the tags that are chosen."""
    return {tag.slug: tag.name for tag in filters.form.cleaned_data.get("tag") or []}


def problems_of(filters: PracticeFilter) -> list[str]:
    """What could not be read, each a sentence that names its filter."""
    return [
        f"{filters.filters[name].label}: {sentence}"
        for name, sentences in filters.form.errors.items()
        for sentence in sentences
    ]


def chips_of(filters: PracticeFilter) -> list[Chip]:
    """One chip per active value, each a link that takes it away."""
    return [
        Chip(chip_label(filters, name, value), address_without(filters, name, value))
        for name, values in filters.chosen.items()
        for value in values
    ]


def loosenings_of(filters: PracticeFilter) -> list[Loosening]:
    """For an empty list: what each filter keeps out, the most helpful first. One query each."""
    found = [
        Loosening(
            label=", ".join(chip_label(filters, name, value) for value in values),
            url=address_without(filters, name),
            count=filters.narrowed(leave_out=name).count(),
        )
        for name, values in filters.chosen.items()
    ]
    helpful = [each for each in found if each.count]
    return sorted(helpful, key=lambda each: (-each.count, each.label))


def chip_label(filters: PracticeFilter, name: str, value: str) -> str:
    """A filter in words: "Maturity: established", "Partner region: Skåne"."""
    if name == "q":
        return _("Words: “%(words)s”") % {"words": value}
    heading = str(filters.filters[name].label)
    return f"{heading}: {_value_label(filters, name, value)}"


def _value_label(filters: PracticeFilter, name: str, value: str) -> str:
    if name == "country":
        return country_name(value)
    if name == "tag":
        return chosen_tags(filters)[value]
    if name == "status":
        label = str(STATUSES[value][0])
    else:
        label = str(dict(filters.filters[name].extra["choices"])[value])
    return label[:1].lower() + label[1:] if name in PLAIN_WORDS else label


def address_without(filters: PracticeFilter, name: str = "", value: str = "") -> str:
    """The same list without one value of a filter, or without the filter; from its first page.

    Only what could be read is kept, so that following any link leads to a good address.
    """
    query = QueryDict(mutable=True)
    for each, values in filters.chosen.items():
        if each != name:
            query.setlist(each, values)
        elif value:
            query.setlist(each, [kept for kept in values if kept != value])
    if sort := filters.form.cleaned_data.get("sort"):
        query["sort"] = sort
    return f"?{query.urlencode()}"


def lasting_address(filters: PracticeFilter) -> str:
    """The filters alone, without order and page: what a list is, for search engines and feeds."""
    query = QueryDict(mutable=True)
    for name, values in filters.chosen.items():
        if name != "status":  # of the reader's own region
            query.setlist(name, values)
    return f"?{query.urlencode()}" if query else ""
