"""Writes of the catalogue."""

from practices.actions.address import change_address
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
from practices.actions.exporting import (
    ask_for_file,
    cancel_file,
    forget_file,
    keep_file,
)
from practices.actions.import_works import (
    ask_to_carry_out,
    ask_to_read,
    ask_to_undo,
    cancel_import,
    keep_plan,
    plan_again,
)
from practices.actions.importing import carry_out, check_import
from practices.actions.keeping import archive, note_relation, restore, take_down
from practices.actions.publishing import approve, send_back, submit, withdraw
from practices.actions.questions import (
    answer_question,
    ask_owner_question,
    decline,
    forget_asker,
    pass_on,
    show_answer,
)
from practices.actions.still_true import answer_still_true, ask_owner, ask_owners
from practices.actions.tags import merge_tags, remove_tags, restore_tag
from practices.actions.template import use_as_template
from practices.actions.themes import create_theme
from practices.actions.transfer import move_transfer, set_transfer_public
from practices.actions.translating import remove_translation, save_translation
from practices.actions.undoing import undo_import

__all__ = [
    "add_comment",
    "add_documents",
    "answer_question",
    "answer_still_true",
    "approve",
    "archive",
    "ask_for_file",
    "ask_owner",
    "ask_owner_question",
    "ask_owners",
    "ask_partner_to_confirm",
    "ask_to_carry_out",
    "ask_to_read",
    "ask_to_undo",
    "cancel_file",
    "cancel_import",
    "carry_out",
    "change_address",
    "check_import",
    "confirm_entry",
    "create_draft",
    "create_theme",
    "decline",
    "delete_comment",
    "delete_draft",
    "describe_document",
    "edit_comment",
    "enter_for_partner",
    "follow",
    "forget_asker",
    "forget_file",
    "hide_comment",
    "keep_file",
    "keep_plan",
    "merge_tags",
    "move_document",
    "move_transfer",
    "note_relation",
    "pass_on",
    "plan_again",
    "propose_revision",
    "refuse_entry",
    "remove_document",
    "remove_tags",
    "remove_translation",
    "replace_document",
    "report_comment",
    "restore",
    "restore_tag",
    "save_draft",
    "save_translation",
    "send_back",
    "set_transfer_public",
    "show_answer",
    "submit",
    "take_down",
    "undo_import",
    "unfollow",
    "unhide_comment",
    "use_as_template",
    "withdraw",
]
