"""Fields of strength: what clusters of a region are good at, with its evidence."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from core.audit import action, record
from core.errors import NotAllowed, NotNow
from regions.models import Industry, Region, Strength
from regions.reader import Reader
from regions.rules import strength_blockers


class NotYourStrengths(NotAllowed):
    """Only people of the region write about it."""


class StrengthThere(NotNow):
    sentence = _("The region has this field of strength already. Remove it first.")


@action
def add_strength(
    *,
    by: Reader,
    region: Region,
    industry: Industry,
    evidence: str,
    as_of: date | None = None,
    is_ours: bool = False,
) -> Strength:
    """Say that the region is strong in a field, and how one knows.

    `is_ours`: classified by whoever prepared the data, not by the region.
    """
    region = Region.objects.select_for_update().get(pk=region.pk)
    if reasons := strength_blockers(by, region.pk):
        raise NotYourStrengths(*reasons)
    if region.strengths.filter(industry=industry).exists():
        raise StrengthThere
    strength = Strength.objects.create(
        region=region, industry=industry, evidence=evidence, as_of=as_of, is_ours=is_ours
    )
    record(by=by, verb="strength.added", obj=strength, changes={"region_id": region.pk})
    return strength


@action
def remove_strength(*, by: Reader, strength: Strength) -> Region:
    """Take a field of strength off the page of its region."""
    strength = Strength.objects.select_for_update(of=("self",)).get(pk=strength.pk)
    if reasons := strength_blockers(by, strength.region_id):
        raise NotYourStrengths(*reasons)
    changes = {"region_id": strength.region_id, "industry_id": strength.industry_id}
    record(by=by, verb="strength.removed", obj=strength, changes=changes)
    strength.delete()
    return strength.region
