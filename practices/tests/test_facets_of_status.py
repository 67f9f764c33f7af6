"""Statuses in the reader's region: counted, asked for, and what they are worth to others."""

from copy import deepcopy

import pytest

from practices.finding.facets import chips_of, facets_of, tally_of
from practices.models import Practice
from practices.tests.factories import (
    make_practice,
    make_transfer,
)
from practices.tests.reading import counts, read
from regions.tests.factories import make_partner, make_reader, make_region

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def built(for_the_file):
    """One practice per status in Skåne, one from there, one nobody looked at; and its reader."""
    region = make_region(code="SE22", name="Skåne")
    reader = make_reader(make_partner(region=region))
    statuses = ["proposed", "interested", "assessing", "adopt", "adapt", "learn", "not_now"]
    for status in [*statuses, "plan", "done"]:
        make_transfer(make_practice(title=status), region, status, is_public=status == "done")
    own = make_practice(title="own", origin_region=region)
    make_transfer(own, region, "done")  # the strip shows it as the origin all the same
    make_transfer(make_practice(title="none"), make_region(code="DK03"), "adopt")
    return reader


@pytest.fixture
def standing(built, db):
    return deepcopy(built)


def test_status_in_the_own_region_is_counted(standing):
    assert counts(reader=standing)["Status in Skåne"] == {
        "Not yet considered": 1,
        "Proposed": 1,
        "Interested": 1,
        "In assessment": 1,
        "Decided to take it up": 2,
        "In plan or implemented": 2,
        "Take ideas": 1,
        "Not for us now": 1,
    }


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("status=none", ["none"]),
        ("status=taken_up", ["adapt", "adopt"]),
        ("status=delivered", ["done", "plan"]),
        ("status=adopt", ["adopt"]),
        ("status=not_now&status=learn", ["learn", "not_now"]),
    ],
)
def test_status_narrows(standing, query, titles):
    found = read(query + "&sort=title", standing).found()
    assert [practice.title for practice in found] == titles


def test_a_visitor_has_no_status_to_ask_for(standing):
    assert not [heading for heading in counts() if "Status" in heading]
    filters = read("status=done")
    assert filters.form.is_valid()
    assert tally_of(filters).found == 11
    assert chips_of(filters) == []


def test_groups_are_ticked_when_a_link_asks_for_all_of_their_statuses(standing):
    filters = read("status=adopt&status=adapt&status=done", standing)
    status = next(
        facet for facet in facets_of(filters, tally_of(filters)) if facet.name == "status"
    )

    ticked = [choice.label for choice in status.choices if choice.is_chosen]
    assert ticked == ["Decided to take it up", "Implemented"]


def test_most_taken_up_counts_what_the_reader_may_know(standing):
    region, other = make_region(), make_region()
    twice = Practice.objects.get(title="learn")
    make_transfer(twice, region, "adopt", is_public=True)
    make_transfer(twice, other, "plan", is_public=True)

    ordered = [practice.title for practice in read("sort=taken_up", standing).found()]
    assert ordered == [
        *("learn", "adapt", "adopt", "done", "none", "plan"),
        *("assessing", "interested", "not_now", "own", "proposed"),
    ]
    for_visitors = [practice.title for practice in read("sort=taken_up").found()]
    assert for_visitors[:3] == ["learn", "done", "adapt"]
