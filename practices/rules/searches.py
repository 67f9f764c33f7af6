"""Lists that people keep."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.rules.reasons import Reasons

if TYPE_CHECKING:
    from regions.reader import Reader


MOST_SEARCHES = 50

ENOUGH_SEARCHES = gettext_lazy("You keep 50 searches already. Delete one that you no longer need.")


def searching_refusals(by: "Reader") -> Reasons:
    """SS01: whoever acts for a partner."""
    return [] if by.partner_id else [_("Only members of a partner keep searches.")]


def searching_blockers(count: int) -> Reasons:
    return [ENOUGH_SEARCHES] if count >= MOST_SEARCHES else []
