"""The strip of marks: order, origin, own region, and its sentence."""

import re

import pytest
from django.template import Context, Template

from practices.finding.strip import statuses_of, stops_of, tally, words_for_none
from practices.models import Practice, TransferStatus
from practices.querysets import transfers_of
from practices.tests.factories import make_practice, make_transfer
from regions.models import Region
from regions.reader import Reader
from regions.tests.factories import make_partner, make_reader, make_region

pytestmark = pytest.mark.django_db


@pytest.fixture
def nine():
    """Nine regions whose order is not that of their making."""
    return [
        make_region(name=f"Region {n}", short_code=f"R{n}", position=n) for n in range(9, 0, -1)
    ][::-1]


def read(practice, reader):
    return Practice.objects.prefetch_related(transfers_of(reader)).get(pk=practice.pk)


def in_order():
    return list(Region.objects.in_strip_order().filter(partner=None))


def test_every_status_stands_in_the_order_of_the_regions(nine):
    practice = make_practice()
    for region, status in zip(nine, TransferStatus.values, strict=True):
        make_transfer(practice, region, status)
    reader = make_reader(make_partner(region=make_region(position=99)))
    strip = Template("{% load thread %}{% strip practice regions me %}").render(
        Context({"practice": read(practice, reader), "regions": in_order(), "me": nine[3].pk})
    )

    assert re.findall(r'<span class="vh">([^<]+)</span>', strip) == [
        "Region 1: Proposed",
        "Region 2: Interested",
        "Region 3: In assessment",
        "Region 4: Adopt as it is",
        "Region 5: Adapt to us",
        "Region 6: Take ideas",
        "Region 7: Not for us now",
        "Region 8: In plan",
        "Region 9: Implemented",
    ]
    assert [("data-me" in li) for li in strip.split("<li")[1:]] == [n == 3 for n in range(9)]


def test_the_origin_is_computed_and_wins(nine):
    practice = make_practice(origin_region=nine[0])
    make_transfer(practice, nine[0], "done")
    make_transfer(practice, nine[1], "plan")
    reader = make_reader()
    found = read(practice, reader)

    assert statuses_of(found) == {nine[0].pk: "own", nine[1].pk: "plan"}
    assert tally(statuses_of(found).values()) == "1 takes it up"


def test_a_visitor_reads_public_statuses_and_no_claim_about_the_others(nine):
    practice = make_practice()
    make_transfer(practice, nine[0], "adopt", is_public=True)
    make_transfer(practice, nine[1], "not_now")
    visitor = Reader.visitor()
    stops = stops_of(practice, visitor)[:3]

    assert [(stop.status, stop.words) for stop in stops] == [
        ("adopt", ""),
        ("none", "No public status"),
        ("none", "No public status"),
    ]
    assert words_for_none(make_reader()) == ""


@pytest.mark.parametrize(
    ("statuses", "sentence"),
    [
        ("done plan adopt adapt adapt plan learn", "6 take it up, 1 in place"),
        ("adapt done plan assessing proposed adopt", "4 take it up, 1 in place; 2 under way"),
        ("adopt interested assessing", "1 takes it up; 2 under way"),
        ("proposed", "1 under way"),
        ("learn not_now", ""),
        ("", ""),
    ],
)
def test_the_sentence_counts(statuses, sentence):
    assert tally(statuses.split()) == sentence


def test_one_query_for_all_rows(nine, django_assert_num_queries):
    reader = make_reader()
    practices = [make_practice() for _number in range(3)]
    for practice in practices:
        make_transfer(practice, nine[0])
    with django_assert_num_queries(2):
        rows = list(Practice.objects.published().prefetch_related(transfers_of(reader)))
        assert [len(statuses_of(row)) for row in rows] == [1, 1, 1]
