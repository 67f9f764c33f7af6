"""Writes of the catalogue."""

from practices.actions.discussion import (
    add_comment,
    delete_comment,
    edit_comment,
    follow,
    hide_comment,
    report_comment,
    unfollow,
    unhide_comment,
)
from practices.actions.documents import (
    add_documents,
    describe_document,
    move_document,
    remove_document,
    replace_document,
)
from practices.actions.draft import (
    create_draft,
    delete_draft,
    enter_for_partner,
    propose_revision,
    save_draft,
)
from practices.actions.entry import ask_partner_to_confirm, confirm_entry, refuse_entry
from practices.actions.keeping import archive, note_relation, restore, take_down
from practices.actions.publishing import approve, send_back, submit, withdraw
from practices.actions.themes import create_theme
from practices.actions.transfer import move_transfer, set_transfer_public

__all__ = [
    "add_comment",
    "add_documents",
    "approve",
    "archive",
    "create_draft",
    "create_theme",
    "delete_draft",
    "move_transfer",
    "delete_comment",
    "note_relation",
    "describe_document",
    "edit_comment",
    "enter_for_partner",
    "follow",
    "hide_comment",
    "move_document",
    "propose_revision",
    "restore",
    "save_draft",
    "refuse_entry",
    "remove_document",
    "replace_document",
    "report_comment",
    "send_back",
    "set_transfer_public",
    "submit",
    "take_down",
    "withdraw",
]
    "unfollow",
    "unhide_comment",
