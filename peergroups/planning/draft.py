"""A draft: what was asked for, and what somebody changed in the proposal; all of it an address."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from accounts.models import User
from assessments.rules import is_origin
from exchanges.models import Exchange, Participation, ParticipationState
from peergroups.models import PeerGroup
from peergroups.planner import Person, Plan, Talk, Wish, arrange, propose
from peergroups.planning.expected import Expected, write_expected
from practices.models import Practice
from regions.models import Partner

PAIR: Final = re.compile(r"\b(\d{1,15})-(\d{1,15})\b", re.ASCII)

type Numbers = dict[int, int]


def read_pairs(text: str) -> Numbers:
    """12-1.13-2: the first number of each pair goes with the second."""
    return {int(first): int(second) for first, second in PAIR.findall(text[:20_000])}


def write_pairs(pairs: Mapping[int, int]) -> str:
    return ".".join(f"{first}-{second}" for first, second in pairs.items())


@dataclass(frozen=True)
class Draft:
    """`seats` and `places`: the group of a person and of a practice, where not as proposed.

    `leads`: who moderates a group, by the number of the group; 0 is nobody.
    """

    exchange: Exchange
    group: PeerGroup
    minutes: int
    groups: int | None
    practices: tuple[Practice, ...]
    people: tuple[Participation, ...]
    standing: tuple[User, ...]  # the group's moderators
    seats: Numbers
    places: Numbers
    leads: Numbers
    expected: Expected = field(default_factory=dict)  # they are among the people, too
    partners: tuple[Partner, ...] = ()  # all of the partnership, in order

    @cached_property
    def wish(self) -> Wish:
        """Whoever moderates does not rate, so they are not seated among the others."""
        rating = [each for each in self.people if each.user_id not in self.moderating]
        sure = {each.partner.region_id for each in rating if has_accepted(each)}
        regions = {each.partner.region_id: each.partner.region for each in self.people}
        return Wish(
            people=tuple(
                Person(
                    each.partner.region_id,
                    each.level,
                    each.pk,
                    has_accepted(each) or each.partner.region_id not in sure,
                )
                for each in rating
            ),
            talks=tuple(
                Talk(
                    practice.pk,
                    frozenset(pk for pk, region in regions.items() if is_origin(practice, region)),
                )
                for practice in self.practices
            ),
            minutes=self.minutes,
            groups=self.groups,
        )

    @cached_property
    def moderating(self) -> frozenset[int]:
        """Everybody who would moderate one of the sessions: the group's, and who is named."""
        standing = frozenset(user.pk for user in self.standing)
        return standing | frozenset(lead for lead in self.leads.values() if lead)

    @cached_property
    def plan(self) -> Plan:
        return arrange(self.wish, self.seats, self.places)

    @cached_property
    def is_changed(self) -> bool:
        return bool(self.seats or self.places or self.leads)

    def lead_of(self, number: int) -> int:
        """Who moderates a group: who was chosen, else the group's moderators in turn."""
        if number in self.leads:
            return self.leads[number]
        return self.standing[number - 1].pk if number <= len(self.standing) else 0

    def changed(self, typed: QueryDict) -> "Draft":
        """With the choices of a form; only what differs from the proposal is kept."""
        leads = _typed(typed, "lead")
        draft = replace(self, leads={})
        leads = {number: lead for number, lead in leads.items() if lead != draft.lead_of(number)}
        draft = replace(self, leads=leads)
        plan = propose(draft.wish)
        seats = {person.key: group.number for group in plan.groups for person in group.people}
        asked = _typed(typed, "seat")
        draft = replace(
            draft,
            seats={key: asked[key] for key in asked if asked[key] != seats.get(key)},
            places=_ordered(_typed(typed, "place"), _typed(typed, "at")),
        )
        plain = {talk.key: group.number for group in plan.groups for talk in group.talks}
        return (
            replace(draft, places={})
            if list(draft.places.items()) == list(plain.items())
            else draft
        )

    @property
    def address(self) -> str:
        return f"{reverse('session_plan')}?{urlencode(self.query)}"

    @property
    def query(self) -> list[tuple[str, str | int]]:
        """The whole draft, as fields of an address or a form."""
        changes = {"seats": self.seats, "places": self.places, "leads": self.leads}
        return [
            *self.plain_query,
            *((name, write_pairs(pairs)) for name, pairs in changes.items() if pairs),
        ]

    @property
    def plain_query(self) -> list[tuple[str, str | int]]:
        """Without what was changed in the proposal."""
        return [
            ("exchange", self.exchange.slug),
            ("group", self.group.slug),
            ("minutes", self.minutes),
            ("groups", self.groups or ""),
            *([("expected", write_expected(self.expected))] if self.expected else []),
            ("picked", 1),
            *(("practice", practice.pk) for practice in self.practices),
        ]

    @property
    def plain_address(self) -> str:
        return f"{reverse('session_plan')}?{urlencode(self.plain_query)}"


def has_accepted(participation: Participation) -> bool:
    return participation.state == ParticipationState.ACCEPTED


def _typed(typed: QueryDict, name: str) -> Numbers:
    """Fields as seat-12=2; what is no number is left out."""
    found: Numbers = {}
    for named, value in typed.items():
        start, _, key = named.partition("-")
        if start == name and key.isdecimal() and str(value).isdecimal():
            found[int(key[:15])] = int(str(value)[:15])
    return found


def _ordered(places: Numbers, order: Numbers) -> Numbers:
    """Practices by group, then as numbered, then as they were."""
    at: Sequence[int] = list(places)
    keys = sorted(places, key=lambda key: (places[key], order.get(key, 99), at.index(key)))
    return {key: places[key] for key in keys}
