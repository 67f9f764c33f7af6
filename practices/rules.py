"""What may happen to a practice and its transfers: pure, each refusal a sentence.

`..._refusals` say who may act, `..._blockers` what stands against it as things are; an empty
list means yes. Neither asks the database: pass objects whose relations were fetched.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.models import Practice, Revision, RevisionState, TransferStatus

if TYPE_CHECKING:
    from practices.manuscript import Manuscript
    from practices.models import Comment
    from regions.models import Partner
    from regions.reader import Reader

type Reasons = list[str | Promise]

# done > in plan > latest decision > in assessment > interested > proposed
RANK: dict[TransferStatus, int] = {
    TransferStatus.PROPOSED: 1,
    TransferStatus.INTERESTED: 2,
    TransferStatus.ASSESSING: 3,
    TransferStatus.ADOPT: 4,
    TransferStatus.ADAPT: 4,
    TransferStatus.LEARN: 4,
    TransferStatus.NOT_NOW: 4,
    TransferStatus.PLAN: 5,
    TransferStatus.DONE: 6,
}


def status_after(
    current: TransferStatus, to: TransferStatus, falls_back: bool = False
) -> TransferStatus:
    """The status of a pair after a move: the higher rank stays, of equals the later one."""
    if falls_back or RANK[to] >= RANK[current]:
        return to
    return current


# --- what a text needs before it goes out ---------------------------------------------------


@dataclass(frozen=True)
class Gap:
    """Something that is missing, and the field of the form where it belongs."""

    field: str
    sentence: str | Promise


NO_TITLE = gettext_lazy("Give the practice a title.")
NO_SUMMARY = gettext_lazy("Write the summary: one sentence under the title.")
NO_DESCRIPTION = gettext_lazy("Say which problem it addresses or how it works.")
NO_EVIDENCE = gettext_lazy(
    "Give evidence of success, tick “None yet”, or say under “What is not certain” why it is not "
    "known."
)
NO_THEME = gettext_lazy("Choose a theme, or say under “What is not certain” why none fits.")
NO_ORGANISATION = gettext_lazy(
    "Name the main institution, or say under “What is not certain” why it is not known."
)
NO_PLACE = gettext_lazy(
    "Give a place or a country, or say under “What is not certain” why it is not known."
)
STUB_WITH_TEXT = gettext_lazy(
    "It has a description now. Untick “Description not yet collected”, or clear the text."
)
BOTH_ANSWERS = gettext_lazy("There is evidence of success. Untick “None yet”, or clear it.")


def completeness_gaps(text: "Manuscript") -> list[Gap]:
    """What the good-practice form asks for and the text does not say yet.

    A stub is known by its title alone: the rest is waived, and it must not have a description.
    Theme, institution, place and evidence may stay empty where the text says why.
    """
    if text["is_stub"]:
        gaps = [Gap("title", NO_TITLE)] if not text["title"] else []
        return gaps + ([Gap("is_stub", STUB_WITH_TEXT)] if has_description(text) else [])
    checks: list[tuple[bool, str, str | Promise]] = [
        (not text["title"], "title", NO_TITLE),
        (not text["summary"], "summary", NO_SUMMARY),
        (not (text["organisation"] or text["caveats"]), "organisation", NO_ORGANISATION),
        (not (text["theme_id"] or text["caveats"]), "theme", NO_THEME),
        (not (is_placed(text) or text["caveats"]), "place", NO_PLACE),
        (not has_description(text), "how_it_works", NO_DESCRIPTION),
        (not (answers_for_evidence(text) or text["caveats"]), "evidence", NO_EVIDENCE),
        (has_evidence(text) and text["has_no_evidence_yet"], "has_no_evidence_yet", BOTH_ANSWERS),
    ]
    gaps = [Gap(field, sentence) for is_open, field, sentence in checks if is_open]
    return gaps + undated_statements(text)


def has_description(text: "Manuscript") -> bool:
    return bool(text["problem"] or text["how_it_works"])


def is_placed(text: "Manuscript") -> bool:
    return bool(text["place"] or text["countries"])


def has_evidence(text: "Manuscript") -> bool:
    return bool(text["evidence"] or text.statements)


def answers_for_evidence(text: "Manuscript") -> bool:
    """“None yet” is an answer, too."""
    return has_evidence(text) or bool(text["has_no_evidence_yet"])


def undated_statements(text: "Manuscript") -> list[Gap]:
    """Evidence of success is dated; a year is enough."""
    return [
        Gap(
            f"statements-{number - 1}-dated_on",
            _("Statement %(number)s has no date. A year is enough.") % {"number": number},
        )
        for number, statement in enumerate(text.statements, start=1)
        if statement.dated_on is None
    ]


def completeness_blockers(text: "Manuscript") -> Reasons:
    """The same as sentences alone."""
    return [gap.sentence for gap in completeness_gaps(text)]


# --- who may act ----------------------------------------------------------------------------


def creating_refusals(by: "Reader") -> Reasons:
    """P06: whoever acts for a partner."""
    if by.is_system or by.is_member:
        return []
    return [_("Only members of a partner write practices. Ask the coordinator to invite you.")]


def writing_refusals(by: "Reader", partner: "Partner") -> Reasons:
    """P06 to P09, P12: the people of the partner that contributed it."""
    if by.is_system or partner.pk in by.partner_ids:
        return []
    return [_("Only people of %(partner)s can change this practice.") % {"partner": partner.short}]


def text_refusals(by: "Reader", revision: Revision) -> Reasons:
    """The same for one text: what the coordinator entered for the partner is theirs as well."""
    if revision.is_entered_for_partner and by.is_coordinator:
        return []
    return writing_refusals(by, revision.practice.partner)


def checking_refusals(by: "Reader") -> Reasons:
    """P10, P11: the coordinator."""
    if by.is_system or by.is_coordinator:
        return []
    return [_("Only the coordinator publishes practices or sends them back.")]


def sorting_refusals(by: "Reader") -> Reasons:
    """Topics are sorted by the coordinator, who proposes peer groups from them (GR02)."""
    if by.is_system or by.is_coordinator:
        return []
    return [_("Only the coordinator sorts practices into topics.")]


def archiving_refusals(by: "Reader", partner: "Partner") -> Reasons:
    """P14: the partner's lead and the coordinator."""
    if by.is_system or by.is_coordinator or partner.pk in by.lead_partner_ids:
        return []
    return [
        _("Only the lead of %(partner)s and the coordinator archive or restore this practice.")
        % {"partner": partner.short}
    ]


