"""The rules of rounds and answers: pure, no database."""

from datetime import UTC, datetime, timedelta

import pytest

from assessments import rules
from assessments.models import Round, RoundKind, RoundState, Tap
from practices.models import Practice
from regions.models import Region

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def a_round(state: str = RoundState.OPEN, closed: datetime | None = None, **fields) -> Round:
    return Round(
        kind=RoundKind.SESSION, state=state, opened_at=NOON - HOUR, closed_at=closed, **fields
    )


def closed(ago: timedelta = MINUTE, state: str = RoundState.CLOSED, **fields) -> Round:
    return a_round(state, NOON - ago, **fields)


def words(reasons: rules.Reasons) -> list[str]:
    return [str(reason) for reason in reasons]


def test_the_origin_region_decides_and_else_an_exact_code():
    skane, denmark = Region(pk=1, code="SE22"), Region(pk=2, code="DK03")
    named = Practice(origin_region=denmark, nuts_codes=["SE22"])
    coded = Practice(nuts_codes=["SE22", "DE12"])

    assert not rules.is_origin(named, skane)
    assert rules.is_origin(named, denmark)
    assert rules.is_origin(coded, skane)
    assert not rules.is_origin(coded, denmark)
    assert not rules.is_origin(Practice(nuts_codes=["SE2"]), skane)
    assert not rules.is_origin(Practice(nuts_codes=[]), skane)


def test_a_stub_and_what_is_not_published_cannot_be_rated():
    assert words(rules.opening_blockers(Practice(is_stub=True), RoundKind.SESSION, None)) == [
        "This practice has no description yet, so there is nothing to rate."
    ]
    assert words(rules.opening_blockers(Practice(), RoundKind.SESSION, None)) == [
        "This practice is not published now, so it cannot be rated."
    ]
    published = Practice(published_revision_id=1)
    assert rules.opening_blockers(published, RoundKind.SESSION, None) == []
    archived = Practice(published_revision_id=1, archived_at=NOON)
    assert len(rules.opening_blockers(archived, RoundKind.SESSION, None)) == 1


def test_a_home_round_is_not_about_an_own_practice():
    skane = Region(pk=1, code="SE22", name="Skåne")
    practice = Practice(published_revision_id=1, origin_region=skane)

    assert rules.opening_blockers(practice, RoundKind.SESSION, None) == []
    assert words(rules.opening_blockers(practice, RoundKind.HOME, skane)) == [
        "This practice comes from your region. A region does not rate its own practice."
    ]


def test_seats_are_refused_for_the_origin_and_for_moderators():
    skane = Region(pk=1, code="SE22", name="Skåne")
    other = Practice(nuts_codes=["DK03"])

    assert words(rules.seat_blockers(Practice(origin_region=skane), skane, None, ())) == [
        "This practice comes from Skåne. A region does not rate its own practice."
    ]
    assert words(rules.seat_blockers(other, skane, 7, {7})) == [
        "A moderator does not rate in a round that they moderate."
    ]
    assert rules.seat_blockers(other, skane, 8, {7}) == []
    assert rules.seat_blockers(other, skane, None, {7}) == []


@pytest.mark.parametrize(
    ("round_", "sentence"),
    [
        (a_round(), "This round is still open."),
        (
            closed(state=RoundState.REVEALED),
            "The answers have been shown. Open a second round instead.",
        ),
        (closed(sealed_at=NOON), "The session is closed."),
        (
            closed(24 * HOUR + MINUTE),
            "This round was closed more than 24 hours ago. Open a second round instead.",
        ),
    ],
)
def test_why_a_round_does_not_open_again(round_, sentence):
    assert words(rules.reopening_blockers(round_, NOON)) == [sentence]


def test_a_closed_round_opens_again_within_a_day():
    assert rules.reopening_blockers(closed(24 * HOUR), NOON) == []


