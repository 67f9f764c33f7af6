"""The directory: for members and administrators; addresses only where somebody may see them."""

import pytest

from clusterix.testing.queries import count_queries
from core import clock
from regions.models import Membership
from regions.tests.factories import make_membership

URL = "/people/"


def rows_of(person):
    return [(each.user.name, sees) for each, sees in person.get(URL).context["rows"]]


def test_members_and_administrators_read_all_names(member, stranger, lead, administrator):
    for person in (member, stranger, administrator):
        names = [name for name, _sees in rows_of(person)]
        assert names == ["Lead", "Member", "Stranger"]


def test_for_visitors_and_guests_there_is_no_directory(visitor, guest, member):
    assert [person.get(URL).status_code for person in (visitor, guest)] == [404, 404]


def test_who_left_is_not_in_the_directory(member, stranger):
    Membership.objects.filter(user=stranger.user).update(ended_at=clock.now())
    assert [name for name, _sees in rows_of(member)] == ["Member"]


def test_addresses_are_seen_by_oneself_the_lead_and_the_coordinator(
    member, stranger, lead, coordinator, administrator
):
    assert rows_of(member) == [
        ("Lead", False),
        ("Member", True),
        ("Stranger", False),
        ("Coordinator", False),
    ]
    assert rows_of(lead) == [
        ("Lead", True),
        ("Member", True),
        ("Stranger", False),
        ("Coordinator", False),
    ]
    for person in (coordinator, administrator):
        assert [sees for _name, sees in rows_of(person)] == [True] * 4


@pytest.mark.rights("U02")
def test_who_opted_in_is_seen_by_members(member, stranger):
    assert member.user.email not in stranger.get(URL).content.decode()
    member.user.shows_email = True
    member.user.save()
    assert member.user.email in stranger.get(URL).content.decode()


def test_a_moderator_sees_the_addresses_of_the_people_of_their_sessions(
    moderator, member, colleague, room, small
):
    room.seat_person(small.home, user=member.user)
    page = moderator.get(URL).content.decode()
    assert member.user.email in page
    assert colleague.user.email not in page


def test_who_may_invite_is_offered_it(member, lead, coordinator, administrator):
    people = (member, lead, coordinator, administrator)
    assert [person.get(URL).context["may_invite"] for person in people] == [
        False,
        True,
        True,
        True,
    ]


def test_only_administrators_see_who_the_administrators_are(member, administrator):
    assert list(administrator.get(URL).context["administrators"]) == [administrator.user]
    assert list(member.get(URL).context["administrators"]) == []


def test_fifty_people_stand_on_a_page(member, small):
    for _ in range(50):
        make_membership(partner=small.other.partner)
    assert len(member.get(URL).context["rows"]) == 50
    assert len(member.get(f"{URL}?page=2").context["rows"]) == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_is_constant(member, small, rows):
    for _ in range(rows):
        make_membership(partner=small.other.partner)
    assert count_queries(member, URL) <= 6
