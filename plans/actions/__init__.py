"""Writes of the implementation plan."""

from plans.actions.delivery import (
    add_evidence,
    add_milestone,
    close_action,
    drop_action,
    reach_milestone,
    report_progress,
)
from plans.actions.plan import (
    adopt_plan,
    create_plan,
    delete_plan,
    edit_plan,
    start_new_version,
    submit_plan,
    take_back_to_draft,
)
from plans.actions.writing import add_action, edit_action, move_action, take_into_plan

__all__ = [
    "add_action",
    "add_evidence",
    "add_milestone",
    "adopt_plan",
    "close_action",
    "create_plan",
    "delete_plan",
    "drop_action",
    "edit_action",
    "edit_plan",
    "move_action",
    "reach_milestone",
    "report_progress",
    "start_new_version",
    "submit_plan",
    "take_back_to_draft",
    "take_into_plan",
]
