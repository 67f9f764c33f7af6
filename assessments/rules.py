"""What may happen to a round and its answers: pure, each refusal a sentence."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from assessments.kernel import Result
from assessments.kernel.assess import FEWEST_FOR_SCORE
from assessments.models import Outcome, ReasonKind, Round, RoundKind, RoundState, Tap
from practices.models import Practice
from regions.models import Region
from regions.reader import Reader

type Reasons = list[str | Promise]

REOPEN_WITHIN = timedelta(hours=24)
RECORD_WITHIN = timedelta(hours=24)
CONTEST_WITHIN = timedelta(days=14)
# How far a device's clock, corrected by the server's, may run ahead.
CLOCK_TOLERANCE = timedelta(minutes=2)
LONGEST_AT_HOME = timedelta(days=62)
FEW = 3  # fewer people than this of one region may be recognised by their answers


def reads_all_results(reader: Reader) -> bool:
    """E03, R05: results of every region, wherever they were given."""
    return reader.is_steering or reader.is_coordinator or reader.is_system


def exporting_scores_refusals(*, may: bool) -> Reasons:
    """E03: who reads all results takes them along, a moderator those of the own sessions."""
    if may:
        return []
    return [
        _(
            "Scores are exported by the steering committee, the coordinator and the moderators of"
            " the sessions. You can read them on the page and print it."
        )
    ]


def is_origin(practice: Practice, region: Region) -> bool:
    """Whether the practice comes from the region: its origin region, else one of its codes."""
    if practice.origin_region_id:
        return practice.origin_region_id == region.pk
    return region.code in practice.nuts_codes


def opening_blockers(practice: Practice, kind: str, region: Region | None) -> Reasons:
    """Why no round can be opened about the practice."""
    if practice.is_stub:
        return [_("This practice has no description yet, so there is nothing to rate.")]
    if not practice.can_be_rated:
        return [_("This practice is not published now, so it cannot be rated.")]
    if kind == RoundKind.HOME and region and is_origin(practice, region):
        return [_("This practice comes from your region. A region does not rate its own practice.")]
    return []


def seat_blockers(
    practice: Practice, region: Region, user_id: int | None, moderator_ids: Collection[int]
) -> Reasons:
    """Why somebody gets no seat in a round about the practice."""
    if is_origin(practice, region):
        sentence = _(
            "This practice comes from %(region)s. A region does not rate its own practice."
        )
        return [sentence % {"region": region.name}]
    if user_id is not None and user_id in moderator_ids:
        return [_("A moderator does not rate in a round that they moderate.")]
    return []


def closing_blockers(round_: Round) -> Reasons:
    return [] if round_.is_open else [_("This round is closed already.")]


def reopening_blockers(round_: Round, now: datetime) -> Reasons:
    """A round can be opened again for a day, as long as nobody has seen an answer."""
    if round_.is_open:
        return [_("This round is still open.")]
    if round_.state == RoundState.REVEALED:
        return [_("The answers have been shown. Open a second round instead.")]
    if round_.sealed_at:
        return [_("The session is closed.")]
    if round_.closed_at and now - round_.closed_at > REOPEN_WITHIN:
        return [_("This round was closed more than 24 hours ago. Open a second round instead.")]
    return []


def revealing_blockers(round_: Round) -> Reasons:
    if round_.is_open:
        return [_("Close the round first: nobody sees an answer before.")]
    if round_.state == RoundState.REVEALED:
        return [_("The answers are shown already.")]
    return []


def next_round_blockers(round_: Round) -> Reasons:
    """Why no second round can follow this one."""
    if round_.state != RoundState.REVEALED:
        return [_("Show the answers of this round and talk about them first.")]
    if round_.sealed_at:
        return [_("The session is closed.")]
    return []


def answering_blockers(round_: Round, made_at: datetime, now: datetime) -> Reasons:
    """Why an answer given at `made_at`, arriving at `now`, does not count."""
    if made_at > now + CLOCK_TOLERANCE:
        return [_("The clock of this device runs ahead. Set it right and answer again.")]
    if made_at < round_.opened_at - CLOCK_TOLERANCE:
        return [_("This answer is older than the round. Open the question and answer again.")]
    if round_.ends_on and localdate(made_at) > round_.ends_on:
        return [_("This round has ended. Answers can no longer be given or changed.")]
    if round_.is_open or is_late(round_, made_at):
        return []
    return [_("This round is closed. Answers can no longer be given or changed.")]


def is_late(round_: Round, made_at: datetime) -> bool:
    """Whether an answer was given before the close but arrives after it, in time to count."""
    return bool(
        not round_.is_open
        and round_.closed_at
        and made_at < round_.closed_at
        and not round_.sealed_at
    )


def recording_blockers(round_: Round, now: datetime) -> Reasons:
    """Why the moderator can no longer enter an answer for somebody else."""
    if round_.is_open:
        return []
    if round_.state == RoundState.REVEALED:
        return [_("The answers have been shown. Nothing can be entered for others any more.")]
    if round_.sealed_at or (round_.closed_at and now - round_.closed_at > RECORD_WITHIN):
        return [_("This round was closed more than 24 hours ago.")]
    return []


def overwriting_blockers(entered_oneself: bool) -> Reasons:
    """An answer that the person entered is never replaced by somebody else's word (R08)."""
    if entered_oneself:
        return [_("This person has answered the question. Nobody can change that for them.")]
    return []