def taking_down_refusals(by: "Reader") -> Reasons:
    """P16: the coordinator."""
    if by.is_system or by.is_coordinator:
        return []
    return [_("Only the coordinator takes a practice down.")]


def deleting_refusals(by: "Reader", revision: Revision) -> Reasons:
    """P17: whoever began the draft, and the partner's lead."""
    partner_id = revision.practice.partner_id
    is_theirs = revision.is_entered_for_partner or partner_id in by.partner_ids
    began_it = revision.created_by_id == by.user_id and is_theirs
    if by.is_system or began_it or partner_id in by.lead_partner_ids:
        return []
    return [_("Only the person who began this draft and the partner's lead can delete it.")]


# --- what stands against it as things are ---------------------------------------------------

SUBMITTED = gettext_lazy(
    "This text is with the coordinator. Withdraw it if you want to change something."
)
CLOSED = gettext_lazy("This version is closed. Propose a new version instead.")
NOT_SUBMITTED = gettext_lazy("This text is not with the coordinator.")
TAKEN_DOWN = gettext_lazy("This practice was taken down.")
NOT_PUBLISHED = gettext_lazy("This practice was never published.")
ONE_OPEN = gettext_lazy("A new version is already being written. Change that one.")
WAS_SUBMITTED = gettext_lazy(
    "This text was with the coordinator once and belongs to the history. It cannot be deleted."
)
ARCHIVED = gettext_lazy("This practice is archived already.")
NOT_ARCHIVED = gettext_lazy("This practice is not archived.")


def edit_blockers(revision: Revision) -> Reasons:
    """A draft can be changed; its practice must stand."""
    if revision.practice.taken_down_at:
        return [TAKEN_DOWN]
    if revision.state == RevisionState.SUBMITTED:
        return [SUBMITTED]
    return [] if revision.state == RevisionState.DRAFT else [CLOSED]


def submit_blockers(revision: Revision, text: "Manuscript") -> Reasons:
    return edit_blockers(revision) or completeness_blockers(text)


def check_blockers(revision: Revision) -> Reasons:
    """What stands against withdrawing, sending back and publishing alike."""
    if revision.practice.taken_down_at:
        return [TAKEN_DOWN]
    return [] if revision.state == RevisionState.SUBMITTED else [NOT_SUBMITTED]


def approve_blockers(revision: Revision, text: "Manuscript") -> Reasons:
    return check_blockers(revision) or confirmation_gaps(revision) or completeness_blockers(text)


def confirmation_gaps(revision: Revision) -> Reasons:
    """P06: what was entered for a partner counts after that partner has confirmed it."""
    if not revision.waits_for_partner:
        return []
    return [
        _("%(partner)s has not confirmed this text yet. It can be published after that.")
        % {"partner": revision.practice.partner.short}
    ]


def needs_reason(revision: Revision, by: "Reader") -> bool:
    """P11: whoever publishes their own words says why nobody else could.

    What was entered for a partner was read by somebody else: that partner, who confirmed it.
    """
    is_own = by.user_id is not None and revision.edited_by_id == by.user_id
    return is_own and not revision.is_entered_for_partner


