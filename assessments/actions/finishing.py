"""The region's assessment: answers to obstacles, finished, opened again."""

from datetime import date

from django.utils.functional import Promise

from assessments.actions.refreshing import refresh_assessment, store, write_columns
from assessments.kernel import from_dict
from assessments.models import Assessment, AssessmentState, Criterion, Mitigation, Round
from assessments.results import NO_SUGGESTION, Reading, read
from assessments.rules import (
    finishing_blockers,
    finishing_gaps,
    lead_refusals,
    mitigating_blockers,
    region_refusals,
    reopening_assessment_blockers,
)
from core import clock
from core.audit import action, record
from core.errors import NotAllowed, NotNow
from practices.models import Transfer
from regions.reader import Reader


class NotYourRegion(NotAllowed):
    """Only people, or only the leads, of the region can do this; the reasons say who."""


class CannotFinish(NotNow):
    """The assessment cannot be finished as things are; the reasons say why."""


class CannotReopen(NotNow):
    """The assessment stays as it is; the reasons say why."""


class CannotAnswerObstacle(NotNow):
    """The obstacle cannot be answered now; the reasons say why."""


def lock_assessment(assessment: Assessment) -> Assessment:
    """The assessment as it is now, kept from others; the transfer is locked first, as elsewhere."""
    Transfer.objects.select_for_update().get(pk=assessment.transfer_id)
    rows = Assessment.objects.select_for_update(of=("self",)).for_page()
    locked: Assessment = rows.get(pk=assessment.pk)
    return locked


@action
def record_mitigation(
    *, assessment: Assessment, criterion: Criterion, text: str, owner: str, due_on: date, by: Reader
) -> Mitigation:
    """Answer an obstacle: what, who, by when; a second answer replaces the first.

    An answer to a blocking gate lifts its cap, so the result is computed anew.
    """
    assessment = lock_assessment(assessment)
    region = assessment.transfer.region
    if reasons := region_refusals(by, region):
        raise NotYourRegion(*reasons)
    if reasons := mitigating_blockers(is_final=assessment.is_final):
        raise CannotAnswerObstacle(*reasons)
    known = assessment.mitigations.filter(criterion__code=criterion.code).first()
    mitigation = known or Mitigation(assessment=assessment, criterion=criterion)
    mitigation.text, mitigation.owner, mitigation.due_on = text, owner, due_on
    mitigation.made_by_id, mitigation.made_at = by.user_id, clock.now()
    mitigation.save()
    record(
        by=by,
        verb="obstacle.answered" if known is None else "obstacle.answered_again",
        obj=mitigation,
        changes={"assessment": assessment.pk, "criterion": criterion.code, "due_on": due_on},
    )
    refresh_assessment(transfer=assessment.transfer, by=by)
    return mitigation


@action
def finish_assessment(*, assessment: Assessment, by: Reader, reason: str = "") -> Assessment:
    """Make the assessment final. With gaps it needs a reason and then suggests nothing."""
    assessment = lock_assessment(assessment)
    if reasons := lead_refusals(by, assessment.transfer.region):
        raise NotYourRegion(*reasons)
    reading = read(assessment)
    gaps = gaps_of(assessment, reading)
    reasons = finishing_blockers(gaps, is_final=assessment.is_final, reason=reason.strip())
    if reasons:
        raise CannotFinish(*reasons)
    if reading is not None:
        store(assessment, reading.material)
    assessment.state = AssessmentState.FINAL
    assessment.final_at = clock.now()
    if gaps:
        assessment.final_reason = reason.strip()
        write_columns(assessment, NO_SUGGESTION)
    assessment.save()
    record(
        by=by,
        verb="assessment.finished",
        obj=assessment,
        changes={"hash": assessment.input_hash, "suggestion": assessment.suggestion},
    )
    return assessment


def gaps_of(assessment: Assessment, reading: Reading | None) -> list[str | Promise]:
    """What is missing for an assessment that may suggest something."""
    result = reading.result if reading else from_dict(assessment.result)
    has_open = Round.objects.open_for_pair(
        assessment.transfer.practice_id, assessment.transfer.region_id
    ).exists()
    return finishing_gaps(result, has_open_round=has_open)


@action
def reopen_assessment(*, assessment: Assessment, by: Reader) -> Assessment:
    """Make a final assessment a draft again, until a decision rests on it (A05)."""
    assessment = lock_assessment(assessment)
    newer = Assessment.objects.filter(
        transfer=assessment.transfer_id, opened_at__gt=assessment.opened_at
    )
    reasons = lead_refusals(by, assessment.transfer.region) or reopening_assessment_blockers(
        is_final=assessment.is_final,
        is_decided=assessment.decisions.exists(),
        has_newer=newer.exists(),
    )
    if reasons:
        raise CannotReopen(*reasons)
    assessment.state = AssessmentState.DRAFT
    assessment.final_at = None
    assessment.final_reason = ""
    assessment.save()
    record(by=by, verb="assessment.reopened", obj=assessment, changes={})
    return refresh_assessment(transfer=assessment.transfer, by=by)
