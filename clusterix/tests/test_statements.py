"""A kept statement gives what its queryset gives, with any values, on any connection."""

from threading import Thread
from uuid import UUID, uuid4

import pytest
from django.db import DataError, connection, transaction
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import JSONObject
from django.test.utils import CaptureQueriesContext

from core.models import Activity
from core.statements import Insert, Statement
from regions.models import Membership, Partner, Region
from regions.tests.factories import make_member, make_partner, make_region

pytestmark = pytest.mark.django_db

partners = Statement(
    lambda region: Partner.objects.filter(region=region).select_related("region").order_by("pk"),
    region=int,
)


def described(region):
    held = Membership.objects.filter(partner=OuterRef("pk"))
    told = JSONObject(name="short", at=F("region_id"))
    rows = Partner.objects.filter(region_id=region, deactivated_at=None)
    return rows.annotate(has_people=Exists(held)).values("short", "has_people", told=told)


def test_objects_with_what_belongs_to_them(django_assert_num_queries):
    first, second = make_partner(), make_partner()
    for each in (first, second, first):
        with django_assert_num_queries(1):
            [found] = partners.all(region=each.region_id)
            assert (found, found.region.name) == (each, each.region.name)
            assert found.organisation == each.organisation
    assert partners.first(region=0) is None
    assert partners.get(region=first.region_id) == first
    with pytest.raises(ValueError, match="values to unpack"):
        partners.get(region=0)


def test_values_with_json_and_truths():
    statement = Statement(described, region=int)
    partner = make_partner(region=make_region(), short="Agency")
    make_member(partner)
    assert statement.all(region=partner.region_id) == [
        {"short": "Agency", "has_people": True, "told": {"name": "Agency", "at": partner.region_id}}
    ]
    assert statement.all(region=partner.region_id) == list(described(partner.region_id))


def test_ids_of_any_size_and_uuids():
    statement = Statement(
        lambda key, at_least: Activity.objects.filter(person_key=key, pk__gte=at_least),
        key=UUID,
        at_least=int,
    )
    key = uuid4()
    for pk in (7, 70_000, 7_000_000_000):
        Activity.objects.create(pk=pk, person_key=key, verb="tried", object_type="x", object_id="1")
    assert [each.pk for each in statement.all(key=key, at_least=70_000)] == [70_000, 7_000_000_000]
    assert [each.pk for each in statement.all(key=key, at_least=7_000_000_000)] == [7_000_000_000]
    assert statement.all(key=uuid4(), at_least=7) == []


def test_after_a_rollback_it_is_planned_again():
    partner = make_partner()
    for _ in range(3):
        with transaction.atomic():
            assert partners.get(region=partner.region_id) == partner
            transaction.set_rollback(True)
        assert partners.get(region=partner.region_id) == partner


def test_the_log_shows_it_like_any_other():
    with CaptureQueriesContext(connection) as captured:
        partners.all(region=5)
    [said] = captured.captured_queries
    assert said["sql"].startswith('SELECT "regions_partner"."id"')
    assert '"regions_partner"."region_id" = 5 ORDER BY' in said["sql"]


@pytest.mark.django_db(transaction=True)
def test_several_threads_at_once():
    regions = [make_partner().region for _ in range(4)]
    statement = Statement(lambda pk: Region.objects.filter(pk=pk), pk=int)
    found = {}

    def ask(region):
        found[region.pk] = {statement.get(pk=region.pk) for _ in range(20)}
        connection.close()

    threads = [Thread(target=ask, args=[each]) for each in regions]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert found == {each.pk: {each} for each in regions}


def test_new_rows_however_many(django_assert_num_queries):
    insert = Insert(Activity)
    key = uuid4()
    made = [
        Activity(
            person_key=key,
            verb=f"tried {each}",
            object_type="x",
            object_id="1",
            changes={each: None},
        )
        for each in "ab"
    ]
    with django_assert_num_queries(1):
        insert.rows(made)
    with django_assert_num_queries(0):
        assert insert.rows([]) == []
    [alone] = insert.rows([Activity(verb="alone", object_type="x", object_id="2")])
    stored = {each.pk: each for each in Activity.objects.all()}
    assert [stored[each.pk].verb for each in (*made, alone)] == ["tried a", "tried b", "alone"]
    assert (stored[made[1].pk].changes, stored[made[1].pk].person_key) == ({"b": None}, key)
    assert (stored[alone.pk].changes, stored[alone.pk].actor_id) == ({}, None)
    assert stored[alone.pk].at == alone.at
    assert not alone._state.adding


def test_a_text_that_is_too_long_is_refused_not_cut():
    long = Activity(verb="v" * 61, object_type="x", object_id="1")
    with pytest.raises(DataError, match="too long"), transaction.atomic():
        Insert(Activity).rows([long])
