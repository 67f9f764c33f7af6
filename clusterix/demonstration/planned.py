"""Chapter about a meeting ahead with two sessions at the same time, made from the planner's plan.

The practices are real; the meeting, who comes and what is planned are invented.
"""

from datetime import time
from typing import Final

from assessments.models import CriteriaSet
from clusterix.demonstration.context import Demo
from clusterix.demonstration.people import COORDINATOR
from exchanges.actions import Details, Person, invite, plan_exchange, reply
from exchanges.models import Exchange, ExchangeKind, Participation
from peergroups.actions.seating import make_sessions
from peergroups.models import PeerGroup
from peergroups.planning.draft import Draft
from peergroups.planning.page import PlanPage

DAY: Final = 43
TITLE: Final = "Peers in two rooms"
HOST: Final = "DE12"
GROUP: Final = "Peer group: financing clusters"
MODERATORS: Final = ("DK03:intermediary:1", "ITH1:intermediary:1")
PRACTICES: Final = (
    "competence-map",
    "ppi-pool",
    "alpine-technologies-clusters",
    "cross-clustering-cleantech-lyon",
    "cloe",
    "skane-evaluation-model",
)
PEOPLE: Final = (
    *("AT12:intermediary:1", "AT12:practitioner:1"),
    *("SE22:policy_maker:1", "SE22:intermediary:1", "SE22:practitioner:1"),
    *("DK03:policy_maker:1", "DK03:intermediary:2"),
    *("FR71:policy_maker:2", "FR71:practitioner:1"),
    *("DE12:policy_maker:1", "DE12:intermediary:1"),
    *("HU22:policy_maker:1", "HU22:intermediary:1", "HU22:practitioner:1"),
    *("ITH1:policy_maker:1", "ITH1:practitioner:1"),
    *("RO32:policy_maker:1", "RO32:practitioner:1"),
    *("SE11:policy_maker:1", "SE11:intermediary:1"),
)
SILENT: Final = ("SE11:intermediary:1", "RO32:practitioner:1")  # have not said whether they come


def load(demo: Demo) -> None:
    """The coordinator plans the meeting and invites, and makes the sessions some days later."""
    with demo.on(-20):
        exchange = plan_meeting(demo)
        for key in (*PEOPLE, *MODERATORS):
            invite(exchange=exchange, person=person(demo, key), by=demo.reader(COORDINATOR))
    with demo.on(-16):
        places = {each.user_id: each for each in exchange.participations.all()}
        for key in (*PEOPLE, *MODERATORS):
            if key not in SILENT:
                place = places[demo.people[key].pk]
                reply(participation=place, comes=True, by=demo.reader(key))
    with demo.on(-12):
        plan_sessions(demo, exchange)


def plan_meeting(demo: Demo) -> Exchange:
    return plan_exchange(
        details=Details(
            title=TITLE,
            kind=ExchangeKind.MEETING,
            starts_on=demo.day(DAY),
            ends_on=demo.day(DAY),
            starts_at=time(10),
            ends_at=time(11, 15),
            place="Karlsruhe",
            country="DE",
            host=demo.partners[HOST],
            practices=tuple(demo.practices[slug] for slug in PRACTICES),
        ),
        by=demo.reader(COORDINATOR),
        is_demonstration=True,
    )


def person(demo: Demo, key: str) -> Person:
    region, level, _number = key.split(":")
    return Person(demo.partners[region], level, user=demo.people[key])


def plan_sessions(demo: Demo, exchange: Exchange) -> None:
    """As proposed: two groups with three practices each, 20 minutes a practice."""
    moderators = [demo.people[key] for key in MODERATORS]
    group = PeerGroup.objects.get(name=GROUP)
    people = Participation.objects.all_of(exchange).taking_part().with_people()
    draft = Draft(
        exchange=exchange,
        group=group,
        minutes=75,
        groups=None,
        practices=tuple(demo.practices[slug] for slug in PRACTICES),
        people=tuple(people),
        standing=(moderators[0],),
        seats={},
        places={},
        leads={2: moderators[1].pk},
    )
    make_sessions(
        exchange=exchange,
        group=group,
        criteria_set=CriteriaSet.objects.get(code="meeting"),
        tables=PlanPage(draft, {user.pk: user for user in moderators}).tables(TITLE),
        is_demonstration=True,
        by=demo.reader(COORDINATOR),
    )
