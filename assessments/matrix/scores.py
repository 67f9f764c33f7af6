"""A cell by scores: what is stored of an assessment, and in which of eight ways it came out."""

from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from assessments.kernel.assess import FEWEST_FOR_SCORE
from core.ui import numbers
from practices.models import TransferStatus

NOT_ASSESSED, FIRST_LOOK, TOO_FEW, NO_SUGGESTION = "none", "first_look", "too_few", "open"
TO_TAKE_UP: Final = frozenset({"adopt", "adapt"})
SUGGESTED: Final = ("adopt", "adapt", "learn", "not_now")
KINDS: Final = (NOT_ASSESSED, FIRST_LOOK, TOO_FEW, NO_SUGGESTION, *SUGGESTED)
# Shape and class of each; suggestions have the shapes of the statuses that follow from them.
SIGNS: Final = {NOT_ASSESSED: "none", FIRST_LOOK: "look", TOO_FEW: "few", NO_SUGGESTION: "open"}
WORDS: Final = {
    NOT_ASSESSED: gettext_lazy("Not assessed"),
    FIRST_LOOK: gettext_lazy("First look"),
    TOO_FEW: gettext_lazy("Not enough answered"),
    NO_SUGGESTION: gettext_lazy("No suggestion"),
    **{value: TransferStatus(value).label for value in SUGGESTED},
}


class Score(NamedTuple):
    """The stored columns of one assessment; nothing here is computed anew."""

    pk: int
    transfer_id: int
    state: str
    rater_count: int
    relevance: Decimal | None
    feasibility: Decimal | None
    suggestion: str
    uncapped: str
    could_easily_change: bool
    at: datetime

    @property
    def kind(self) -> str:
        """One of `KINDS`; a first look has no scores, whatever else."""
        if self.suggestion:
            return self.suggestion
        if self.rater_count < FEWEST_FOR_SCORE:
            return FIRST_LOOK
        has_both = self.relevance is not None and self.feasibility is not None
        return NO_SUGGESTION if has_both else TOO_FEW

    @property
    def is_draft(self) -> bool:
        return self.state == "draft"

    @property
    def is_capped(self) -> bool:
        return bool(self.suggestion and self.uncapped) and self.uncapped != self.suggestion

    @property
    def sentence(self) -> str:
        """Everything that a sign and two figures say, in words."""
        return ", ".join(self._parts())

    def _parts(self) -> list[str]:
        parts = [words_of(self.kind)]
        if self.relevance is not None:
            parts.append(_("relevance %(value)s") % {"value": figure(self.relevance)})
        if self.feasibility is not None:
            parts.append(_("feasibility %(value)s") % {"value": figure(self.feasibility)})
        people = ngettext("%(n)s person answered", "%(n)s people answered", self.rater_count)
        parts.append(people % {"n": self.rater_count})
        if self.is_capped:
            without = {"outcome": words_of(self.uncapped)}
            parts.append(
                _("held back by an obstacle or an open question, without it: %(outcome)s") % without
            )
        if self.suggestion and self.could_easily_change:
            parts.append(_("could easily change"))
        if self.is_draft:
            parts.append(_("draft"))
        return parts


def words_of(kind: str) -> str:
    return str(WORDS[kind])


def sign_of(kind: str) -> str:
    """The name of its shape."""
    return SIGNS.get(kind, kind)


def figure(value: Decimal | None) -> str:
    """+1.30; an en dash where there is none."""
    return "–" if value is None else _figure(value, get_language())


@lru_cache(maxsize=4096)  # scores are means of few values: the same ones come again and again
def _figure(value: Decimal, _language: str | None) -> str:
    return numbers.signed(value, 2)