def test_closing_showing_and_going_on_follow_each_other():
    revealed = closed(state=RoundState.REVEALED)

    assert rules.closing_blockers(a_round()) == []
    assert words(rules.closing_blockers(closed())) == ["This round is closed already."]
    assert rules.revealing_blockers(closed()) == []
    assert words(rules.revealing_blockers(a_round())) == [
        "Close the round first: nobody sees an answer before."
    ]
    assert words(rules.revealing_blockers(revealed)) == ["The answers are shown already."]
    assert rules.next_round_blockers(revealed) == []
    assert words(rules.next_round_blockers(closed())) == [
        "Show the answers of this round and talk about them first."
    ]
    sealed = closed(state=RoundState.REVEALED, sealed_at=NOON)
    assert words(rules.next_round_blockers(sealed)) == ["The session is closed."]


def test_an_answer_counts_while_open_and_late_when_given_before_the_close():
    assert rules.answering_blockers(a_round(), NOON, NOON) == []
    assert not rules.is_late(a_round(), NOON)
    assert rules.answering_blockers(closed(), NOON - 2 * MINUTE, NOON) == []
    assert rules.is_late(closed(), NOON - 2 * MINUTE)
    assert rules.is_late(closed(state=RoundState.REVEALED), NOON - 2 * MINUTE)
    for too_late in (NOON - MINUTE, NOON):
        assert words(rules.answering_blockers(closed(), too_late, NOON)) == [
            "This round is closed. Answers can no longer be given or changed."
        ]
    assert len(rules.answering_blockers(closed(sealed_at=NOON), NOON - 2 * MINUTE, NOON)) == 1


def test_a_clock_that_is_far_off_is_refused():
    ahead = rules.answering_blockers(a_round(), NOON + 2 * MINUTE + timedelta(seconds=1), NOON)
    assert words(ahead) == ["The clock of this device runs ahead. Set it right and answer again."]
    assert rules.answering_blockers(a_round(), NOON + 2 * MINUTE, NOON) == []
    older = rules.answering_blockers(a_round(), NOON - HOUR - 3 * MINUTE, NOON)
    assert words(older) == [
        "This answer is older than the round. Open the question and answer again."
    ]


def test_until_when_the_moderator_enters_answers_for_others():
    assert rules.recording_blockers(a_round(), NOON) == []
    assert rules.recording_blockers(closed(24 * HOUR), NOON) == []
    assert words(rules.recording_blockers(closed(24 * HOUR + MINUTE), NOON)) == [
        "This round was closed more than 24 hours ago."
    ]
    assert words(rules.recording_blockers(closed(state=RoundState.REVEALED), NOON)) == [
        "The answers have been shown. Nothing can be entered for others any more."
    ]
    assert rules.overwriting_blockers(entered_oneself=False) == []
    assert words(rules.overwriting_blockers(entered_oneself=True)) == [
        "This person has answered the question. Nobody can change that for them."
    ]


def test_void_and_contested():
    assert rules.voiding_blockers(closed(), assessment_is_final=False) == []
    assert len(rules.voiding_blockers(a_round(), assessment_is_final=False)) == 1
    assert words(rules.voiding_blockers(closed(), assessment_is_final=True)) == [
        "The assessment is final. Its answers stay as they are."
    ]
    entered = Tap(by_self=False, received_at=NOON - timedelta(days=14))
    assert rules.contesting_blockers(entered, NOON) == []
    assert words(rules.contesting_blockers(entered, NOON + MINUTE)) == [
        "This answer was entered more than 14 days ago."
    ]
    own = Tap(by_self=True, received_at=NOON)
    assert words(rules.contesting_blockers(own, NOON)) == [
        "You gave this answer yourself. Change it while the round is open."
    ]


@pytest.mark.parametrize(
    ("people", "chosen", "asks"),
    [(1, None, True), (2, None, True), (3, None, False), (2, True, False), (2, False, False)],
)
def test_few_people_are_asked_before_their_first_answer(people, chosen, asks):
    assert rules.asks_for_privacy(people, chosen) is asks
