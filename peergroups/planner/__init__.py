"""Plans sessions in parallel: people, minutes and practices in, agenda and seating out. Pure.

docs/decisions/2026-11-26-session-planner.md says how and why.
"""

from peergroups.planner.plan import Group, Pair, Plan, arrange, propose
from peergroups.planner.size import groups_for, people_needed
from peergroups.planner.slot import STEPS, Step, Times, steps_of, times_for
from peergroups.planner.wish import Person, Talk, Wish

__all__ = [
    "STEPS",
    "Group",
    "Pair",
    "Person",
    "Plan",
    "Step",
    "Talk",
    "Times",
    "Wish",
    "arrange",
    "groups_for",
    "people_needed",
    "propose",
    "steps_of",
    "times_for",
]
