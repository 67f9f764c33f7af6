"""The reason that an assessment suggests for "Not for us now": a blocking gate, else a gap."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _

from assessments.gaps.reading import REASONS
from assessments.gaps.shown import Gaps
from assessments.models import Criterion, ReasonKind

BY_CRITERION: Final[dict[str, ReasonKind]] = {
    "F1": ReasonKind.LEGAL_POWER,
    "F2": ReasonKind.RULES,
    "F3": ReasonKind.MONEY,
    "F4": ReasonKind.STAFF,
    "F5": ReasonKind.NOBODY,
    "F6": ReasonKind.PARTNERS,
    "F7": ReasonKind.POLITICS,
    "F8": ReasonKind.TIME,
}


def fitting_reason(blocking: Sequence[Criterion], needs: Gaps) -> tuple[str, str]:
    """The code of the reason and why it fits; both empty where nothing suggests one."""
    for criterion in blocking:
        if reason := BY_CRITERION.get(criterion.code):
            said = {"question": criterion.question, "reason": reason.label}
            return reason.value, _("“%(question)s” blocks, so “%(reason)s” fits.") % said
    if gap := needs.largest:
        reason = REASONS[gap.kind]
        said = {"gap": gap.kind.label, "reason": reason.label}
        return reason.value, _("There is a gap in “%(gap)s”, so “%(reason)s” fits.") % said
    return "", ""
