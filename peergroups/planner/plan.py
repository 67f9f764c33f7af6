"""The plan: groups with practices, people and minutes, and what it cannot do."""

from collections.abc import Mapping
from dataclasses import dataclass

from peergroups.planner.owners import Table, bring_owners
from peergroups.planner.seats import Seats, spread
from peergroups.planner.size import groups_for, groups_of, groups_wanted, people_needed, talks_taken
from peergroups.planner.slot import Times, times_for
from peergroups.planner.talks import share_out
from peergroups.planner.wish import Person, Talk, Wish


@dataclass(frozen=True)
class Group:
    """People who sit together, and what they talk about, in this order."""

    number: int
    talks: tuple[Talk, ...]
    people: tuple[Person, ...]
    times: Times

    @property
    def regions(self) -> frozenset[int]:
        return frozenset(person.region for person in self.people)

    def raters(self, talk: Talk) -> tuple[Person, ...]:
        """Everybody here but the owners."""
        return tuple(person for person in self.people if person.region not in talk.regions)

    def presenters(self, talk: Talk) -> tuple[Person, ...]:
        return tuple(p for p in self.people if p.region in talk.regions and p.may_present)


@dataclass(frozen=True)
class Pair:
    """A practice, and a region from which nobody can rate it, as the group is seated."""

    talk: Talk
    region: int
    group: int


@dataclass(frozen=True)
class Plan:
    """A seating and agendas. `left_out` are practices for which there are no minutes."""

    wish: Wish
    groups: tuple[Group, ...]
    left_out: tuple[Talk, ...]

    @property
    def uncovered(self) -> tuple[Pair, ...]:
        """The pairs without a rater, among the regions from which somebody comes."""
        return tuple(
            Pair(talk, region, group.number)
            for group in self.groups
            for talk in group.talks
            for region in self.wish.regions
            if region not in talk.regions and region not in group.regions
        )

    @property
    def unpresented(self) -> tuple[tuple[Talk, int], ...]:
        """Practices whose owners come, but do not sit where it is talked about."""
        coming = frozenset(self.wish.regions)
        return tuple(
            (talk, group.number)
            for group in self.groups
            for talk in group.talks
            if talk.regions & coming and not group.presenters(talk)
        )

    @property
    def thin(self) -> tuple[int, ...]:
        """Regions that have fewer people than there are groups."""
        number = dict.fromkeys(self.wish.regions, 0)
        for person in self.wish.people:
            number[person.region] += 1
        return tuple(region for region, people in number.items() if people < len(self.groups))

    @property
    def proposed(self) -> int:
        return groups_for(self.wish)

    @property
    def wanted(self) -> int:
        """How many groups the practices would need for their usual minutes."""
        return groups_wanted(self.wish)

    def people_for(self, groups: int) -> int:
        """So many people need so many groups, if each region is to sit in each."""
        return people_needed(len(self.wish.regions), groups)


def propose(wish: Wish) -> Plan:
    """The plan for a wish: the same for the same people and practices, in whatever order."""
    groups = groups_of(wish)
    taken = talks_taken(wish, groups)
    seats = spread(wish.people, groups, _bound(wish, groups))
    places = share_out(taken, seats, groups)
    table = Table(seats, places, groups)
    if table.missing():
        bring_owners(table)
    return _plan(wish, groups, table.seats, places)


def arrange(wish: Wish, seats: Mapping[int, int], places: Mapping[int, int]) -> Plan:
    """The proposal with what somebody changed: groups by a person's and by a practice's key.

    Groups count from 1; what names none of them stays as proposed. Practices come in the order
    of `places`, then the others.
    """
    plan = propose(wish)
    known = range(1, len(plan.groups) + 1)
    new_seats = {
        person: (seats[person.key] if seats.get(person.key) in known else group.number) - 1
        for group in plan.groups
        for person in group.people
    }
    order = {key: at for at, key in enumerate(places)}
    old = {talk: group.number for group in plan.groups for talk in group.talks}
    new_places = {
        talk: (places[talk.key] if places.get(talk.key) in known else old[talk]) - 1
        for talk in sorted(old, key=lambda talk: (order.get(talk.key, len(order)), talk.key))
    }
    return _plan(wish, len(plan.groups), new_seats, new_places)


def _bound(wish: Wish, groups: int) -> frozenset[int]:
    """Regions with a practice and fewer people to present it than there are groups."""
    owners = frozenset(region for talk in wish.talks for region in talk.regions)
    able = dict.fromkeys(owners, 0)
    for person in wish.people:
        if person.region in able and person.may_present:
            able[person.region] += 1
    return frozenset(region for region, people in able.items() if people < groups)


def _plan(wish: Wish, groups: int, seats: Seats, places: Mapping[Talk, int]) -> Plan:
    made = []
    for group in range(groups):
        talks = tuple(talk for talk, place in places.items() if place == group)
        people = tuple(sorted(person for person, place in seats.items() if place == group))
        made.append(Group(group + 1, talks, people, times_for(wish.minutes, len(talks))))
    left_out = tuple(talk for talk in wish.talks if talk not in places)
    return Plan(wish, tuple(made), left_out)
