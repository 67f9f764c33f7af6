"""Every count of every facet, for catalogues and filters that chance makes."""

from dataclasses import dataclass
from itertools import combinations

import pytest
from django.db import transaction
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clusterix.testing.properties import cases
from practices import search
from practices.filters import STATUSES, PracticeFilter, Vocabulary
from practices.finding.facets import loosenings_of, tally_of
from practices.tests.factories import (
    PUBLISHED_AT,
    make_draft,
    make_practice,
    make_statement,
    make_theme,
    make_transfer,
)
from regions.reader import Reader
from regions.tests.factories import make_industry, make_partner, make_reader, make_region

pytestmark = pytest.mark.django_db

WORDS = ("voucher", "pool", "atlas")
DATED = {"dated": "2013-05-09", "undated": None, "none": None}


@dataclass
class World:
    """What does not change between the catalogues: names to choose from, and two readers."""

    themes: dict
    regions: dict
    fields: dict
    readers: dict


@pytest.fixture
def world():
    regions = {code: make_region(code=code, name=code) for code in ("SE22", "DK03")}
    member = make_reader(make_partner(region=regions["SE22"]))
    return World(
        themes={code: make_theme(code=code) for code in ("money", "plans")},
        regions=regions,
        fields={code: make_industry(code=code) for code in ("food", "ict", "wood")},
        readers={"visitor": Reader.visitor(), "member": member},
    )


def some(values, most=2):
    return st.lists(st.sampled_from(values), max_size=most, unique=True)


def one_or_none(values):
    return st.sampled_from(["", *values])


rows = st.fixed_dictionaries(
    {
        "theme": one_or_none(["money", "plans"]),
        "region": one_or_none(["SE22", "DK03"]),
        "country": some(["SE", "DK"]),
        "industry": some(["food", "ict", "wood"], 3),
        "tag": some(["calls", "ports"]),
        "instrument": one_or_none(["voucher", "grant"]),
        "kind": one_or_none(["measure", "tool"]),
        "maturity": one_or_none(["proven", "pilot"]),
        "level": one_or_none(["local", "regional"]),
        "evidence": st.sampled_from(["dated", "undated", "none"]),
        "words": some(WORDS, 3),
        "status": one_or_none(["proposed", "adopt", "adapt", "done"]),
        "state": st.sampled_from(["listed"] * 6 + ["archived", "taken_down", "draft"]),
    }
)
CHOICES = {
    "theme": ["money", "plans"],
    "region": ["SE22", "DK03"],
    "country": ["SE", "DK", "FR"],
    "industry": ["food", "ict", "wood"],
    "links": ["food~ict", "food~wood", "ict~wood"],
    "tag": ["calls", "ports"],
    "instrument": ["voucher", "grant"],
    "kind": ["measure", "tool"],
    "maturity": ["proven", "pilot", "idea"],
    "level": ["local", "regional"],
    "evidence": ["dated", "undated", "none"],
    "status": ["none", "proposed", "taken_up", "delivered", "adopt"],
}
wishes = st.fixed_dictionaries(
    {}, optional={name: some(values) for name, values in CHOICES.items()}
)


def make(world, row):
    """The practice of a row, as its factory would publish it."""
    states = {
        "archived": {"archived_at": PUBLISHED_AT},
        "taken_down": {"taken_down_at": PUBLISHED_AT, "takedown_reason": "Asked for"},
    }
    make_one = make_draft if row["state"] == "draft" else make_practice
    practice = make_one(
        partner=world.readers["member"].partner,
        theme=world.themes.get(row["theme"]),
        origin_region=world.regions.get(row["region"]),
        countries=row["country"],
        industries=[world.fields[code] for code in row["industry"]],
        tags=row["tag"],
        summary=" ".join(row["words"]),
        has_no_evidence_yet=row["evidence"] == "none",
        **{name: row[name] for name in ("instrument", "kind", "maturity", "level")},
        **states.get(row["state"], {}),
    )
    if row["status"]:
        make_transfer(practice, world.regions["SE22"], row["status"])
    if row["state"] != "draft":
        make_statement(practice.published_revision, dated_on=DATED[row["evidence"]])
        search.index(practice)


def values_of(row):
    """What a practice counts under, worked out again from the row it was made from."""
    several = {name: set(row[name]) for name in ("country", "industry", "tag")}
    single = ("theme", "region", "instrument", "kind", "maturity", "level", "evidence")
    own = "own" if row["region"] == "SE22" else row["status"] or "none"
    return {
        **several,
        **{name: {row[name]} - {""} for name in single},
        "links": {"~".join(pair) for pair in combinations(sorted(row["industry"]), 2)},
        "status": {own},
    }


def fits(row, wish, words, without=""):
    values = values_of(row)
    if words and without != "q" and not set(words) <= set(row["words"]):
        return False
    return all(
        values[name] & stands_for(name, wanted)
        for name, wanted in wish.items()
        if wanted and name != without
    )


def stands_for(name, wanted):
    if name != "status":
        return set(wanted)
    return {status for each in wanted for status in STATUSES[each][2]}


def counted(rows, name):
    """How many of these rows have each value."""
    found = {}
    for row in rows:
        for value in values_of(row)[name]:
            found[value] = found.get(value, 0) + 1
    return found


def read(world, wish, words, who):
    query = QueryDict(mutable=True)
    for name, values in wish.items():
        query.setlist(name, values)
    query["q"] = " ".join(words)
    reader = world.readers[who]
    vocabulary = Vocabulary.for_reader(reader)
    return PracticeFilter(query, reader, vocabulary)


@given(
    catalogue=st.lists(rows, max_size=7),
    wish=wishes,
    words=some(WORDS),
    who=st.sampled_from(["visitor", "member"]),
)
@settings(
    max_examples=cases(daily=25, thorough=600),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_every_count_is_what_the_list_would_show(world, catalogue, wish, words, who):
    with transaction.atomic():
        for row in catalogue:
            make(world, row)
        check(world, [row for row in catalogue if row["state"] == "listed"], wish, words, who)
        transaction.set_rollback(True)


def check(world, listed, wish, words, who):
    known = {tag for row in listed for tag in row["tag"]}
    wish = {**wish, "tag": [tag for tag in wish.get("tag", []) if tag in known]}
    if who == "visitor":
        wish.pop("status", None)
    filters = read(world, wish, words, who)
    tally = tally_of(filters, rows=20)
    found = [row for row in listed if fits(row, wish, words)]

    assert filters.form.is_valid()
    assert (tally.found, tally.listed) == (len(found), len(listed))
    assert tally.ids == list(filters.found().values_list("pk", flat=True))
    for name in CHOICES:
        if name != "status" or who == "member":
            others = [row for row in listed if fits(row, wish, words, without=name)]
            assert without_zeros(tally.by_facet.get(name, {})) == counted(others, name)
    if not found:
        check_loosenings(filters, listed, wish, words)


def without_zeros(counts):
    return {value: n for value, n in counts.items() if n}


def check_loosenings(filters, listed, wish, words):
    """What leaving out each filter would bring back."""
    said = sorted(each.count for each in loosenings_of(filters))
    names = [*(name for name, wanted in wish.items() if wanted), *(["q"] if words else [])]
    counts = (sum(fits(row, wish, words, without=name) for row in listed) for name in names)
    assert said == sorted(count for count in counts if count)
