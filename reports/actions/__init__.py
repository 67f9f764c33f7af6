"""Writes of the reports."""

from reports.actions.approving import answer_approval, lock_report, publish_report
from reports.actions.assembling import create_report, edit_texts, new_version, refresh_figures
from reports.actions.contributing import (
    confirm_contribution,
    confirm_entry,
    enter_by_hand,
    save_contribution,
)
from reports.actions.planning import create_periods, ensure_default_indicators, set_target

__all__ = [
    "answer_approval",
    "confirm_contribution",
    "confirm_entry",
    "create_periods",
    "create_report",
    "edit_texts",
    "ensure_default_indicators",
    "enter_by_hand",
    "lock_report",
    "new_version",
    "publish_report",
    "refresh_figures",
    "save_contribution",
    "set_target",
]
