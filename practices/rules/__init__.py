"""What may happen to a practice and its transfers: pure, each refusal a sentence.

`..._refusals` say who may act, `..._blockers` what stands against it as things are; an empty
list means yes. Neither asks the database: pass objects whose relations were fetched.
"""

from practices.rules.completeness import (
    NO_SUMMARY,
    NO_TITLE,
    Gap,
    completeness_blockers,
    completeness_gaps,
)
from practices.rules.reasons import (
    Reasons,
)
from practices.rules.roles import (
    archiving_refusals,
    checking_refusals,
    creating_refusals,
    deleting_refusals,
    sorting_refusals,
    taking_down_refusals,
    text_refusals,
    writing_refusals,
)
from practices.rules.searches import (
    MOST_SEARCHES,
    searching_blockers,
    searching_refusals,
)
from practices.rules.states import (
    ARCHIVED,
    CLOSED,
    NOT_ARCHIVED,
    NOT_PUBLISHED,
    NOT_SUBMITTED,
    ONE_OPEN,
    SUBMITTED,
    TAKEN_DOWN,
    WAS_SUBMITTED,
    approve_blockers,
    archive_blockers,
    check_blockers,
    delete_blockers,
    edit_blockers,
    needs_reason,
    propose_blockers,
    restore_blockers,
    submit_blockers,
    take_down_blockers,
)
from practices.rules.talk import (
    answer_blockers,
    comment_blockers,
    comment_edit_refusals,
    comment_refusals,
    follow_blockers,
    hiding_refusals,
    report_refusals,
    talk_blockers,
    talking_refusals,
    unhide_blockers,
)
from practices.rules.transfers import (
    status_after,
)

__all__ = [
    "ARCHIVED",
    "CLOSED",
    "Gap",
    "MOST_SEARCHES",
    "NOT_ARCHIVED",
    "NOT_PUBLISHED",
    "NOT_SUBMITTED",
    "NO_SUMMARY",
    "NO_TITLE",
    "ONE_OPEN",
    "Reasons",
    "SUBMITTED",
    "TAKEN_DOWN",
    "WAS_SUBMITTED",
    "answer_blockers",
    "approve_blockers",
    "archive_blockers",
    "archiving_refusals",
    "check_blockers",
    "checking_refusals",
    "comment_blockers",
    "comment_edit_refusals",
    "comment_refusals",
    "completeness_blockers",
    "completeness_gaps",
    "creating_refusals",
    "delete_blockers",
    "deleting_refusals",
    "edit_blockers",
    "follow_blockers",
    "hiding_refusals",
    "needs_reason",
    "propose_blockers",
    "report_refusals",
    "restore_blockers",
    "searching_blockers",
    "searching_refusals",
    "sorting_refusals",
    "status_after",
    "submit_blockers",
    "take_down_blockers",
    "taking_down_refusals",
    "talk_blockers",
    "talking_refusals",
    "text_refusals",
    "unhide_blockers",
    "writing_refusals",
]
