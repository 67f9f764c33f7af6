"""How many groups there can be."""

from peergroups.planner.slot import SHORTEST, STANDARD, talks_that_fit
from peergroups.planner.wish import Talk, Wish

LEAST_PEOPLE = 4  # in a group; fewer are a talk between friends


def people_needed(regions: int, groups: int) -> int:
    """So that each region can sit in each group: nine regions in three groups need 27 people."""
    return regions * groups


def groups_wanted(wish: Wish) -> int:
    """So many that each practice gets its usual minutes."""
    fit = max(1, talks_that_fit(wish.minutes, STANDARD))
    return max(1, -(-len(wish.talks) // fit))


def groups_for(wish: Wish) -> int:
    """As many as the practices need, and no more than the people allow."""
    people = len(wish.people)
    allowed = min(people // max(1, len(wish.regions)), people // LEAST_PEOPLE)
    return max(1, min(groups_wanted(wish), allowed))


def groups_of(wish: Wish) -> int:
    """The chosen number, as far as there is a practice and a person for each; else the proposal."""
    if wish.groups is None:
        return groups_for(wish)
    return max(1, min(wish.groups, len(wish.talks) or 1, len(wish.people) or 1))


def talks_taken(wish: Wish, groups: int) -> tuple[Talk, ...]:
    """The practices for which there are at least the shortest minutes."""
    return wish.talks[: groups * talks_that_fit(wish.minutes, SHORTEST)]
