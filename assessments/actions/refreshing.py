"""Keeps the stored result of a pair in step with its answers."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from assessments.kernel import KERNEL_VERSION, to_dict
from assessments.models import Assessment, AssessmentState, Mitigation, Round
from assessments.results import Material, answered_codes, columns_of, material_for
from core import clock
from core.audit import action, record
from core.errors import NotNow
from practices.actions import move_transfer
from practices.models import Practice, Transfer, TransferStatus
from regions.models import Region
from regions.reader import Reader


def refresh_pairs(round_: Round, by: Reader, *, region_id: int | None = None) -> None:
    """Refresh the result of each region with an answer in the round, or of one of them.

    Of a round that was not shown nothing counts: then this changes nothing.
    """
    practice = Practice.objects.get(revisions=round_.revision_id)
    regions = Region.objects.filter(seats__round=round_, seats__ratings__isnull=False).distinct()
    if region_id is not None:
        regions = regions.filter(pk=region_id)
    for region in regions.order_by("position", "pk"):
        transfer = Transfer.objects.filter(practice=practice, region=region).first()
        if transfer is None:
            transfer = move_transfer(
                practice=practice, region=region, to=TransferStatus.ASSESSING, by=by
            )
        if material_for(transfer) is not None:
            refresh_assessment(transfer=transfer, by=by)


class NothingToAssess(NotNow):
    sentence = _("Nobody of the region has answered about this practice yet.")


@action
def refresh_assessment(*, transfer: Transfer, by: Reader) -> Assessment:
    """Compute the pair's result anew and store it in its draft.

    Makes the draft when there is none. A final assessment stays as it is: a new draft beside it
    appears only when its answers have changed since.
    """
    transfer = Transfer.objects.select_for_update().get(pk=transfer.pk)
    material = material_for(transfer)
    if material is None:
        raise NothingToAssess
    known = transfer.assessments.order_by("-opened_at", "-pk")
    draft = known.filter(state=AssessmentState.DRAFT).first()
    if draft is None:
        last = known.first()
        if last is not None and last.input_hash == material.hash(answered_codes(last)):
            record(by=by, verb="assessment.unchanged", obj=last, changes={})
            return last
        draft = _make_draft(transfer, material, last)
    store(draft, material)
    record(
        by=by,
        verb="assessment.computed",
        obj=draft,
        changes={"hash": draft.input_hash, "raters": draft.rater_count},
    )
    return draft


def _make_draft(transfer: Transfer, material: Material, last: Assessment | None) -> Assessment:
    """A new draft; what was answered to obstacles before is still answered."""
    draft = Assessment.objects.create(
        transfer=transfer, revision_id=material.revision_id, criteria_set=material.criteria_set
    )
    if last is not None:
        for each in Mitigation.objects.filter(assessment=last).order_by("pk"):
            each.pk, each.assessment = None, draft
            each.save(force_insert=True)
    return draft


def store(assessment: Assessment, material: Material) -> None:
    """Write the result and what is copied from it; the row is locked by its transfer."""
    write_result(assessment, material)
    assessment.computed_at = clock.now()
    assessment.save()


def write_result(assessment: Assessment, material: Material) -> None:
    """Fill in the result of the material and what is copied from it; saves nothing."""
    answered = answered_codes(assessment)
    result = material.assess(answered)
    assessment.revision_id = material.revision_id
    assessment.criteria_set = material.criteria_set
    assessment.result = to_dict(result)
    assessment.kernel_version = KERNEL_VERSION
    assessment.input_hash = material.hash(answered)
    write_columns(assessment, columns_of(result))


def write_columns(assessment: Assessment, columns: Mapping[str, object]) -> None:
    """Fill the columns that lists read; saves nothing."""
    for name, value in columns.items():
        setattr(assessment, name, value)
