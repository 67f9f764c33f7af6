"""What a session asks of its people beforehand, and who has done it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Final, Self

from core import clock
from exchanges.models import Participation
from peergroups.models import AgendaItem, Paper, Session
from peergroups.preparing.rules import (
    asks_about,
    next_reminder_on,
    paper_blockers,
    preparing_blockers,
    reminding_blockers,
)
from practices.models import TRANSLATED_FIELDS, Practice
from regions.models import Region
from regions.reader import Reader

WORDS_A_MINUTE: Final = 180  # in a language that is not the reader's own


def minutes_to_read(practice: Practice) -> int:
    """How long its text takes; at least a minute."""
    return minutes_for(getattr(practice, name) for name in TRANSLATED_FIELDS)


def minutes_for(texts: Iterable[str]) -> int:
    words = sum(len(text.split()) for text in texts)
    return max(1, ceil(words / WORDS_A_MINUTE))


@dataclass(frozen=True)
class Reading:
    """One practice of the agenda; `may_ask`: the reader writes its case question."""

    item: AgendaItem
    minutes: int
    may_ask: bool


@dataclass(frozen=True)
class Prepared:
    """Somebody of the session, with what they wrote before it."""

    person: Participation
    expects: str
    has_read_at: datetime | None
    changed_at: datetime | None
    leads: bool

    @classmethod
    def of(cls, person: Participation) -> Self:
        """Somebody who was read `with_preparation`."""
        known = vars(person)
        return cls(
            person=person,
            expects=known["expects"] or "",
            has_read_at=known["has_read_at"],
            changed_at=known["prepared_at"],
            leads=known["leads"],
        )


@dataclass(frozen=True)
class Behind:
    """What is missing in one region: who has not read, who has not said what they expect."""

    region: Region
    unread: tuple[Participation, ...]
    silent: tuple[Participation, ...]
    unasked: tuple[AgendaItem, ...]

    @property
    def is_ready(self) -> bool:
        return not (self.unread or self.silent or self.unasked)


@dataclass(frozen=True)
class Progress:
    """For who plans the session: how far people are, and whether they can be reminded."""

    people: tuple[Prepared, ...]  # asked to prepare: everybody but the moderators
    readings: tuple[Reading, ...]
    regions: tuple[Behind, ...]
    expected: tuple[tuple[Region, tuple[Prepared, ...]], ...]  # for the moderators
    remind_on: date | None
    may_remind: bool

    @property
    def waiting(self) -> tuple[Participation, ...]:
        """Who gets a reminder."""
        return tuple(each.person for each in self.people if not is_ready(each))

    @property
    def bars(self) -> dict[str, tuple[int, int, str]]:
        """Done, all and the percentage of each of the three."""
        everybody = len(self.people)
        asked = sum(bool(each.item.case_question) for each in self.readings)
        return {
            "read": share(sum(bool(each.has_read_at) for each in self.people), everybody),
            "asked": share(asked, len(self.readings)),
            "said": share(sum(bool(each.expects) for each in self.people), everybody),
        }


def is_ready(each: Prepared) -> bool:
    return bool(each.has_read_at and each.expects)


def share(done: int, total: int) -> tuple[int, int, str]:
    return done, total, f"{round(100 * done / total) if total else 0}%"


@dataclass(frozen=True)
class Preparation:
    """What the panel of a session shows to one reader."""

    readings: tuple[Reading, ...]
    papers: tuple[Paper, ...]
    own: Prepared | None
    progress: Progress | None
    is_open: bool
    may_add_papers: bool

    @property
    def minutes(self) -> int:
        return sum(each.minutes for each in self.readings)

    @property
    def is_shown(self) -> bool:
        return bool(self.own or self.progress or self.papers)


def read_preparation(
    session: Session,
    items: Sequence[AgendaItem],
    people: Sequence[Participation],
    own: Participation | None,
    reader: Reader,
    *,
    leads: bool,
    manages: bool,
) -> Preparation:
    """One query; the people were read `with_preparation` and with their regions."""
    readings = readings_of(items, reader, own, leads=leads)
    prepared = [Prepared.of(each) for each in people]
    return Preparation(
        readings=readings,
        papers=tuple(session.papers.all()),
        own=Prepared.of(own) if own else None,
        progress=progress_of(session, readings, prepared, leads=leads) if manages else None,
        is_open=not preparing_blockers(session),
        may_add_papers=manages and not paper_blockers(session),
    )


def readings_of(
    items: Iterable[AgendaItem], reader: Reader, own: Participation | None, *, leads: bool
) -> tuple[Reading, ...]:
    return tuple(
        Reading(
            item=item,
            minutes=minutes_to_read(item.practice),
            may_ask=leads or asks_about(reader, own, item.practice),
        )
        for item in items
    )


def progress_of(
    session: Session, readings: tuple[Reading, ...], people: Sequence[Prepared], *, leads: bool
) -> Progress:
    """Who has read and said what they expect; the words themselves are for the moderators."""
    asked = [each for each in people if not each.leads]
    waiting = sum(not is_ready(each) for each in asked)
    return Progress(
        people=tuple(asked),
        readings=readings,
        regions=behind(asked, readings),
        expected=expectations_by_region(people) if leads else (),
        remind_on=next_reminder_on(session.reminded_at),
        may_remind=not reminding_blockers(session, waiting, clock.today()),
    )


def behind(asked: Sequence[Prepared], readings: Sequence[Reading]) -> tuple[Behind, ...]:
    """A line per region that takes part, in the order of the list of people."""
    unasked: dict[int, list[AgendaItem]] = defaultdict(list)
    for each in readings:
        if each.item.practice.origin_region_id and not each.item.case_question:
            unasked[each.item.practice.origin_region_id].append(each.item)
    by_region: dict[Region, list[Prepared]] = defaultdict(list)
    for person in asked:
        by_region[person.person.partner.region].append(person)
    return tuple(
        Behind(
            region=region,
            unread=tuple(each.person for each in own if not each.has_read_at),
            silent=tuple(each.person for each in own if not each.expects),
            unasked=tuple(unasked[region.pk]),
        )
        for region, own in by_region.items()
    )


def expectations_by_region(
    people: Iterable[Prepared],
) -> tuple[tuple[Region, tuple[Prepared, ...]], ...]:
    found: dict[Region, list[Prepared]] = defaultdict(list)
    for each in people:
        if each.expects:
            found[each.person.partner.region].append(each)
    return tuple((region, tuple(own)) for region, own in found.items())
