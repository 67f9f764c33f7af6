"""Who sits in which group: everything as even as whole people allow, at the same time.

One group after the other is drawn out of all people: of all of them, of each region, of those of
a region who may present, of each level, the share of one group, rounded down or up. Sharing out
fractions of people would do this exactly, so a flow of whole people exists (bounds of whole
numbers have whole flows), and what it leaves is even among the groups that remain.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise

from peergroups.planner.flow import Node, flow_between
from peergroups.planner.wish import Person

type Cell = tuple[int, bool, str]
type Seats = dict[Person, int]


def spread(people: Sequence[Person], groups: int, bound: Collection[int]) -> Seats:
    """A group for each person; regions in `bound` have something to present and few people."""
    cells: dict[Cell, list[Person]] = defaultdict(list)
    for person in people:
        cells[person.region, person.may_present, person.level].append(person)
    seats: Seats = {}
    for group in range(groups):
        for cell, share in _draw(cells, groups - group, bound).items():
            for person in cells[cell][:share]:
                seats[person] = group
            del cells[cell][:share]
    return seats


def _draw(cells: dict[Cell, list[Person]], groups: int, bound: Collection[int]) -> dict[Cell, int]:
    """How many of each kind of people are in the next of so many groups."""
    sizes: Counter[tuple[Node, Node]] = Counter()
    for (region, may_present, level), people in cells.items():
        block: Node = ("bound", region in bound)
        presents: Node = ("presents", region, may_present)
        way: list[Node] = ["all", block, ("region", region), presents, ("level", level), "again"]
        for start, end in pairwise(way):
            sizes[start, end] += len(people)
        sizes["again", "all"] += len(people)
    bounds = {edge: (size // groups, -(-size // groups)) for edge, size in sizes.items()}
    flow = flow_between(bounds)
    return {
        (region, may_present, level): flow[("presents", region, may_present), ("level", level)]
        for region, may_present, level in cells
    }
