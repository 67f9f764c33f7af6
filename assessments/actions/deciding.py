"""What a region decides about a practice; a decision is never changed, a new one replaces it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.actions.finishing import NotYourRegion
from assessments.models import Assessment, Decision, Dissent, Outcome, ReasonKind
from assessments.obstacles import obstacles_of, still_open
from assessments.results import read
from assessments.rules import deciding_blockers, is_origin, lead_refusals, review_blockers
from core import clock, notices
from core.audit import action, record
from core.errors import NotNow
from practices.actions import move_transfer, set_transfer_public
from practices.models import Practice, Transfer, TransferStatus
from regions.models import Membership, Region
from regions.reader import Reader


class CannotDecide(NotNow):
    """The decision cannot be recorded as things are; the reasons say why."""


@dataclass(frozen=True)
class Voice:
    """What somebody said against a decision, as whoever decides wrote it down."""

    words: str
    level: str


@dataclass(frozen=True)
class Choice:
    """A decision as the region's lead enters it. `reason_kind` matters for "Not for us now"."""

    outcome: str
    rationale: str = ""
    reason_kind: str = ""
    review_on: date | None = None
    why_without: str = ""
    body: str = ""
    decided_on: date | None = None
    reference: str = ""
    is_public: bool = False
    dissents: Sequence[Voice] = ()

    @property
    def words(self) -> str:
        """The reasons; "Not for us now" needs no more than the main one."""
        if self.rationale.strip() or not self.reason_kind:
            return self.rationale.strip()
        return str(ReasonKind(self.reason_kind).label)


@action
def decide(*, practice: Practice, region: Region, choice: Choice, by: Reader) -> Decision:
    """Record the region's decision; it replaces the one in force.

    Refused as long as an obstacle is open or no finished assessment stands behind it, unless the
    region says why, or the decision is "Not for us now". The region's people are told.
    """
    if reasons := lead_refusals(by, region):
        raise NotYourRegion(*reasons)
    transfer = _locked_transfer(practice, region, choice, by)
    newest = transfer.assessments.for_page().newest_first().first()
    _check(choice, newest)
    before = transfer.decisions.in_force().first()
    decision = Decision.objects.create(
        transfer=transfer,
        assessment=newest if newest and newest.is_final else None,
        outcome=choice.outcome,
        rationale=choice.words,
        without_assessment_reason=choice.why_without.strip(),
        reason_kind=choice.reason_kind if choice.outcome == Outcome.NOT_NOW else "",
        review_on=choice.review_on,
        body=choice.body.strip(),
        decided_on=choice.decided_on or clock.today(),
        reference=choice.reference.strip(),
        is_public=choice.is_public,
        supersedes=before,
        made_by_id=by.user_id,
    )
    Dissent.objects.bulk_create(
        Dissent(decision=decision, words=each.words, level=each.level, made_by_id=by.user_id)
        for each in choice.dissents
    )
    record(
        by=by,
        verb="decision.recorded",
        obj=decision,
        changes={
            "outcome": decision.outcome,
            "supersedes": before.pk if before else None,
            "assessment": decision.assessment_id,
            "dissents": len(choice.dissents),
        },
    )
    if choice.is_public and not transfer.is_public:
        set_transfer_public(transfer=transfer, is_public=True, by=by)
    _tell(decision, practice, region, by)
    return decision


def _locked_transfer(practice: Practice, region: Region, choice: Choice, by: Reader) -> Transfer:
    if is_origin(practice, region):
        raise CannotDecide(_("This practice comes from your region."))
    if not practice.is_published:
        raise CannotDecide(_("This practice is not published now."))
    moved = move_transfer(
        practice=practice, region=region, to=TransferStatus(choice.outcome), by=by
    )
    return Transfer.objects.select_for_update().get(pk=moved.pk)


def _check(choice: Choice, newest: Assessment | None) -> None:
    """Refuse what the rules refuse; everything before is undone with the transaction."""
    reasons = deciding_blockers(
        outcome=choice.outcome,
        open_topics=open_topics(newest),
        is_final=newest is not None and newest.is_final,
        why_without=choice.why_without.strip(),
        reason_kind=choice.reason_kind,
    )
    if not choice.words and not reasons:
        reasons.append(_("Write the reasons in two or three sentences."))
    today = clock.today()
    reasons += review_blockers(choice.review_on, choice.decided_on or today, today)
    if reasons:
        raise CannotDecide(*reasons)


def open_topics(assessment: Assessment | None) -> list[str]:
    """What the open obstacles of an assessment are about, in the order of the set."""
    reading = read(assessment) if assessment else None
    if reading is None:
        return []
    found = obstacles_of(reading)
    return [each.criterion.topic for each in still_open(found)]


def _tell(decision: Decision, practice: Practice, region: Region, by: Reader) -> None:
    """A notice for the people of the region; whoever decided knows it."""
    people = Membership.objects.active().filter(partner__region=region)

    def text() -> str:
        return _("%(region)s decided on “%(practice)s”: %(outcome)s.") % {
            "region": region.name,
            "practice": practice.title,
            "outcome": Outcome(decision.outcome).label,
        }

    notices.post(
        to=people.values_list("user_id", flat=True),
        kind="decision",
        obj=decision,
        text=text,
        url=reverse("decision_detail", args=[decision.pk]),
        by=by,
    )
