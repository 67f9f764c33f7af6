"""/practices/<slug>/history/"""

import pytest
from django.urls import reverse

from clusterix.testing.queries import count_queries
from practices.models import Revision
from practices.tests.factories import make_practice, make_revision
from practices.tests.writing import make_open


def url(practice):
    return reverse("practice_history", args=[practice.slug])


@pytest.fixture
def practice(small, member, coordinator):
    """Two published versions and a draft."""
    made = make_practice(partner=small.home.partner, title="Cluster school")
    Revision.objects.update(number=2, edited_by=member.user, approved_by=coordinator.user)
    make_revision(made, number=1, state="superseded")
    make_open(made, number=3)
    return made


def numbers(page):
    return [row.revision.number for row in page.context["rows"]]


def test_the_people_of_the_partner_see_every_version_with_roles(practice, colleague):
    page = colleague.get(url(practice))
    html = page.content.decode()
    assert numbers(page) == [3, 2, 1]
    for words in (
        "Cluster practitioner, Agency of Skåne",
        "Intermediary, Agency of Lower Austria",
        "Superseded",
    ):
        assert words in html


@pytest.mark.rights("P13")
def test_the_coordinator_sees_versions_from_submitted_on(practice, coordinator):
    assert numbers(coordinator.get(url(practice))) == [2, 1]
    practice.revisions.filter(number=3).update(state="submitted", submitted_at="2026-03-01T09:00Z")
    assert numbers(coordinator.get(url(practice))) == [3, 2, 1]


def test_for_others_there_is_no_history(practice, stranger, steering, administrator, visitor):
    for person in (stranger, steering, administrator):
        assert person.get(url(practice)).status_code == 404
    assert visitor.get(url(practice)).status_code in {302, 404}


def test_an_unpublished_practice_has_no_history_for_the_coordinator(small, coordinator, member):
    draft = make_open(partner=small.home.partner).practice
    assert numbers(member.get(url(draft))) == [1]
    assert coordinator.get(url(draft)).status_code == 404


def test_the_history_asks_a_constant_number_of_queries(small, member):
    short, long = (make_practice(partner=small.home.partner) for _each in range(2))
    for number in (2, 3):
        make_revision(long, number=number, state="superseded")
    assert count_queries(member, url(short)) == count_queries(member, url(long))
