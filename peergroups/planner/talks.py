"""Which practice is talked about in which group: where its owners sit, and most others too."""

from collections import Counter
from collections.abc import Sequence

from peergroups.planner.seats import Seats
from peergroups.planner.wish import Talk

NOBODY_PRESENTS = 1000  # worse than any number of regions that cannot answer


def share_out(talks: Sequence[Talk], seats: Seats, groups: int) -> dict[Talk, int]:
    """As many practices in each group, one more in some; the cheapest way for all together."""
    costs = [[_cost(talk, seats, group) for group in range(groups)] for talk in talks]
    least, more = divmod(len(talks), groups)
    chosen: list[int] = []
    for talk in range(len(talks)):
        chosen.append(-1)
        _place(talk, chosen, costs, least, more)
    return {talk: chosen[at] for at, talk in enumerate(talks)}


def _cost(talk: Talk, seats: Seats, group: int) -> int:
    here = {person.region for person, place in seats.items() if place == group}
    presenting = {p.region for p, place in seats.items() if place == group and p.may_present}
    everywhere = {person.region for person in seats}
    silent = len(everywhere - here - talk.regions)
    could = talk.regions & everywhere
    return silent + (NOBODY_PRESENTS if could and not talk.regions & presenting else 0)


def _place(talk: int, chosen: list[int], costs: list[list[int]], least: int, more: int) -> None:
    """Put one more practice in, moving others where that is cheaper: a shortest way of moves."""
    groups = range(len(costs[talk]))
    far: list[tuple[int, list[tuple[int, int]]]] = [
        (costs[talk][group], [(talk, group)]) for group in groups
    ]
    for _round in groups:
        for start in groups:
            way_cost, way = far[start]
            for other in range(talk):
                if chosen[other] != start or any(other == moved for moved, _to in way):
                    continue
                for end in groups:
                    cost = way_cost + costs[other][end] - costs[other][start]
                    if cost < far[end][0]:
                        far[end] = (cost, [*way, (other, end)])
    sizes = Counter(group for group in chosen if group >= 0)
    full = sum(1 for group in groups if sizes[group] > least)
    open_groups = [
        group for group in groups if sizes[group] < least or (sizes[group] == least and full < more)
    ]
    best = min(open_groups, key=lambda group: (sizes[group] >= least, far[group][0], group))
    for moved, to in far[best][1]:
        chosen[moved] = to
