"""What everybody may read is kept by the process until something public changes."""

import pytest

from clusterix.testing.queries import count_queries
from core.public_changes import WhileUnchanged, one_moment, public_state
from practices.tests.factories import make_practice
from regions.models import Industry
from regions.tests.factories import make_industry, make_partnership


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
def test_the_list_asks_for_its_rows_alone_and_follows_a_new_name(client):
    make_partnership()
    field = make_industry(code="food", name="Food")
    make_practice(slug="vouchers", industries=[field])
    address = "/practices/?industry=food"
    assert "Food" in client.get(address).text
    assert count_queries(client, address) == 2  # the list and its rows

    Industry.objects.filter(pk=field.pk).update(name="Nutrition")
    page = client.get(address).text
    assert "Nutrition" in page
    assert "Food" not in page
