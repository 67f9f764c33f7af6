"""A person's page: roles, the end of a membership, and what administrators do to accounts."""

import pytest

from accounts.models import User
from core.models import Mail
from regions.models import Membership
from regions.tests.factories import make_membership, make_user


def page_of(person):
    return f"/people/{person.user.pk}/"


def membership_of(person):
    return Membership.objects.get(user=person.user)


def test_members_read_name_and_partner_and_no_address(stranger, member):
    page = stranger.get(page_of(member)).content.decode()
    assert "Member" in page
    assert "Agency of Skåne" in page
    assert member.user.email not in page


def test_a_hidden_person_looks_like_none(visitor, member):
    for url in (page_of(member), "/people/987654/"):
        assert visitor.get(url).status_code == 404


def test_buttons_are_for_those_who_may_and_others_read_who_can(coordinator, lead, member):
    for_coordinator = coordinator.get(page_of(member)).content.decode()
    assert for_coordinator.count('name="role"') == 2
    assert "Only an administrator changes who is coordinator." in for_coordinator
    for_lead = lead.get(page_of(member)).content.decode()
    assert 'name="role"' not in for_lead
    assert "Only the coordinator changes this role." in for_lead
    assert "End this membership" in for_lead


@pytest.mark.rights("U05")
def test_the_coordinator_gives_the_lead_and_takes_it_back(coordinator, member, lead):
    url = f"/people/memberships/{membership_of(member).pk}/role/"
    response = coordinator.post(url, {"role": "lead", "is_held": "on"})
    assert (response.status_code, response.url) == (302, page_of(member))
    assert membership_of(member).is_lead is True
    coordinator.post(url, {"role": "lead"})
    assert membership_of(member).is_lead is False
    assert Mail.objects.filter(to=member.user.email).count() == 2


def test_a_lead_cannot_give_roles_and_nobody_their_own(lead, member, coordinator):
    for person, target in ((lead, member), (coordinator, coordinator)):
        url = f"/people/memberships/{membership_of(target).pk}/role/"
        assert person.post(url, {"role": "steering", "is_held": "on"}).status_code == 403
    assert Membership.objects.filter(is_steering=True).count() == 0


def test_an_unknown_role_is_bad_input(coordinator, member):
    url = f"/people/memberships/{membership_of(member).pk}/role/"
    assert coordinator.post(url, {"role": "emperor"}).status_code == 400


def test_the_last_lead_stays_with_a_sentence(coordinator, lead):
    url = f"/people/memberships/{membership_of(lead).pk}/role/"
    response = coordinator.post(url, {"role": "lead"})
    assert response.status_code == 409
    assert b"This is the last lead of the partner." in response.content
    assert membership_of(lead).is_lead is True


def test_the_lead_ends_a_membership_after_a_question(lead, member):
    url = f"/people/memberships/{membership_of(member).pk}/end/"
    assert b"signed out everywhere at once" in lead.get(url).content
    assert membership_of(member).ended_at is None
    response = lead.post(url)
    assert (response.status_code, response.url) == (302, "/people/")
    assert membership_of(member).ended_at is not None
    assert member.get("/people/").status_code == 404


def test_member_and_strange_lead_cannot_end_a_membership(colleague, stranger_lead, member):
    url = f"/people/memberships/{membership_of(member).pk}/end/"
    for person in (colleague, stranger_lead):
        assert [person.get(url).status_code, person.post(url).status_code] == [403, 403]
    assert membership_of(member).ended_at is None


@pytest.mark.rights("U06")
def test_an_administrator_makes_another_one(administrator, member, coordinator):
    url = f"/people/{member.user.pk}/administrator/"
    assert coordinator.post(url, {"is_held": "on"}).status_code == 403
    response = administrator.post(url, {"is_held": "on"})
    assert (response.status_code, response.url) == (302, page_of(member))
    member.user.refresh_from_db()
    assert member.user.is_admin is True


def test_an_administrator_erases_after_a_question(administrator, member, lead):
    url = f"/people/{member.user.pk}/erase/"
    assert b"It cannot be undone." in administrator.get(url).content
    response = administrator.post(url)
    assert (response.status_code, response.url) == (302, "/people/")
    assert User.objects.get(pk=member.user.pk).name == "Former member"
    assert administrator.get(page_of(member)).status_code == 404


def test_lead_and_coordinator_cannot_erase(lead, coordinator, member):
    url = f"/people/{member.user.pk}/erase/"
    for person in (lead, coordinator):
        assert [person.get(url).status_code, person.post(url).status_code] == [403, 403]
    assert User.objects.get(pk=member.user.pk).erased_at is None


def test_an_administrator_sees_sign_ins_and_a_colleague_does_not(administrator, colleague, member):
    assert b"Signed in" in administrator.get(page_of(member)).content
    assert b"Signed in" not in colleague.get(page_of(member)).content


def test_a_closed_account_is_readable_for_administrators_only(administrator, colleague):
    gone = make_user(is_active=False)
    assert administrator.get(f"/people/{gone.pk}/").status_code == 200
    assert colleague.get(f"/people/{gone.pk}/").status_code == 404


def test_all_memberships_of_a_person_are_shown(colleague, member, small):
    make_membership(user=member.user, partner=small.other.partner)
    page = colleague.get(page_of(member)).content.decode()
    assert "Agency of Skåne" in page
    assert "Agency of Southern Denmark" in page