def propose_blockers(practice: Practice, *, has_open: bool) -> Reasons:
    if practice.taken_down_at:
        return [TAKEN_DOWN]
    if practice.published_revision_id is None:
        return [NOT_PUBLISHED]
    return [ONE_OPEN] if has_open else []


def delete_blockers(revision: Revision) -> Reasons:
    """P17: a draft that nobody but its partner has seen."""
    if revision.submitted_at:
        return [WAS_SUBMITTED]
    return [] if revision.state == RevisionState.DRAFT else [CLOSED]


def archive_blockers(practice: Practice) -> Reasons:
    if not practice.is_published:
        return [TAKEN_DOWN if practice.taken_down_at else NOT_PUBLISHED]
    return [ARCHIVED] if practice.archived_at else []


def restore_blockers(practice: Practice) -> Reasons:
    if practice.taken_down_at:
        return [TAKEN_DOWN]
    return [] if practice.archived_at else [NOT_ARCHIVED]


def take_down_blockers(practice: Practice) -> Reasons:
    if practice.taken_down_at:
        return [TAKEN_DOWN]
    return [] if practice.published_revision_id else [NOT_PUBLISHED]


# --- what members say to each other ---------------------------------------------------------

TIME_TO_EDIT = timedelta(minutes=15)

TALK_CLOSED = gettext_lazy("This practice is archived, so its discussion is closed.")
TEXT_CLOSED = gettext_lazy("This text is no longer a draft, so nothing can be added about it.")
NOT_THERE = gettext_lazy("This comment is no longer there.")
NO_SECOND_LEVEL = gettext_lazy("Answer the comment that began this conversation.")
NOT_THEIRS = gettext_lazy("Only the person who wrote this comment can do this.")
TIME_IS_OVER = gettext_lazy(
    "A comment can be changed for 15 minutes. Write another one, or delete this one."
)
OWN_COMMENT = gettext_lazy("This is your own comment. You can delete it.")
NOT_HIDDEN = gettext_lazy("This comment is neither hidden nor reported.")


def talking_refusals(by: "Reader") -> Reasons:
    """C03: whoever acts for a partner."""
    return [] if by.partner_id else [_("Only members of a partner write comments.")]


def talk_blockers(practice: Practice, revision: Revision | None) -> Reasons:
    """Whether anything more can be said about the public text, or about a draft."""
    if practice.taken_down_at:
        return [TAKEN_DOWN]
    if revision is not None:
        is_open = revision.state in {RevisionState.DRAFT, RevisionState.SUBMITTED}
        return [] if is_open else [TEXT_CLOSED]
    if practice.published_revision_id is None:
        return [NOT_PUBLISHED]
    return [TALK_CLOSED] if practice.archived_at else []


def follow_blockers(practice: Practice) -> Reasons:
    """What is archived may come back, so it can be followed."""
    if practice.taken_down_at:
        return [TAKEN_DOWN]
    return [] if practice.published_revision_id else [NOT_PUBLISHED]


def answer_blockers(parent: "Comment") -> Reasons:
    """One level of answers, to what is still there."""
    if not parent.is_standing:
        return [NOT_THERE]
    return [NO_SECOND_LEVEL] if parent.parent_id else []


def comment_refusals(by: "Reader", comment: "Comment") -> Reasons:
    """C04: one's own words."""
    return [] if comment.author_id == (by.user_id or 0) else [NOT_THEIRS]


def comment_edit_refusals(by: "Reader", comment: "Comment", now: datetime) -> Reasons:
    """C04: for a quarter of an hour."""
    is_over = now - comment.made_at > TIME_TO_EDIT
    return comment_refusals(by, comment) or ([TIME_IS_OVER] if is_over else [])


def comment_blockers(comment: "Comment") -> Reasons:
    return [] if comment.is_standing else [NOT_THERE]


def hiding_refusals(comment: "Comment") -> Reasons:
    """C05: the coordinator, and who moderates a session on this practice."""
    if comment.can_be_calmed:
        return []
    return [
        _(
            "Only the coordinator, and moderators of a session on this practice, hide comments. "
            "You can report it."
        )
    ]


def report_refusals(by: "Reader", comment: "Comment") -> Reasons:
    return [OWN_COMMENT] if comment.author_id == (by.user_id or 0) else []


def unhide_blockers(comment: "Comment") -> Reasons:
    if comment.deleted_at:
        return [NOT_THERE]
    return [] if comment.hidden_at or comment.reported_at else [NOT_HIDDEN]


# --- lists that people keep -----------------------------------------------------------------

MOST_SEARCHES = 50

ENOUGH_SEARCHES = gettext_lazy("You keep 50 searches already. Delete one that you no longer need.")


def searching_refusals(by: "Reader") -> Reasons:
    """SS01: whoever acts for a partner."""
    return [] if by.partner_id else [_("Only members of a partner keep searches.")]


def searching_blockers(count: int) -> Reasons:
    return [ENOUGH_SEARCHES] if count >= MOST_SEARCHES else []
