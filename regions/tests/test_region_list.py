"""The list of partner regions: public, with the map and the table saying the same."""

import pytest
from django.urls import reverse

from clusterix.testing.queries import count_queries
from core import clock
from regions.models import Region
from regions.tests.factories import make_partner

URL = "/regions/"


def test_everybody_reads_the_active_regions(visitor, member, administrator, small):
    for person in (visitor, member, administrator):
        response = person.get(URL)
        assert response.status_code == 200
        assert [row.region.name for row in response.context["rows"]] == [
            "Skåne",
            "Southern Denmark",
            "Lower Austria",
        ]


def test_map_and_table_hold_the_same_links(visitor, small):
    response = visitor.get(URL)
    places = [node.point.url for node in response.context["drawing"].nodes]
    rows = [row.region.get_absolute_url() for row in response.context["rows"]]
    assert places == rows == [reverse("region_detail", args=[c]) for c in ("SE22", "DK03", "AT12")]
    assert response.content.decode().count(f'href="{rows[0]}"') == 2


def test_map_and_table_hold_the_same_numbers(visitor, small):
    response = visitor.get(URL)
    on_map = [node.point.count for node in response.context["drawing"].nodes]
    in_table = [row.figures[0].count if row.figures else None for row in response.context["rows"]]
    assert on_map == in_table


def test_a_region_that_left_is_not_in_the_list(visitor, small):
    Region.objects.filter(code="DK03").update(deactivated_at=clock.now())
    names = [row.region.name for row in visitor.get(URL).context["rows"]]
    assert names == ["Skåne", "Lower Austria"]


def test_countries_are_counted(visitor, small):
    make_partner()
    assert b"4 regions" in visitor.get(URL).content
    assert b"in 3 countries" in visitor.get(URL).content


def test_only_the_coordinator_is_offered_to_add_a_partner(visitor, lead, coordinator):
    offers = [person.get(URL).context["may_add"] for person in (visitor, lead, coordinator)]
    assert offers == [False, False, True]


def test_the_own_region_is_marked(member, stranger):
    assert [row.is_me for row in member.get(URL).context["rows"]] == [True, False, False]
    assert [row.is_me for row in stranger.get(URL).context["rows"]] == [False, True, False]


def test_a_place_without_partners_says_who_adds_them(visitor, small):
    Region.objects.update(deactivated_at=clock.now())
    assert b"The coordinator adds the partners" in visitor.get(URL).content


@pytest.mark.parametrize("more", [0, 2])
def test_the_number_of_queries_is_constant(visitor, small, more):
    for _ in range(more):
        make_partner()
    assert count_queries(visitor, URL) <= 4
