"""A region's implementation plan and what became of it."""

from plans.models.action import (
    Action,
    ActionSource,
    ActionState,
    Evidence,
    Milestone,
    Progress,
    SourceKind,
)
from plans.models.plan import Plan, PlanState, PlanVersion

__all__ = [
    "Action",
    "ActionSource",
    "ActionState",
    "Evidence",
    "Milestone",
    "Plan",
    "PlanState",
    "PlanVersion",
    "Progress",
    "SourceKind",
]
