"""Writes of the catalogue."""

from practices.actions.draft import create_draft, delete_draft, propose_revision, save_draft
from practices.actions.keeping import archive, note_relation, restore, take_down
from practices.actions.publishing import approve, send_back, submit, withdraw
from practices.actions.themes import create_theme
from practices.actions.transfer import move_transfer, set_transfer_public

__all__ = [
    "approve",
    "archive",
    "create_draft",
    "create_theme",
    "delete_draft",
    "move_transfer",
    "note_relation",
    "propose_revision",
    "restore",
    "save_draft",
    "send_back",
    "set_transfer_public",
    "submit",
    "take_down",
    "withdraw",
]