def voiding_blockers(round_: Round, assessment_is_final: bool) -> Reasons:
    if round_.is_open:
        return [_("Close the round first: nobody sees an answer before.")]
    if assessment_is_final:
        return [_("The assessment is final. Its answers stay as they are.")]
    return []


def contesting_blockers(tap: Tap, now: datetime) -> Reasons:
    if tap.by_self:
        return [_("You gave this answer yourself. Change it while the round is open.")]
    if now - tap.received_at > CONTEST_WITHIN:
        return [_("This answer was entered more than 14 days ago.")]
    return []


def asks_for_privacy(people_of_region: int, may_show_alone: bool | None) -> bool:
    """Whether to ask, before the first answer, if few people's answers may be shown."""
    return may_show_alone is None and people_of_region < FEW


# --- the assessment of a pair ----------------------------------------------------------------


def region_refusals(by: Reader, region: Region) -> Reasons:
    """MI01, T02: the people of the region."""
    if by.is_system or region.pk in by.region_ids:
        return []
    return [_("Only people of %(region)s can do this.") % {"region": region.name}]


def lead_refusals(by: Reader, region: Region) -> Reasons:
    """A03, A05, DE01, HR01: the leads of the region."""
    if by.is_system or region.pk in by.lead_region_ids:
        return []
    return [_("Only the lead of %(region)s can do this.") % {"region": region.name}]


def finishing_gaps(result: Result, *, has_open_round: bool) -> Reasons:
    """A03: what is missing for an assessment that may suggest something."""
    gaps: Reasons = []
    if len(result.raters) < FEWEST_FOR_SCORE:
        gaps.append(_("A suggestion needs three people of the region."))
    elif result.suggestion is None:
        gaps.append(_("Too little is answered: in both dimensions at least 0.70 of the weight."))
    if has_open_round:
        gaps.append(_("A round about this practice is still open."))
    return gaps


def finishing_blockers(gaps: Reasons, *, is_final: bool, reason: str) -> Reasons:
    """With gaps only a reason helps, and then the assessment says no suggestion."""
    if is_final:
        return [_("This assessment is final already.")]
    return [] if reason else gaps


def reopening_assessment_blockers(*, is_final: bool, is_decided: bool, has_newer: bool) -> Reasons:
    """A05: until a decision is recorded."""
    if not is_final:
        return [_("This assessment is open.")]
    if is_decided:
        return [_("A decision rests on this assessment. It stays as it is.")]
    return [_("There is a newer assessment of this practice.")] if has_newer else []


def mitigating_blockers(*, is_final: bool) -> Reasons:
    if is_final:
        return [_("This assessment is final. Open it again to answer an obstacle.")]
    return []


# --- the decision ----------------------------------------------------------------------------


def decision_gaps(open_topics: Sequence[str]) -> Reasons:
    """What needs an answer before any decision but "Not for us now"."""
    sentence = _("Answer the obstacle: %(topic)s.")
    return [sentence % {"topic": topic} for topic in open_topics]


def deciding_blockers(
    *, outcome: str, open_topics: Sequence[str], is_final: bool, why_without: str, reason_kind: str
) -> Reasons:
    """DE01: "Not for us now" needs only a reason, the others what a decision rests on."""
    if outcome == Outcome.NOT_NOW:
        return [] if reason_kind else [_("Choose the main reason for “Not for us now”.")]
    reasons = decision_gaps(open_topics)
    if not is_final and not why_without:
        reasons.append(
            _("Finish the assessment first, or say why you decide without a finished one.")
        )
    return reasons


def review_blockers(review_on: date | None, decided_on: date, today: date) -> Reasons:
    """A decision lies in the past, the look back at it in the future."""
    if decided_on > today:
        return [_("Choose a date of the decision that is not in the future.")]
    if review_on is not None and review_on <= today:
        return [_("Choose a day after today for looking at it again.")]
    return []


# --- marks, and rounds at home ---------------------------------------------------------------


def marking_blockers(practice: Practice, region: Region, kind: str, reason_kind: str) -> Reasons:
    """A mark is for a published practice of another region."""
    if not practice.is_published or practice.archived_at:
        return [_("This practice is not published now.")]
    if is_origin(practice, region):
        return [_("This practice comes from your region.")]
    if kind == "not_for_us" and reason_kind not in ReasonKind.values:
        return [_("Choose why it is not for you.")]
    return []


def home_round_blockers(ends_on: date, today: date, *, has_open_round: bool) -> Reasons:
    if has_open_round:
        return [_("A round at home about this practice is open already.")]
    if ends_on <= today:
        return [_("Choose an end date after today.")]
    if ends_on > today + LONGEST_AT_HOME:
        return [_("Choose an end date within two months: people forget longer rounds.")]
    return []


def joining_blockers(round_: Round, today: date) -> Reasons:
    """HR04: a link to a round at home ends with it."""
    if not round_.is_open or (round_.ends_on and round_.ends_on < today):
        return [_("This round has ended. Thank you for your interest.")]
    return []
