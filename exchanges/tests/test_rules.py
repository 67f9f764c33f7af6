"""The rules of meetings: pure, no database."""

from datetime import date

import pytest

from exchanges import rules
from exchanges.models import Exchange, Participation, ParticipationState
from regions.models import Membership
from regions.reader import Reader

TODAY = date(2026, 5, 4)
YESTERDAY, TOMORROW = date(2026, 5, 3), date(2026, 5, 5)


def reader(**roles) -> Reader:
    return Reader(user_id=1, memberships=(Membership(partner_id=7, **roles),))


def meeting(start=TODAY, end=None, **fields) -> Exchange:
    return Exchange(starts_on=start, ends_on=end or start, **fields)


def words(reasons) -> list[str]:
    return [str(reason) for reason in reasons]


@pytest.mark.parametrize(
    ("who", "host", "may"),
    [
        (reader(is_lead=True), 7, True),
        (reader(is_lead=True), 8, False),
        (reader(is_lead=True), None, False),
        (reader(), 7, False),
        (reader(is_steering=True), 7, False),
        (reader(is_coordinator=True), 8, True),
        (reader(is_coordinator=True), None, True),
        (Reader(user_id=1, is_admin=True), 7, False),
        (Reader.visitor(), 7, False),
        (Reader.system(), None, True),
    ],
)
def test_who_plans_for_a_host(who, host, may):
    assert (rules.planning_blockers(host, who) == []) is may


def test_what_was_held_or_cancelled_is_not_cancelled():
    assert rules.cancelling_blockers(meeting(), TODAY) == []
    assert words(rules.cancelling_blockers(meeting(YESTERDAY), TODAY)) == [
        "This meeting is over. What was held cannot be cancelled."
    ]
    assert words(rules.cancelling_blockers(meeting(cancelled_at=TODAY), TODAY)) == [
        "This meeting was cancelled already."
    ]
    assert rules.changing_blockers(meeting()) == []
    assert words(rules.changing_blockers(meeting(cancelled_at=TODAY))) == [
        "This meeting was cancelled."
    ]


def test_who_invites_whom():
    assert rules.inviting_blockers(9, reader(), is_organiser=True) == []
    assert rules.inviting_blockers(7, reader(is_lead=True), is_organiser=False) == []
    for who, partner in ((reader(is_lead=True), 8), (reader(), 7)):
        assert words(rules.inviting_blockers(partner, who, is_organiser=False)) == [
            "You can invite or remove people of your own partner organisation only."
        ]


def test_one_answers_until_it_is_over():
    place = Participation(state=ParticipationState.INVITED)
    assert rules.replying_blockers(place, meeting(TOMORROW), TODAY) == []
    assert rules.replying_blockers(place, meeting(YESTERDAY, TODAY), TODAY) == []
    assert words(rules.replying_blockers(place, meeting(YESTERDAY), TODAY)) == [
        "This meeting is over."
    ]
    cancelled = meeting(TOMORROW, cancelled_at=TODAY)
    assert words(rules.replying_blockers(place, cancelled, TODAY)) == [
        "This meeting was cancelled."
    ]
    gone = Participation(state=ParticipationState.WITHDRAWN)
    assert len(rules.replying_blockers(gone, meeting(TOMORROW), TODAY)) == 1


def test_attendance_and_reflection_begin_with_the_first_day():
    for rule in (rules.attendance_blockers, rules.reflecting_blockers):
        assert rule(meeting(), TODAY) == []
        assert rule(meeting(YESTERDAY, TOMORROW), TODAY) == []
        assert len(rule(meeting(TOMORROW), TODAY)) == 1
        assert len(rule(meeting(cancelled_at=TODAY), TODAY)) == 1


def test_who_reads_more_than_the_public_line():
    assert rules.reads_details(reader(), takes_part=False)
    assert rules.reads_details(Reader.visitor(), takes_part=True)
    for who in (Reader.visitor(), Reader(user_id=1, is_admin=True)):
        assert not rules.reads_details(who, takes_part=False)
