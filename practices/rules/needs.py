"""What a region looks for is said by its people."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from practices.rules.reasons import Reasons

if TYPE_CHECKING:
    from regions.reader import Reader

MOST_NEEDS = 12  # more than that says nothing about where to begin

ENOUGH_NEEDS = _("Your region names twelve needs already. Change or remove one first.")


def need_refusals(by: "Reader", region_id: int) -> Reasons:
    """CX01, ND01: everybody of the region says what it looks for."""
    if by.is_system or region_id in by.region_ids:
        return []
    return [_("Only people of the region say what it looks for.")]


def need_blockers(count: int) -> Reasons:
    return [ENOUGH_NEEDS] if count >= MOST_NEEDS else []
