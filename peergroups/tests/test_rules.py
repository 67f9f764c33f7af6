"""The rules of groups and sessions: pure, no database; and the codes of rooms."""

import re
from datetime import UTC, datetime

import pytest

from assessments.models import Round
from peergroups import rules
from peergroups.models import GroupMembership, Session
from peergroups.room_codes import ALPHABET, new_code, read_code
from regions.models import Membership
from regions.reader import Reader

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
LIVE, CLOSED, CANCELLED = Session(), Session(closed_at=NOW), Session(cancelled_at=NOW)


def reader(**roles) -> Reader:
    return Reader(user_id=1, memberships=(Membership(partner_id=7, **roles),))


def words(reasons) -> list[str]:
    return [str(reason) for reason in reasons]


def test_groups_are_the_coordinators():
    assert rules.coordinating_blockers(reader(is_coordinator=True)) == []
    for who in (reader(is_lead=True), reader(is_steering=True), Reader(user_id=1, is_admin=True)):
        assert words(rules.coordinating_blockers(who)) == [
            "Only the coordinator makes groups and appoints moderators."
        ]


@pytest.mark.parametrize(
    ("who", "user_id", "partners", "is_moderator", "may"),
    [
        (reader(), 1, {7}, False, True),
        (reader(), 2, {7}, False, False),
        (reader(is_lead=True), 2, {7}, False, True),
        (reader(is_lead=True), 2, {8}, False, False),
        (reader(), 2, {8}, True, True),
        (reader(is_coordinator=True), 2, {8}, False, True),
        (Reader.visitor(), 2, set(), False, False),
    ],
)
def test_who_adds_and_removes_whom(who, user_id, partners, is_moderator, may):
    reasons = rules.membership_blockers(
        who, user_id=user_id, partner_ids=frozenset(partners), is_moderator=is_moderator
    )
    assert (reasons == []) is may


def test_a_session_lives_until_it_is_closed_or_cancelled():
    assert rules.living_blockers(LIVE) == []
    assert words(rules.living_blockers(CLOSED)) == ["This session is closed."]
    assert words(rules.living_blockers(CANCELLED)) == ["This session was cancelled."]
    assert words(rules.leaving_blockers(GroupMembership(left_at=NOW))) == [
        "This person has left the group already."
    ]


def test_the_agenda_stays_once_a_round_was_opened():
    assert rules.agenda_blockers(LIVE, has_rounds=False) == []
    assert words(rules.agenda_blockers(LIVE, has_rounds=True)) == [
        "The first round was opened. The agenda stays as it is."
    ]
    assert len(rules.agenda_blockers(CLOSED, has_rounds=False)) == 1
    assert rules.cancelling_blockers(LIVE, has_rounds=False) == []
    assert words(rules.cancelling_blockers(LIVE, has_rounds=True)) == [
        "People have answered in this session. Close it instead."
    ]


def test_one_round_at_a_time_and_one_first_round():
    assert rules.opening_blockers(LIVE, [], any_open=False) == []
    assert words(rules.opening_blockers(LIVE, [], any_open=True)) == [
        "A round is open. Close it first."
    ]
    assert words(rules.opening_blockers(LIVE, [Round()], any_open=False)) == [
        "This practice had its first round. Open a second round instead."
    ]
    assert len(rules.opening_blockers(CLOSED, [], any_open=False)) == 1
    assert rules.going_on_blockers(LIVE, any_open=False) == []
    assert len(rules.going_on_blockers(LIVE, any_open=True)) == 1
    assert len(rules.going_on_blockers(CANCELLED, any_open=False)) == 1


def test_rounds_in_words():
    assert [str(rules.order_in_words(number)) for number in (1, 2, 4)] == [
        "First round",
        "Second round",
        "Round 4",
    ]


def test_a_code_has_no_letter_that_looks_like_a_digit():
    assert re.fullmatch(r"[A-HJ-NP-Z0-9]{6}", new_code())
    assert len(ALPHABET) == 34
    assert new_code() != new_code()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("4k 72 9m", "4K729M"), ("4K-72-9M", "4K729M"), (" o1iL ", "011L"), ("é?", "É"), ("", "")],
)
def test_a_code_is_read_however_it_is_typed(typed, meant):
    assert read_code(typed) == meant


def test_a_code_is_read_aloud_in_pairs():
    assert Session(room_code="4K729M").room_code_in_words == "4K 72 9M"
