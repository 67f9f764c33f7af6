"""A session with one practice on its agenda: where moderators and guests exist."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from accounts.models import User
from assessments.models import CriteriaSet, Criterion, Dimension, Round, RoundKind, Seat
from clusterix.testing.partnership import Place, SmallPartnership
from core import clock
from exchanges.models import Exchange, ExchangeKind, Participation, ParticipationState
from peergroups.models import AgendaItem, AgendaRound, GroupMembership, PeerGroup, Session
from practices.models import Practice
from practices.tests.factories import make_practice, make_theme
from regions.models import Level
from regions.tests.factories import next_number

QUESTIONS = {"R1": "Does it fit our strategy?", "F3": "Can we find the money?"}


@dataclass(frozen=True)
class Room:
    """A coming session of a group, its exchange, and a practice on the agenda."""

    exchange: Exchange
    group: PeerGroup
    session: Session
    item: AgendaItem
    practice: Practice

    def moderate(self, user: User) -> None:
        """Make the person a moderator of the group."""
        GroupMembership.objects.create(group=self.group, user=user, is_moderator=True)

    def seat_person(
        self, place: Place, *, user: User | None = None, level: str = Level.PRACTITIONER
    ) -> Participation:
        """Somebody who takes part: a person with an account, or a guest by name."""
        return Participation.objects.create(
            exchange=self.exchange,
            user=user,
            name="" if user else f"Guest {next_number()}",
            partner=place.partner,
            level=level,
            state=ParticipationState.ACCEPTED,
            joined_at=clock.now(),
        )

    def open_round(self, *people: Participation, **fields: Any) -> Round:
        """A round about the practice with a seat for each of these people."""
        revision = self.practice.published_revision
        assert revision is not None, "Only a published practice can be rated."
        opened = Round.objects.create(
            revision=revision,
            criteria_set=self.session.criteria_set,
            kind=RoundKind.SESSION,
            **{"number": self.item.rounds.count() + 1, "opened_at": clock.now()} | fields,
        )
        AgendaRound.objects.create(item=self.item, round=opened)
        for person in people:
            Seat.objects.create(
                round=opened,
                person_key=person.person_key,
                user=person.user,
                name=person.name,
                region=person.partner.region,
                partner=person.partner,
                level=person.level,
            )
        return opened


def make_criteria_set(code: str = "meeting") -> CriteriaSet:
    """The set of that code: the installed one, or a short one where none is installed."""
    criteria_set, is_new = CriteriaSet.objects.get_or_create(
        code=code, version=1, defaults={"name": code.capitalize(), "released_at": clock.now()}
    )
    if is_new:
        for position, (criterion, question) in enumerate(QUESTIONS.items(), start=1):
            Criterion.objects.create(
                criteria_set=criteria_set,
                code=criterion,
                position=position,
                dimension=Dimension.RELEVANCE if criterion[0] == "R" else Dimension.FEASIBILITY,
                topic=criterion,
                question=question,
                low_label="no",
                high_label="yes",
                is_gate=criterion[0] == "F",
            )
    return criteria_set


def make_room(small: SmallPartnership, *, practice: Practice | None = None) -> Room:
    """A session tomorrow, hosted by the third region; the practice comes from there too."""
    number = next_number()
    day = clock.today() + timedelta(days=1)
    exchange = Exchange.objects.create(
        slug=f"room-{number}",
        title=f"Meeting {number}",
        kind=ExchangeKind.PEER_GROUP,
        starts_on=day,
        ends_on=day,
        host=small.third.partner,
    )
    group = PeerGroup.objects.create(
        slug=f"group-{number}", name=f"Group {number}", theme=make_theme()
    )
    session = Session.objects.create(
        exchange=exchange,
        group=group,
        title=f"Session {number}",
        criteria_set=make_criteria_set(),
        room_code=f"{number:06d}",
    )
    practice = practice or make_practice(
        partner=small.third.partner, origin_region=small.third.region
    )
    item = AgendaItem.objects.create(session=session, position=1, practice=practice)
    return Room(exchange, group, session, item, practice)
