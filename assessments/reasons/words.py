"""Reasons in a sentence: "Stopped by missing legal power: 7 decisions of 4 regions"."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.models import ReasonKind

STOPPED_BY: Final[dict[str, str | Promise]] = {
    ReasonKind.NO_NEED: gettext_lazy("not having this problem"),
    ReasonKind.HAVE_IT: gettext_lazy("having it already"),
    ReasonKind.LEGAL_POWER: gettext_lazy("missing legal power"),
    ReasonKind.RULES: gettext_lazy("aid or procurement rules"),
    ReasonKind.MONEY: gettext_lazy("missing money"),
    ReasonKind.STAFF: gettext_lazy("missing staff or skills"),
    ReasonKind.NOBODY: gettext_lazy("nobody to run it"),
    ReasonKind.PARTNERS: gettext_lazy("partners who are not ready"),
    ReasonKind.POLITICS: gettext_lazy("missing political support"),
    ReasonKind.TIME: gettext_lazy("missing time"),
    ReasonKind.OTHER: gettext_lazy("another reason"),
}


def stopped_words(reason: str, decisions: int, regions: int) -> str:
    n = ngettext("%(n)s decision", "%(n)s decisions", decisions) % {"n": decisions}
    of = ngettext("of %(n)s region", "of %(n)s regions", regions) % {"n": regions}
    said = {"reason": STOPPED_BY[reason], "decisions": n, "regions": of}
    return _("Stopped by %(reason)s: %(decisions)s %(regions)s") % said


def in_short(reason: str) -> str:
    """For a list of reasons: legal power, money."""
    return str(ReasonKind(reason).label)
