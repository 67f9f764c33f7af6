"""Who may do what to partners, roles and people, without a database."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import User
from regions.models import Invitation, Level, Membership, Partner, Region
from regions.reader import Reader
from regions.rules import (
    Role,
    admin_blockers,
    deactivation_blockers,
    end_blockers,
    erasure_blockers,
    invitation_blockers,
    invitation_state_blockers,
    last_admin_blockers,
    last_lead_blockers,
    profile_blockers,
    role_blockers,
    second_step_blockers,
    strength_blockers,
)

NOW = datetime(2026, 5, 4, tzinfo=UTC)
HOME = Partner(pk=1, region=Region(pk=11), short="Home")
OTHER = Partner(pk=2, region=Region(pk=12), short="Other")


def reader(user_id=1, *, is_admin=False, partner=HOME, **roles):
    membership = Membership(
        pk=user_id, user_id=user_id, partner=partner, level=Level.PRACTITIONER, **roles
    )
    return Reader(user_id=user_id, is_admin=is_admin, memberships=(membership,), acting=membership)


MEMBER = reader()
LEAD = reader(is_lead=True)
COORDINATOR = reader(partner=OTHER, is_coordinator=True)
ADMIN = Reader(user_id=9, is_admin=True)


def sentences(reasons):
    return [str(reason) for reason in reasons]


@pytest.mark.parametrize(
    ("by", "partner", "is_lead", "is_coordinator", "expected"),
    [
        (LEAD, HOME, False, False, []),
        (COORDINATOR, HOME, True, False, []),
        (ADMIN, HOME, True, True, []),
        (Reader.system(), HOME, True, True, []),
        (
            MEMBER,
            HOME,
            False,
            False,
            ["You can invite people to your own partner organisation only, as its lead."],
        ),
        (
            LEAD,
            OTHER,
            False,
            False,
            ["You can invite people to your own partner organisation only, as its lead."],
        ),
        (
            LEAD,
            HOME,
            True,
            False,
            ["Only the coordinator or an administrator invites a partner lead."],
        ),
        (COORDINATOR, HOME, False, True, ["Only an administrator invites a coordinator."]),
    ],
)
def test_invitations_go_to_members_by_leads_and_to_leads_by_the_coordinator(
    by, partner, is_lead, is_coordinator, expected
):
    reasons = invitation_blockers(by, partner, is_lead=is_lead, is_coordinator=is_coordinator)
    assert sentences(reasons) == expected


def test_nobody_is_invited_to_a_partner_that_left():
    left = Partner(pk=3, region=Region(pk=13), deactivated_at=NOW)
    reasons = invitation_blockers(COORDINATOR, left, is_lead=False, is_coordinator=False)
    assert sentences(reasons) == ["This partner has left the partnership. Choose another one."]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        (
            {"withdrawn_at": NOW},
            ["This invitation was withdrawn. Ask the person who invited you for a new one."],
        ),
        (
            {"used_at": NOW},
            ["This invitation was already used. Sign in with your e-mail address."],
        ),
        (
            {"expires_at": NOW},
            ["This invitation is too old. Ask the person who invited you to send a new one."],
        ),
    ],
)
def test_a_closed_invitation_says_what_to_do(fields, expected):
    invitation = Invitation(**{"expires_at": NOW + timedelta(days=1)} | fields)
    assert sentences(invitation_state_blockers(invitation, NOW)) == expected


@pytest.mark.parametrize(
    ("by", "role", "is_allowed"),
    [
        (COORDINATOR, Role.LEAD, True),
        (COORDINATOR, Role.STEERING, True),
        (COORDINATOR, Role.COORDINATOR, False),
        (ADMIN, Role.COORDINATOR, True),
        (ADMIN, Role.LEAD, False),
        (LEAD, Role.LEAD, False),
        (MEMBER, Role.STEERING, False),
        (Reader.system(), Role.COORDINATOR, True),
    ],
)
def test_roles_are_given_by_coordinator_and_administrator(by, role, is_allowed):
    assert (role_blockers(by, 77, role) == []) is is_allowed


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("by", [COORDINATOR, ADMIN])
def test_nobody_changes_the_own_roles(by, role):
    assert sentences(role_blockers(by, by.user_id, role)) == [
        "Nobody changes their own roles. Ask somebody else who may."
    ]


def test_administrators_are_made_by_other_administrators():
    assert admin_blockers(ADMIN, 77) == []
    assert sentences(admin_blockers(COORDINATOR, 77)) == [
        "Only an administrator changes who is administrator."
    ]
    assert sentences(admin_blockers(ADMIN, 9)) == [
        "Nobody changes their own roles. Ask another administrator."
    ]


def test_a_second_step_is_reset_by_another_administrator_only():
    assert second_step_blockers(ADMIN, 77) == []
    assert sentences(second_step_blockers(LEAD, 77)) == [
        "Only an administrator resets a second step."
    ]
    assert sentences(second_step_blockers(ADMIN, 9)) == [
        "Nobody resets their own second step. Ask another administrator."
    ]


def test_the_last_lead_and_the_last_administrator_stay():
    assert last_lead_blockers(1) == last_admin_blockers(1) == []
    assert sentences(last_lead_blockers(0)) == [
        "This is the last lead of the partner. Make somebody else lead first."
    ]
    assert sentences(last_admin_blockers(0)) == [
        "This is the last administrator. Make somebody else administrator first."
    ]


def membership(partner=HOME, *, is_admin=False, **roles):
    return Membership(user=User(pk=50, is_admin=is_admin), partner=partner, **roles)


@pytest.mark.parametrize(
    ("by", "held", "is_allowed"),
    [
        (LEAD, membership(), True),
        (LEAD, membership(OTHER), False),
        (LEAD, membership(is_lead=True), False),
        (LEAD, membership(is_steering=True), False),
        (LEAD, membership(is_admin=True), False),
        (MEMBER, membership(), False),
        (COORDINATOR, membership(is_lead=True), True),
        (COORDINATOR, membership(is_coordinator=True), False),
        (COORDINATOR, membership(is_admin=True), False),
        (ADMIN, membership(is_coordinator=True), True),
        (Reader.system(), membership(), True),
    ],
)
def test_leads_end_plain_memberships_and_others_more(by, held, is_allowed):
    assert (end_blockers(by, held) == []) is is_allowed


def test_nobody_ends_the_own_membership():
    own = Membership(user=User(pk=1), partner=HOME, is_lead=True)
    assert sentences(end_blockers(LEAD, own)) == [
        "Nobody ends their own membership. Ask your lead or the coordinator."
    ]


def test_the_lead_partner_stays_and_who_left_leaves_once():
    assert deactivation_blockers(HOME) == []
    assert sentences(deactivation_blockers(Partner(is_lead_partner=True))) == [
        "The lead partner cannot leave. Make another partner lead partner first."
    ]
    assert sentences(deactivation_blockers(Partner(deactivated_at=NOW))) == [
        "This partner has left already."
    ]


def test_the_page_is_the_leads_and_the_strengths_are_everybodys_of_the_region():
    assert profile_blockers(LEAD, 11) == strength_blockers(MEMBER, 11) == []
    assert sentences(profile_blockers(MEMBER, 11)) == [
        "Only the lead of the region changes its page."
    ]
    assert sentences(strength_blockers(LEAD, 12)) == [
        "Only people of the region change its fields of strength."
    ]


def test_erasure_is_carried_out_once_by_another_administrator():
    user = User(pk=50)
    assert erasure_blockers(ADMIN, user) == erasure_blockers(Reader.system(), user) == []
    assert sentences(erasure_blockers(LEAD, user)) == ["Only an administrator erases an account."]
    assert sentences(erasure_blockers(ADMIN, User(pk=9))) == [
        "Nobody erases their own account. Ask another administrator."
    ]
    assert sentences(erasure_blockers(ADMIN, User(pk=50, erased_at=NOW))) == [
        "This account was erased already."
    ]
