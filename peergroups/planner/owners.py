"""Owners sit where their practice is talked about, even where groups then differ in size."""

from collections import Counter, deque
from collections.abc import Iterator, Mapping

from peergroups.planner.seats import Seats
from peergroups.planner.wish import Person, Talk

type Need = tuple[int, int]  # a region and a group in which it presents


class Table:
    """The seating as it changes; no change takes a region out of a group it alone would miss."""

    def __init__(self, seats: Seats, places: Mapping[Talk, int], groups: int) -> None:
        self.seats = seats
        self.groups = groups
        self.needs = needs_of(seats, places)
        self.regions = Counter((person.region, group) for person, group in seats.items())
        self.presenting = Counter(
            (person.region, group) for person, group in seats.items() if person.may_present
        )
        self.levels = Counter((person.level, group) for person, group in seats.items())
        self.sizes = Counter(seats.values())

    def move(self, person: Person, to: int) -> None:
        at = self.seats[person]
        self.seats[person] = to
        for group, change in ((at, -1), (to, 1)):
            self.regions[person.region, group] += change
            self.presenting[person.region, group] += change * person.may_present
            self.levels[person.level, group] += change
            self.sizes[group] += change

    def is_free(self, person: Person, to: int) -> bool:
        """Whether the person can change to a group without a loss to the region."""
        region, at = person.region, self.seats[person]
        if at == to or self._presents_alone(person):
            return False
        return self.regions[region, at] > 1 or not self.regions[region, to]

    def _presents_alone(self, person: Person) -> bool:
        place = (person.region, self.seats[person])
        return person.may_present and place in self.needs and self.presenting[place] == 1

    def missing(self) -> list[Need]:
        """Where a region has a practice, and nobody who may present it."""
        return sorted(need for need in self.needs if not self.presenting[need])

    def candidates(self, region: int, group: int) -> Iterator[Person]:
        """Those who could come to present: from groups where they are not needed for that."""
        for person in sorted(self.seats):
            is_elsewhere = self.seats[person] != group and not self._presents_alone(person)
            if person.region == region and person.may_present and is_elsewhere:
                yield person


def needs_of(seats: Seats, places: Mapping[Talk, int]) -> set[Need]:
    """Of a practice of several regions, the first from which somebody may present is asked."""
    able = {person.region for person in seats if person.may_present}
    found: set[Need] = set()
    for talk, group in places.items():
        here = {p.region for p, at in seats.items() if at == group and p.may_present}
        asked = sorted(talk.regions & here) or sorted(talk.regions & able)
        found.update((region, group) for region in asked[:1])
    return found


def bring_owners(table: Table) -> None:
    """Let somebody present each practice, if the region has a person to spare for it."""
    for region, group in table.missing():
        for person in table.candidates(region, group):
            if _bring(table, person, group):
                break
    _level_sizes(table)
    _level_levels(table)


def _bring(table: Table, person: Person, group: int) -> bool:
    at = table.seats[person]
    others = [other for other, place in table.seats.items() if place == group]
    others.sort(key=lambda other: (other.level != person.level, other))
    for other in others:  # of the own region first: then nothing else changes
        if other.region == person.region:
            table.move(person, group)
            table.move(other, at)
            return True
    if not table.is_free(person, group):
        return False
    partner = next((other for other in others if table.is_free(other, at)), None)
    table.move(person, group)
    if partner:
        table.move(partner, at)
    return True


def _level_sizes(table: Table) -> None:
    """Move people from larger to smaller groups, over others in between if need be."""
    groups = range(table.groups)
    for large in sorted(groups, key=lambda group: (-table.sizes[group], group)):
        while way := _way_down(table, large):
            for person, to in way:
                table.move(person, to)


def _way_down(table: Table, large: int) -> list[tuple[Person, int]]:
    """The shortest row of moves from a group to one that is smaller by two or more."""
    ways: dict[int, list[tuple[Person, int]]] = {large: []}
    waiting = deque([large])
    people = sorted(table.seats)
    while waiting:
        at = waiting.popleft()
        for to in range(table.groups):
            used = {moved.region for moved, _to in ways[at]}
            person = next(
                (
                    each
                    for each in people
                    if table.seats[each] == at
                    and each.region not in used
                    and table.is_free(each, to)
                ),
                None,
            )
            if to in ways or person is None:
                continue
            ways[to] = [*ways[at], (person, to)]
            if table.sizes[large] - table.sizes[to] > 1:
                return ways[to]
            waiting.append(to)
    return []


def _level_levels(table: Table) -> None:
    """Let two people of one region change places as long as that makes the levels more even."""
    people = sorted(table.seats)
    by_region: dict[int, list[Person]] = {}
    for person in people:
        by_region.setdefault(person.region, []).append(person)
    pairs = [
        (one, two)
        for own in by_region.values()
        for at, one in enumerate(own)
        for two in own[at + 1 :]
        if one.level != two.level
    ]
    changed = True
    while changed:
        changed = False
        for one, two in pairs:
            if table.seats[one] != table.seats[two] and _is_better(table, one, two):
                at, to = table.seats[one], table.seats[two]
                table.move(one, to)
                table.move(two, at)
                changed = True


def _is_better(table: Table, one: Person, two: Person) -> bool:
    """Whether the squares of the levels' numbers become smaller, and presenters stay."""
    at, to = table.seats[one], table.seats[two]
    if one.may_present != two.may_present and ({(one.region, at), (one.region, to)} & table.needs):
        return False
    count = table.levels
    return (
        count[one.level, at] - count[one.level, to] + count[two.level, to] - count[two.level, at]
        > 2
    )  # each step changes the sum by twice what is above this
