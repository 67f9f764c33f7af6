"""Invented visits, staff exchanges and meetings besides the sessions of the peer groups."""

from dataclasses import dataclass
from typing import Final

from clusterix.demonstration.context import Demo
from clusterix.demonstration.told import cast_key
from exchanges.actions import (
    Details,
    Person,
    invite,
    plan_exchange,
    record_attendance,
    reflect,
    reply,
)
from exchanges.models import Exchange, ExchangeKind, Form, Reach
from regions.reader import Reader


@dataclass(frozen=True)
class Event:
    """`day` counts from today; those in `silent` have not answered the invitation."""

    title: str
    kind: ExchangeKind
    day: int
    days: int
    place: str
    country: str
    host: str
    notes: str
    people: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    practices: tuple[str, ...] = ()
    also: tuple[ExchangeKind, ...] = ()
    is_public: bool = False
    reach: Reach = Reach.INTERNATIONAL
    learned: tuple[tuple[str, str, str], ...] = ()


EVENTS: Final = (
    Event(
        title="Staff exchange in Skåne",
        kind=ExchangeKind.STAFF_EXCHANGE,
        day=-200,
        days=2,
        place="Lund and Malmö",
        country="SE",
        host="SE22",
        notes="Two days beside colleagues who run open innovation arenas.",
        people=("AT12 im2", "HU22 im1", "RO32 pm1", "ITH1 cp1", "SE22 im1", "SE22 pm2"),
        practices=("skane-open-innovation-arenas", "media-evolution"),
        learned=(
            ("AT12 im2", "person", "Arenas belong to nobody; that is why firms come."),
            ("AT12 im2", "organisation", "We told our cluster managers and two want to try it."),
            ("HU22 im1", "person", "I can now plan a first meeting of two clusters myself."),
            ("RO32 pm1", "person", "The region pays staff, firms pay projects."),
        ),
    ),
    Event(
        title="Clusters evening for firms of the region",
        kind=ExchangeKind.DISSEMINATION,
        day=-130,
        days=1,
        place="Karlsruhe",
        country="DE",
        host="DE12",
        notes="What other regions do for their clusters, told to sixty firms.",
        people=("DE12 pm1", "DE12 im1", "DE12 cp1"),
        is_public=True,
        reach=Reach.REGIONAL,
    ),
    Event(
        title="Study visit: bioplastics on site",
        kind=ExchangeKind.STUDY_VISIT,
        day=-60,
        days=2,
        place="Tulln",
        country="AT",
        host="AT12",
        notes="From the biopolymer team to the firms that use its results.",
        people=("SE22 cp1", "FR71 im1", "HU22 cp1", "DK03 cp1", "AT12 im2", "AT12 cp1"),
        practices=("bioplastics-lower-austria",),
        is_public=True,
        learned=(
            ("SE22 cp1", "person", "I can now explain what a standing team of firms costs."),
            ("FR71 im1", "person", "Plastics people and farmers need somebody who speaks both."),
        ),
    ),
    Event(
        title="Steering committee",
        kind=ExchangeKind.STEERING,
        day=20,
        days=1,
        place="Online",
        country="",
        host="AT12",
        notes="The progress report of the last period.",
        people=("AT12 pm1", "SE22 pm1", "DK03 pm1", "FR71 pm2"),
        silent=("DE12 pm1", "HU22 pm1", "ITH1 pm1", "RO32 pm1", "SE11 pm1"),
    ),
    Event(
        title="Study visit: design for all sectors",
        kind=ExchangeKind.STUDY_VISIT,
        day=45,
        days=2,
        place="Kolding",
        country="DK",
        host="DK03",
        notes="How firms without designers learn to use design.",
        people=("FR71 pm1", "ITH1 cp1", "DK03 cp1"),
        silent=("SE22 cp1", "SE22 pm1", "RO32 cp1"),
        practices=("design2innovate",),
        is_public=True,
    ),
    Event(
        title="Project meeting in Karlsruhe",
        kind=ExchangeKind.MEETING,
        day=80,
        days=3,
        place="Karlsruhe",
        country="DE",
        host="DE12",
        notes="Peer groups, steering committee and a visit to the technology region.",
        people=("DE12 pm1", "AT12 im2", "SE22 pm1"),
        silent=("FR71 pm1", "HU22 pm1", "ITH1 pm1", "RO32 pm1", "SE11 pm1", "DK03 pm1"),
        also=(ExchangeKind.PEER_GROUP, ExchangeKind.STEERING, ExchangeKind.STUDY_VISIT),
        is_public=True,
    ),
)
ANNOUNCED: Final = 40  # days before
TOOK_HOME: Final = 12  # days after


def tell_events(demo: Demo, coordinator: Reader) -> None:
    """Each with its invitations, answers, attendance and what people took home."""
    for event in EVENTS:
        host = demo.reader(cast_key(f"{event.host} pm1"))
        by = coordinator if event.kind == ExchangeKind.STEERING else host
        with demo.on(min(event.day - ANNOUNCED, -3)):
            exchange = plan_exchange(details=details_of(demo, event), is_demonstration=True, by=by)
            for who in (*event.people, *event.silent):
                invite(exchange=exchange, person=person_of(demo, who), by=by)
        with demo.on(min(event.day - ANNOUNCED + 6, -1)):
            for who in event.people:
                place = exchange.participations.get(user=demo.people[cast_key(who)])
                reply(participation=place, comes=True, by=demo.reader(cast_key(who)))
        if event.day < 0:
            look_back(demo, event, exchange, by)


def details_of(demo: Demo, event: Event) -> Details:
    return Details(
        title=event.title,
        kind=event.kind,
        starts_on=demo.day(event.day),
        ends_on=demo.day(event.day + event.days - 1),
        days=event.days,
        place=event.place,
        form=Form.ONLINE if event.place == "Online" else Form.IN_PERSON,
        country=event.country,
        host=demo.partners[event.host],
        notes=event.notes,
        reach=event.reach,
        is_public=event.is_public,
        also_kinds=tuple(event.also),
        practices=tuple(demo.practices[slug] for slug in event.practices),
    )


def person_of(demo: Demo, who: str) -> Person:
    region, level = who.split()[0], cast_key(who).split(":")[1]
    return Person(demo.partners[region], level, user=demo.people[cast_key(who)])


def look_back(demo: Demo, event: Event, exchange: Exchange, by: Reader) -> None:
    with demo.on(event.day, hour=9):
        present = set(exchange.participations.values_list("pk", flat=True))
        record_attendance(exchange=exchange, present=present, by=by)
    with demo.on(event.day + TOOK_HOME):
        for who, step, text in event.learned:
            reflect(
                participation=exchange.participations.get(user=demo.people[cast_key(who)]),
                step=step,
                text=text,
                has_increased_capacity=step == "person",
                by=demo.reader(cast_key(who)),
            )
