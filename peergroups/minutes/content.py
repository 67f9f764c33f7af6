"""The minutes as plain data: what JSON can hold, and no names. Page, PDF and DOCX are made of it.

People are told by level and organisation, answers as the wall shows them. What is left out there
because few people of a region answered is left out here: cells, obstacles and comments.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from assessments.distributions import Cell, Line
from assessments.models import Round
from assessments.rules import is_origin
from assessments.shifts import Said, Shift, said_in
from core.links import absolute
from exchanges.models import Participation
from peergroups.board import rounds_by_item
from peergroups.minutes.sentences import in_short, on_practice
from peergroups.models import (
    AgendaItem,
    Contact,
    FollowUp,
    Minutes,
    MinutesRead,
    RegionStep,
    Session,
)
from peergroups.outcome.reading import role_of, who_chose
from peergroups.outcome.rules import is_present
from peergroups.people import people_of
from regions.models import Level, Region

FORMAT: Final = 1

type Content = dict[str, Any]


def canonical(content: Content) -> bytes:
    """The one way to write the content down: keys sorted, no spaces, UTF-8."""
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def fingerprint(content: Content) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()


def content_of(
    session: Session,
    minutes: Minutes,
    replaced: Minutes | None,
    people: Sequence[Participation] | None = None,
) -> Content:
    """What these minutes say: frozen once they are confirmed, else read from the session now."""
    return minutes.content or read_content(session, minutes, replaced, people)


def people_with_duties(session: Session, minutes: Minutes | None = None) -> list[Participation]:
    """The people of the session; of each, whether they lead it, whether a device keeps answers.

    `leads`, `keeps` and `has_read` (these minutes): in one question with the people, for the page
    of the minutes asks much.
    """
    user = {"user": OuterRef("user")}
    named = session.moderators.filter(**user)
    standing = session.group.memberships.filter(is_moderator=True, left_at__isnull=True, **user)
    kept = Contact.objects.filter(session=session, participation=OuterRef("pk"), kept__gt=0)
    people = people_of(session).with_people()
    read = MinutesRead.objects.filter(
        minutes=minutes.pk if minutes else None, participation=OuterRef("pk")
    )
    leads = Exists(named) | Exists(standing)
    return list(people.annotate(leads=leads, keeps=Exists(kept), has_read=Exists(read)))


def read_content(
    session: Session,
    minutes: Minutes,
    replaced: Minutes | None,
    people: Sequence[Participation] | None = None,
) -> Content:
    """Read the session; a fixed number of questions to the database, whatever it held.

    `people` come from `people_with_duties`, where the caller has asked for them already.
    """
    items = list(session.agenda.select_related("practice__origin_region"))
    rounds = rounds_by_item(items)
    said = said_in(rounds)
    people = people_with_duties(session) if people is None else people
    present = [each for each in people if is_present(each)]
    steps = list(RegionStep.objects.in_session(session))
    text: Mapping[str, str] = minutes.text
    practices = [
        _practice(item, rounds.get(item.pk, []), said.get(item.pk), session, text, steps)
        for item in items
    ]
    return {
        "format": FORMAT,
        "version": minutes.version,
        "replaces": _replaced(replaced),
        "address": absolute(address_of(session, minutes)),
        **_head(session, people),
        "attendance": _attendance(present, items, text),
        "practices": practices,
        "short": {"said": in_short(present, practices), "text": text.get("short", "")},
        "follow_ups": [_follow_up(each) for each in FollowUp.objects.in_session(session)],
        "notes": text.get("notes", session.notes),
        "amendments": _amendments(minutes),
    }


def address_of(session: Session, minutes: Minutes) -> str:
    """The permanent address of one version."""
    return f"{session.get_absolute_url()}minutes/?version={minutes.version}"


def _replaced(replaced: Minutes | None) -> Content | None:
    if replaced is None:
        return None
    return {"version": replaced.version, "sha256": replaced.sha256}


def _head(session: Session, people: Sequence[Any]) -> Content:
    exchange = session.exchange
    return {
        "title": session.title,
        "group": session.group.name,
        "meeting": exchange.title,
        "place": exchange.place,
        "host": exchange.host.region.name if exchange.host else "",
        "starts_on": exchange.starts_on.isoformat(),
        "ends_on": exchange.ends_on.isoformat(),
        "starts_at": f"{exchange.starts_at:%H:%M}" if exchange.starts_at else "",
        "ends_at": f"{exchange.ends_at:%H:%M}" if exchange.ends_at else "",
        "timezone": exchange.timezone,
        "moderators": [role_of(each) for each in people if each.leads],
        "closed_at": _at(session.closed_at, session),
    }


def _at(moment: datetime | None, session: Session) -> str:
    """A moment by the clock of the meeting: 2013-02-21 10:05."""
    zone = ZoneInfo(session.exchange.timezone)
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M") if moment else ""


def _attendance(
    present: Sequence[Participation], items: Sequence[AgendaItem], text: Mapping[str, str]
) -> Content:
    counted = Counter(each.level for each in present)
    regions: dict[Region, list[str]] = {}
    for each in present:
        regions.setdefault(each.partner.region, []).append(each.level)
    return {
        "people": len(present),
        "levels": [{"level": level.value, "count": counted[level]} for level in Level],
        "regions": [
            {
                "name": region.name,
                "levels": levels,
                "presents": any(is_origin(item.practice, region) for item in items),
            }
            for region, levels in regions.items()
        ],
        "text": text.get("attendance", ""),
    }


def _practice(
    item: AgendaItem,
    rounds: Sequence[Round],
    said: Said | None,
    session: Session,
    text: Mapping[str, str],
    steps: Sequence[RegionStep],
) -> Content:
    practice = item.practice
    told: Content = {
        "key": f"practice-{item.pk}",
        "title": item.title,
        "origin": item.origin,
        "address": "" if practice.taken_down_at else absolute(practice.get_absolute_url()),
        "minutes": item.minutes,
        "case_question": item.case_question,
        "rounds": [_round(each, session) for each in rounds],
        "text": text.get(f"practice-{item.pk}", ""),
        "steps": [_step(each) for each in steps if each.item_id == item.pk],
        **_answers(said),
    }
    return told | {"said": on_practice(told)}


def _round(round_: Round, session: Session) -> Content:
    return {
        "number": round_.number,
        "opened_at": _at(round_.opened_at, session),
        "closed_at": _at(round_.closed_at, session),
        "shown_at": _at(round_.revealed_at, session),
    }


def _answers(said: Said | None) -> Content:
    if said is None:
        empty: list[Any] = []
        return {"people": 0, "regions": empty, "lines": empty, "hidden": empty, "silent": empty,
                "shifts": empty, "obstacles": empty}  # fmt: skip  # one thought
    laid = said.answers
    return {
        "people": laid.people,
        "regions": [region.name for region in laid.regions],
        "lines": [_line(each) for each in laid.lines],
        "hidden": [region.name for region in laid.hidden],
        "silent": [region.name for region in laid.silent],
        "shifts": [_shift(each) for each in said.shifts],
        "obstacles": [
            {"region": each.region.name, "question": each.criterion.question, "text": each.text}
            for each in said.obstacles
        ],
    }


def _line(line: Line) -> Content:
    return {
        "question": line.criterion.question,
        "topic": line.criterion.topic,
        "cells": [_cell(each) for each in line.cells],
        "differ": line.differ.value if line.differ else "",
        "lowest": _number(line.lowest),
        "highest": _number(line.highest),
        "lowest_regions": [region.name for region in line.lowest_regions],
        "highest_regions": [region.name for region in line.highest_regions],
    }


def _cell(cell: Cell) -> Content:
    return {
        "values": list(cell.values),
        "unknown": cell.unknown,
        "has_obstacle": cell.has_obstacle,
    }


def _shift(shift: Shift) -> Content:
    return {
        "question": shift.criterion.question,
        "first": _number(shift.first),
        "last": _number(shift.last),
        "up": shift.up,
        "down": shift.down,
        "why": list(shift.why),
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _step(step: RegionStep) -> Content:
    return {
        "region": step.region.name,
        "kind": step.kind,
        "line": step.line,
        "who": who_chose(step),
    }


def _follow_up(follow_up: FollowUp) -> Content:
    return {
        "what": follow_up.text,
        "practice": follow_up.item.title if follow_up.item else "",
        "who": role_of(follow_up.owner),
        "until": _day(follow_up.due_on),
        "done_on": _day(follow_up.done_at.date() if follow_up.done_at else None),
    }


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _amendments(minutes: Minutes) -> list[Content]:
    if minutes.pk is None:
        return []
    return [
        {
            "who": role_of(each.participation),
            "on": _day(each.made_at.date()),
            "text": each.text,
            "state": each.state,
            "answer": each.answer,
        }
        for each in minutes.amendments.all()
    ]
