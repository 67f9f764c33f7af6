"""Memberships and roles: told by mail, ended at once, never without a lead."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client

from core.models import Activity, Mail
from regions.actions import (
    admit,
    end_membership,
    grant_admin,
    grant_role,
    reset_second_step,
    withdraw_admin,
    withdraw_role,
)
from regions.actions.memberships import (
    AlreadyMember,
    CannotChangeRole,
    CannotEndMembership,
    HasEnded,
    LastLead,
)
from regions.actions.people import CannotChangeAdmin, CannotReset, LastAdmin
from regions.models import Membership
from regions.reader import Reader
from regions.rules import Role
from regions.tests.factories import (
    make_membership,
    make_partner,
    make_partnership,
    make_reader,
    make_user,
)

pytestmark = pytest.mark.django_db


def administrator():
    return Reader(user_id=make_user(is_admin=True).pk, is_admin=True)


def letters():
    return list(Mail.objects.order_by("pk").values_list("to", "subject"))


def test_a_person_is_admitted_once_at_a_time():
    user, partner = make_user(), make_partner()
    first = admit(by=Reader.system(), user=user, partner=partner)
    with pytest.raises(AlreadyMember):
        admit(by=Reader.system(), user=user, partner=partner)
    end_membership(by=Reader.system(), membership=first)
    assert admit(by=Reader.system(), user=user, partner=partner) != first


def test_ending_signs_the_person_out_at_once_and_closes_the_account():
    make_partnership()
    membership = make_membership()
    client = Client()
    client.force_login(membership.user)
    assert client.get("/people/").status_code == 200
    end_membership(by=make_reader(membership.partner, is_lead=True), membership=membership)
    assert client.get("/people/").status_code == 404
    membership.user.refresh_from_db()
    assert membership.user.is_active is False


@pytest.mark.parametrize("keeps", ["another membership", "administrator"])
def test_who_has_more_to_do_keeps_the_account_but_is_signed_out(keeps):
    make_partnership()
    user = make_user(is_admin=keeps == "administrator")
    membership = make_membership(user=user)
    if keeps == "another membership":
        make_membership(user=user)
    client = Client()
    client.force_login(user)
    end_membership(by=Reader.system(), membership=membership)
    assert client.get("/people/").status_code == 404
    user.refresh_from_db()
    client.force_login(user)
    assert (user.is_active, client.get("/people/").status_code) == (True, 200)


def test_a_lead_cannot_end_the_membership_of_another_lead_or_partner():
    partner = make_partner()
    lead = make_reader(partner, is_lead=True)
    for membership in (make_membership(partner=partner, is_lead=True), make_membership()):
        with pytest.raises(CannotEndMembership):
            end_membership(by=lead, membership=membership)
    assert Membership.objects.filter(ended_at__isnull=False).count() == 0


def test_a_membership_ends_once():
    membership = make_membership()
    end_membership(by=Reader.system(), membership=membership)
    with pytest.raises(HasEnded):
        end_membership(by=Reader.system(), membership=membership)


@pytest.mark.rights("U08")
def test_the_last_lead_of_a_partner_stays():
    membership = make_membership(is_lead=True)
    with pytest.raises(LastLead, match="This is the last lead of the partner"):
        end_membership(by=Reader.system(), membership=membership)
    with pytest.raises(LastLead):
        withdraw_role(by=Reader.system(), membership=membership, role=Role.LEAD)
    make_membership(partner=membership.partner, is_lead=True)
    end_membership(by=Reader.system(), membership=membership)


@pytest.mark.django_db(transaction=True)
def test_of_two_leads_who_are_ended_at_once_one_stays():
    partner = make_partner()
    both = [make_membership(partner=partner, is_lead=True) for _ in range(2)]
    start, outcomes = Barrier(2), []

    def end(membership):
        start.wait()
        try:
            end_membership(by=Reader.system(), membership=membership)
            outcomes.append("ended")
        except LastLead:
            outcomes.append("stays")
        finally:
            connection.close()

    threads = [Thread(target=end, args=(each,)) for each in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["ended", "stays"]


@pytest.mark.rights("U05")
def test_the_coordinator_gives_a_seat_and_the_person_is_told():
    make_partnership(name="Nordlys")
    coordinator = make_reader(is_coordinator=True)
    membership = make_membership(user=make_user(email="seat@example.org"))
    grant_role(by=coordinator, membership=membership, role=Role.STEERING)
    membership.refresh_from_db()
    assert membership.is_steering is True
    subject = "A role was given in Nordlys: Steering committee"
    assert letters() == [("seat@example.org", subject)]
    line = Activity.objects.get(verb="role.granted")
    assert line.changes == {"user_id": membership.user_id, "role": "steering"}


def test_a_role_is_taken_back_and_the_person_is_told():
    make_partnership(name="Nordlys")
    membership = make_membership(user=make_user(email="seat@example.org"), is_steering=True)
    withdraw_role(by=make_reader(is_coordinator=True), membership=membership, role=Role.STEERING)
    membership.refresh_from_db()
    assert membership.is_steering is False
    subject = "A role was taken back in Nordlys: Steering committee"
    assert letters() == [("seat@example.org", subject)]


@pytest.mark.rights("U06")
def test_a_coordinator_is_made_by_an_administrator_and_all_administrators_are_told():
    make_partnership()
    membership = make_membership(user=make_user(email="new@example.org"))
    one = make_user(email="one@example.org", is_admin=True)
    make_user(email="two@example.org", is_admin=True)
    make_user(email="gone@example.org", is_admin=True, is_active=False)
    by = Reader(user_id=one.pk, is_admin=True)
    grant_role(by=by, membership=membership, role=Role.COORDINATOR)
    told = sorted(to for to, _subject in letters())
    assert told == ["new@example.org", "one@example.org", "two@example.org"]
    with pytest.raises(CannotChangeRole):
        grant_role(
            by=make_reader(is_coordinator=True), membership=membership, role=Role.COORDINATOR
        )


def test_administrators_make_each_other_and_everybody_of_them_is_told():
    make_partnership()
    one = make_user(email="one@example.org", is_admin=True)
    two = make_user(email="two@example.org")
    by = Reader(user_id=one.pk, is_admin=True)
    grant_admin(by=by, user=two)
    two.refresh_from_db()
    assert two.is_admin is True
    assert sorted(to for to, _subject in letters()) == ["one@example.org", "two@example.org"]
    with pytest.raises(CannotChangeAdmin):
        grant_admin(by=make_reader(is_coordinator=True), user=make_user())


@pytest.mark.rights("U08")
def test_the_last_administrator_stays():
    make_partnership()
    last = make_user(is_admin=True)
    make_user(is_admin=True, is_active=False)
    with pytest.raises(LastAdmin, match="This is the last administrator"):
        withdraw_admin(by=Reader.system(), user=last)
    grant_admin(by=Reader.system(), user=make_user())
    withdraw_admin(by=Reader.system(), user=last)
    last.refresh_from_db()
    assert last.is_admin is False


@pytest.mark.rights("U09")
def test_a_lost_second_step_is_removed_by_another_administrator_and_told():
    from allauth.mfa.models import Authenticator

    make_partnership(name="Nordlys")
    user = make_user(email="lost@example.org")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    with pytest.raises(CannotReset):
        reset_second_step(by=Reader(user_id=user.pk, is_admin=True), user=user)
    reset_second_step(by=administrator(), user=user)
    assert Authenticator.objects.count() == 0
    subject = "Your second step of signing in to Nordlys was removed"
    assert letters() == [("lost@example.org", subject)]
    assert Activity.objects.filter(verb="user.second_step_reset").count() == 1
