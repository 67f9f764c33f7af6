"""What everybody may read is kept by the process until something public changes."""

import pytest

from clusterix.testing.partnership import make_person
from clusterix.testing.persona import Persona
from clusterix.testing.queries import count_queries
from core.public_changes import WhileUnchanged, one_moment, public_state
from practices.actions import archive
from practices.models import Practice, Tag
from practices.tests.factories import make_practice, make_transfer
from regions.models import Industry
from regions.reader import Reader
from regions.tests.factories import make_industry, make_partnership, make_region


class Names:
    """Reads names of fields, and counts how often."""

    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1
        return list(Industry.objects.order_by("name").values_list("name", flat=True))


@pytest.fixture
def names():
    return Names()


@pytest.mark.django_db(transaction=True)
def test_read_once_until_something_public_changes(names):
    kept = WhileUnchanged(names)
    make_industry(name="Food")
    for _ in range(2):
        with one_moment():
            assert kept.now() == ["Food"]
    assert names.times == 1

    make_industry(name="Plastics")
    with one_moment():
        assert kept.now() == ["Food", "Plastics"]


@pytest.mark.django_db(transaction=True)
def test_one_answer_asks_once_for_the_state(names, django_assert_num_queries):
    kept = WhileUnchanged(names)
    state = public_state()
    with one_moment(state):
        kept.now()
    with django_assert_num_queries(1), one_moment():
        assert kept.now() is kept.now()
    with django_assert_num_queries(0), one_moment(state):
        kept.now()


@pytest.mark.django_db
def test_nothing_is_kept_inside_a_transaction(names):
    with one_moment():
        assert WhileUnchanged(names).now() is None
    assert names.times == 0


@pytest.mark.django_db(transaction=True)
def test_nothing_is_kept_where_nothing_says_how_it_is(names):
    assert WhileUnchanged(names).now() is None


@pytest.mark.django_db(transaction=True)
def test_the_list_asks_for_itself_alone_and_follows_a_new_name(client):
    make_partnership()
    field = make_industry(code="food", name="Food")
    make_practice(slug="vouchers", industries=[field])
    address = "/practices/?industry=food"
    assert "Food" in client.get(address).text
    assert count_queries(client, address) == 1  # the list; its rows are kept

    Industry.objects.filter(pk=field.pk).update(name="Nutrition")
    page = client.get(address).text
    assert "Nutrition" in page
    assert "Food" not in page


@pytest.mark.django_db(transaction=True)
def test_kept_rows_follow_every_public_change(client):
    make_partnership()
    practice = make_practice(title="Vouchers", summary="For firms.", tags=["calls"])
    region = make_region(name="Skåne")
    assert "Vouchers" in client.get("/practices/").text

    Practice.objects.filter(pk=practice.pk).update(title="Grants")
    assert "Grants" in client.get("/practices/").text
    Tag.objects.filter(slug="calls").update(name="Tenders")
    assert "Tenders" in client.get("/practices/").text
    make_transfer(practice, region, "adapt", is_public=True)
    assert "1 takes it up" in client.get("/practices/").text
    archive(practice=practice, by=Reader.system())
    assert "Grants" not in client.get("/practices/").text


@pytest.mark.django_db(transaction=True)
def test_each_search_keeps_marks_of_its_own(client):
    make_partnership()
    make_practice(title="Vouchers for firms")
    for _ in range(2):
        assert "<mark>Vouchers</mark> for firms" in client.get("/practices/?q=voucher").text
        assert "Vouchers for <mark>firms</mark>" in client.get("/practices/?q=firm").text
        assert "<mark>" not in client.get("/practices/").text


@pytest.mark.django_db(transaction=True)
def test_what_members_read_is_kept_for_nobody(small):
    make_transfer(make_practice(title="Vouchers"), small.home.region, "adapt", is_public=False)
    member, visitor = Persona(user=make_person(small, "member")), Persona()
    for _ in range(2):
        assert "1 takes it up" in member.get("/practices/").text
        assert "1 takes it up" not in visitor.get("/practices/").text
