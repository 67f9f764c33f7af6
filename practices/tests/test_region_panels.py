"""What the catalogue shows on the pages of regions: counted over what the reader may read."""

import pytest

from clusterix.testing.queries import count_queries
from core import clock
from practices.models import Practice, Transfer, TransferStatus
from practices.tests.factories import make_practice

LIST, PAGE = "/regions/", "/regions/SE22/"


@pytest.fixture
def practice(small):
    """From the home region; public that the other region adapts it, not public that a third did."""
    made = make_practice(
        partner=small.home.partner, origin_region=small.home.region, title="Vouchers"
    )
    since = clock.now()
    for place, status, is_public in (
        (small.other, TransferStatus.ADAPT, True),
        (small.third, TransferStatus.DONE, False),
    ):
        Transfer.objects.create(
            practice=made, region=place.region, status=status, is_public=is_public, since=since
        )
    return made


def figures(person, url=PAGE):
    return {str(each.name): each.count for each in person.get(url).context["figures"]}


def test_map_and_table_count_the_practices_of_each_region(visitor, practice):
    response = visitor.get(LIST)
    counts = [node.point.count for node in response.context["drawing"].nodes]
    assert counts == [row.figures[0].count for row in response.context["rows"]] == [1, 0, 0]
    page = response.content.decode()
    assert 'aria-label="Skåne 1 practice"' in page
    assert 'href="/practices/?region=SE22"' in page


def test_a_visitor_counts_public_statuses_only(visitor, member, practice):
    assert figures(visitor) == {
        "Practices": 1,
        "Taken up by others": 1,
        "Taken up here": 0,
        "Not for us now": 0,
    }
    assert figures(member)["Taken up by others"] == 2


def test_what_a_region_took_up_stands_on_its_page(visitor, member, practice):
    assert "Vouchers" in visitor.get("/regions/DK03/").content.decode()
    assert "Vouchers" not in visitor.get("/regions/AT12/").content.decode()
    assert "Vouchers" in member.get("/regions/AT12/").content.decode()
    assert figures(member, "/regions/AT12/")["Taken up here"] == 1


def test_the_own_practices_are_listed_with_their_strip(visitor, practice):
    page = visitor.get(PAGE).content.decode()
    assert f'href="{practice.get_absolute_url()}"' in page
    assert "Southern Denmark: Adapt to us" in page
    assert "Lower Austria: No public status" in page


def test_an_archived_practice_is_neither_listed_nor_counted(member, practice):
    Practice.objects.filter(pk=practice.pk).update(archived_at=clock.now())
    assert "Vouchers" not in member.get(PAGE).content.decode()
    assert figures(member) == dict.fromkeys(figures(member), 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_is_constant(member, small, rows):
    for _ in range(rows):
        made = make_practice(partner=small.home.partner, origin_region=small.home.region)
        Transfer.objects.create(
            practice=made,
            region=small.home.region,
            status=TransferStatus.PLAN,
            since=clock.now(),
        )
    assert count_queries(member, PAGE) == 12
    assert count_queries(member, LIST) == 3
