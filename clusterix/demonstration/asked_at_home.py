"""People of Skåne asked at home: an open round with letters in two languages, and a closed one."""

from datetime import timedelta
from typing import Final

from assessments.actions import (
    Answer,
    decline,
    end_home_round,
    invite_people,
    open_home_round,
    pass_question,
    send_answers,
    take_home_seat,
    take_invited_seat,
)
from assessments.home.answering import bearer_of
from assessments.home.people import Asked
from assessments.models import HomeInvitation, Round, Seat
from clusterix.demonstration.context import Demo
from clusterix.demonstration.decisions import lead_of
from core import clock
from practices.models import Practice
from regions.models import Level
from regions.reader import Reader

REGION: Final = "SE22"
OPEN: Final = "flemish-cluster-policy"  # opened by the chapter of decisions
# Role, language, level, and what was answered so far; nothing: not opened yet.
ASKED: Final = (
    ("Cluster manager, Lund", "sv", Level.PRACTITIONER, "1 1 0 2 1 1  0"),
    ("Innovation adviser, Copenhagen", "da", Level.INTERMEDIARY, "1 2"),
    ("Head of industry, Kristianstad", "sv", Level.POLICY_MAKER, ""),
)
DECLINES: Final = ("Lawyer, Malmö", "sv", Level.POLICY_MAKER)
KNOWS: Final = ("Budget officer, Helsingborg", "sv")
PASSED: Final = "F3"
WORDS: Final = "You know which budget lines are open next year."

CLOSED: Final = "cloe"  # rated in a session before
BEGAN, ENDED = -30, -16
AT_HOME: Final = (
    ("SE22:policy_maker:1", "1 1 0 1 1 1  1 0 1 0 1 1 1 0 1 0"),
    ("SE22:intermediary:1", "1 2 1 1 0 1  0 0 0 0 1 1 0 0 1 1"),
    ("SE22:practitioner:1", "2 1 1 2 1 1  1 0 0 1 1 2 1 0 0 0"),
    ("SE22:intermediary:2", "1 1 1 1 1 2  0 0 0 0 0 1 1 1 1 0"),
)


def load(demo: Demo) -> None:
    """Ask in the open round, and tell the round that moved what the meeting had said."""
    _ask(demo)
    _tell_closed(demo)


def _ask(demo: Demo) -> None:
    practice, lead = demo.practices[OPEN], lead_of(demo, REGION)
    opened = Round.objects.open().at_home_of(lead).get(revision__practice=practice)
    people = [_person(name, language, level) for name, language, level, _row in ASKED]
    with demo.on(-4, 14):
        invite_people(round_=opened, people=[*people, _person(*DECLINES)], by=lead)
    asked = {each.name: each for each in HomeInvitation.objects.asked_in(opened)}
    with demo.on(-3, 8):
        decline(invitation=asked[DECLINES[0]], by=Reader())
    for hour, (name, _language, level, row) in enumerate(ASKED, start=9):
        if row:
            with demo.on(-2, hour):
                _begin(opened, asked[name], level, row)
    first = Seat.objects.of_invited(asked[ASKED[0][0]]).get()
    with demo.on(-2, 15):
        pass_question(
            seat=first,
            criterion=opened.criteria_set.criteria.get(code=PASSED),
            to=_person(*KNOWS),
            note=WORDS,
            by=bearer_of(first),
        )


def _person(name: str, language: str, level: str = "") -> Asked:
    address = name.lower().replace(", ", ".").replace(" ", ".").replace("ö", "o")
    return Asked(name, f"{address}@example.org", language, level)


def _begin(opened: Round, invitation: HomeInvitation, level: str, row: str) -> None:
    begun = take_invited_seat(
        invitation=invitation,
        level=level,
        may_show_alone=False,
        language=invitation.language,
        by=Reader(),
    )
    if begun.seat:
        _say(opened, begun.seat, row, bearer_of(begun.seat))


def _say(opened: Round, seat: Seat, row: str, by: Reader) -> None:
    values = [int(each) for each in row.split()]
    answers = [
        Answer(criterion, value, made_at=clock.now() + timedelta(seconds=place), sequence=place)
        for place, (criterion, value) in enumerate(
            zip(opened.criteria_set.criteria.all(), values, strict=False), start=1
        )
    ]
    send_answers(seat=seat, answers=answers, by=by)


def _tell_closed(demo: Demo) -> None:
    practice: Practice = demo.practices[CLOSED]
    lead = lead_of(demo, REGION)
    with demo.on(BEGAN):
        opened = open_home_round(
            practice=practice, region=demo.regions[REGION], ends_on=demo.day(ENDED), by=lead
        )
    for number, (key, row) in enumerate(AT_HOME, start=1):
        reader = demo.reader(key)
        with demo.on(BEGAN + 2 * number, 9 + number):
            seat = take_home_seat(
                round_=opened, level=key.split(":")[1], may_show_alone=True, by=reader
            )
            _say(opened, seat, row, reader)
    with demo.on(ENDED, 16):
        end_home_round(round_=opened, by=lead)
