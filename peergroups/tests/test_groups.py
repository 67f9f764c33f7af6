"""Groups: who makes them, who is in them, who sees what."""

import pytest

from clusterix.testing.queries import assert_few_queries, count_queries
from core.models import Activity
from peergroups.actions import add_member, appoint_moderator, create_group, remove_member
from peergroups.actions.groups import HasLeft, NotTheCoordinator, NotYourPeople
from peergroups.models import GroupMembership, PeerGroup, Session
from practices.tests.factories import make_theme
from regions.reader import Reader
from regions.tests.factories import make_member, make_partner, make_reader

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    return answer.content.decode()


def test_the_coordinator_makes_groups_with_addresses_of_their_own():
    by = make_reader(is_coordinator=True)
    theme = make_theme()

    made = [create_group(name=name, theme=theme, by=by).slug for name in ("New", "Food", "Food")]

    assert made == ["new-2", "food", "food-2"]
    assert Activity.objects.filter(verb="group.created", actor=by.user_id).count() == 3
    for other in (make_reader(is_lead=True), make_reader(is_steering=True), Reader.visitor()):
        with pytest.raises(NotTheCoordinator):
            create_group(name="Food", by=other)


def test_people_come_and_go(room):
    partner = make_partner()
    user = make_member(partner)
    lead, coordinator = make_reader(partner, is_lead=True), make_reader(is_coordinator=True)

    first = add_member(group=room.group, user=user, by=lead)
    assert add_member(group=room.group, user=user, by=coordinator) == first
    for by in (make_reader(partner), make_reader(is_lead=True)):
        with pytest.raises(NotYourPeople):
            remove_member(membership=first, by=by)
    left = remove_member(membership=first, by=Reader.for_user(user.pk))
    assert left.left_at is not None
    with pytest.raises(HasLeft):
        remove_member(membership=first, by=coordinator)
    assert add_member(group=room.group, user=user, by=lead).pk != first.pk


def test_moderators_are_appointed_by_the_coordinator_and_lose_it_when_they_leave(room):
    user = make_member()
    coordinator = make_reader(is_coordinator=True)
    membership = add_member(group=room.group, user=user, by=coordinator)
    person = Reader.for_user(user.pk)

    with pytest.raises(NotTheCoordinator):
        appoint_moderator(membership=membership, is_moderator=True, by=person)
    appoint_moderator(membership=membership, is_moderator=True, by=coordinator)
    assert list(Session.objects.moderated_by(person)) == [room.session]
    assert add_member(group=room.group, user=make_member(), by=person).left_at is None
    remove_member(membership=membership, by=person)
    assert not Session.objects.moderated_by(person).exists()


@pytest.mark.rights("GR01")
def test_visitors_read_name_and_theme_of_public_groups(visitor, member, room, moderator):
    open_group = PeerGroup.objects.create(
        slug="open", name="Open peers", theme=make_theme(name="Clusters"), is_public=True,
        purpose="We learn together.",
    )  # fmt: skip  # one group
    GroupMembership.objects.create(group=open_group, user=moderator.user)

    page = text(visitor.get("/groups/"))
    assert "Open peers" in page
    assert "Clusters" in page
    assert room.group.name not in page
    page = text(visitor.get("/groups/open/"))
    assert "Open peers" in page
    assert "We learn together." not in page
    assert "Moderator" not in page
    assert visitor.get(room.group.get_absolute_url()).status_code == 404
    page = text(member.get("/groups/open/"))
    assert "We learn together." in page
    assert "Moderator" in page


@pytest.mark.rights("S01")
def test_sessions_of_public_meetings_have_a_line_for_everybody(visitor, member, room):
    room.group.is_public = True
    room.group.save()
    url = room.group.get_absolute_url()

    assert room.session.title not in text(visitor.get(url))
    page = text(member.get(url))  # a line for members, no link to the details
    assert f"<h3>{room.session.title}</h3>" in page
    room.exchange.is_public = True
    room.exchange.save()
    assert f"<h3>{room.session.title}</h3>" in text(visitor.get(url))


def test_the_forms_make_change_and_fill_a_group(coordinator, lead, member, stranger, room, small):
    made = coordinator.post("/groups/new/", {"name": "Food", "purpose": "Eat."})
    assert made["Location"] == "/groups/food/"
    coordinator.post("/groups/food/edit/", {"name": "Food and drink", "is_public": "on"})
    group = PeerGroup.objects.get(slug="food")
    assert (group.name, group.purpose, group.is_public) == ("Food and drink", "", True)
    empty = coordinator.post("/groups/new/", {"name": ""})
    assert empty.status_code == 400
    assert "Name: This field is required." in text(empty)
    own, foreign = (p.user.memberships.get().pk for p in (member, stranger))
    assert lead.post("/groups/food/members/", {"member": own}).status_code == 302
    assert lead.post("/groups/food/members/", {"member": foreign}).status_code == 403
    membership = GroupMembership.objects.get(group=group)
    coordinator.post(
        "/groups/food/members/moderator/",
        {"membership": membership.pk, "is_moderator": "yes"},
    )
    membership.refresh_from_db()
    assert membership.is_moderator
    assert ", moderator" in text(member.get("/groups/food/"))
    assert member.post("/groups/food/members/leave/", {"membership": membership.pk})
    membership.refresh_from_db()
    assert membership.left_at is not None


def test_groups_ask_the_database_as_often_for_three_as_for_one(member, room, small):
    def add():
        group = PeerGroup.objects.create(slug=f"g{PeerGroup.objects.count()}", name="Peers")
        for each in (group, room.group):
            GroupMembership.objects.create(group=each, user=make_member(small.other.partner))

    counts = []
    for _time in range(3):
        add()
        urls = ("/groups/", room.group.get_absolute_url())
        counts.append([count_queries(member, url) for url in urls])

    assert counts[0] == counts[2]
    for url in urls:
        assert_few_queries(member, url)
