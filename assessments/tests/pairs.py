"""Pairs with answers for tests, made through the actions that people use."""

from collections.abc import Sequence
from datetime import timedelta

from assessments.actions import (
    Answer,
    close_round,
    invite_people,
    open_home_round,
    reveal_round,
    send_answers,
    take_home_seat,
)
from assessments.home.people import Asked
from assessments.models import Assessment, HomeInvitation, Round, Seat, hash_of_link
from assessments.tests.factories import (
    answer,
    criterion_of,
    make_guest,
    make_round,
    reader_of,
    seat_of,
)
from core import clock
from practices.models import Practice
from practices.tests.factories import make_practice
from regions.models import Level, Region
from regions.reader import Reader
from regions.tests.factories import make_reader

CODES = [f"R{n}" for n in range(1, 7)] + [f"F{n}" for n in range(1, 11)]
# The worked example of docs/method.md: level and answers R1 to F10, "." is "I do not know".
EXAMPLE = (
    (Level.POLICY_MAKER, "2 2 1 1 0 2  1  0 -1  0 2 1 1  0 1 ."),
    (Level.INTERMEDIARY, "2 1 1 2 1 1  0  0 -2 -1 1 1 1 -1 1 0"),
    (Level.PRACTITIONER, "1 2 2 2 1 2  .  . -2  0 1 2 0  0 2 1"),
    (Level.POLICY_MAKER, "1 1 0 1 0 1  1 -1  0  0 1 0 2  0 1 0"),
)


def values_in(row: str) -> dict[str, int | None]:
    """A row of the example by code."""
    values = [None if word == "." else int(word) for word in row.split()]
    return dict(zip(CODES, values, strict=True))


def make_strange_practice(**fields: object) -> Practice:
    """A practice of no region in any test, so that every region may rate it."""
    return make_practice(nuts_codes=["XX00"], **fields)


def lead_of(region: Region) -> Reader:
    return make_reader(region.partner, is_lead=True, level=Level.POLICY_MAKER)


def open_at_home(
    region: Region, practice: Practice | None = None, by: Reader | None = None
) -> Round:
    return open_home_round(
        practice=practice or make_strange_practice(),
        region=region,
        ends_on=clock.today() + timedelta(days=10),
        by=by or lead_of(region),
    )


def sit(round_: Round, level: str = Level.POLICY_MAKER) -> Seat:
    """A guest takes a place in a round at home."""
    guest = make_guest(round_.region, level=level)
    return take_home_seat(
        round_=round_,
        level=level,
        may_show_alone=False,
        name=guest.name,
        person_key=guest.key,
        by=Reader(person_key=guest.key),
    )


def make_invited(
    round_: Round, name: str = "Anna Berg", language: str = "en", level: str = ""
) -> HomeInvitation:
    """Somebody who was asked by name, four days ago: a reminder may go."""
    address = f"{name.split()[0].lower()}@example.eu"
    person = Asked(name, address, language, level)
    invite_people(round_=round_, people=[person], by=lead_of(round_.region))
    made = HomeInvitation.objects.get(round=round_, email=address, withdrawn_at=None)
    made.invited_at -= timedelta(days=4)
    made.token_hash = hash_of_link(made.token)
    made.save()
    return made


def make_example(
    region: Region, practice: Practice | None = None, *, obstacle: str = "No budget line."
) -> Assessment:
    """The worked example for a region: four people at home, closed; the second raised F3."""
    lead = lead_of(region)
    opened = open_at_home(region, practice, lead)
    for number, (level, row) in enumerate(EXAMPLE):
        seat = sit(opened, level)
        sent = [
            Answer(
                criterion_of(opened, code),
                value,
                obstacle=obstacle if (number, code) == (1, "F3") else "",
            )
            for code, value in values_in(row).items()
        ]
        send_answers(seat=seat, answers=sent, by=reader_of(seat))
    close_round(round_=opened, by=lead)
    return Assessment.objects.for_page().get(transfer__region=region, revision=opened.revision)


def make_met(
    region: Region, practice: Practice, *people: dict[str, int | None], reveal: bool = True
) -> Round:
    """A session's round in which people of a region answered, closed and shown."""
    plans = [make_guest(region) for _each in people]
    opened = make_round(*plans, practice=practice)
    for plan, values in zip(plans, people, strict=True):
        answer(seat_of(opened, plan), **values)
    closed = close_round(round_=opened, by=Reader.system())
    return reveal_round(round_=closed, by=Reader.system()) if reveal else closed


def make_people(number: int, **values: int | None) -> Sequence[dict[str, int | None]]:
    """So many people with the same answers."""
    return [dict(values) for _each in range(number)]


def make_clear(
    region: Region, practice: Practice | None = None, **values: int | None
) -> Assessment:
    """Three people who agree: needed and feasible, unless told otherwise."""
    practice = practice or make_strange_practice()
    given = {"R1": 2, "R2": 2, "R6": 1, "F1": 1, "F3": 1, "F5": 1} | values
    make_met(region, practice, *make_people(3, **given))
    return Assessment.objects.for_page().get(
        transfer__region=region, transfer__practice=practice, state="draft"
    )
