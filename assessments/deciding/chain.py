"""The decisions of a region on one practice, one after the other: each replaces the one before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.utils.translation import gettext as _

from assessments.models import Decision, Outcome
from core.ui import dates


@dataclass(frozen=True)
class Link:
    """One decision of the chain, and until when it held."""

    decision: Decision
    until: date | None  # None: nothing that the reader may read has replaced it
    is_shown: bool  # the one whose page this is

    @property
    def period(self) -> str:
        """Since 3 May 2013; 3 May 2013 to 9 June 2014."""
        first = dates.day(self.decision.decided_on)
        if self.until is None:
            return _("since %(date)s") % {"date": first}
        return _("%(first)s to %(last)s") % {"first": first, "last": dates.day(self.until)}


@dataclass(frozen=True)
class Chain:
    """All that the reader may read, the newest first, around one decision."""

    links: tuple[Link, ...]
    shown: Decision
    before: Decision | None
    after: Decision | None

    @classmethod
    def around(cls, shown: Decision, readable: Iterable[Decision]) -> Self:
        """`readable` are the region's decisions on the practice, the newest first."""
        found = list(readable)
        after = {each.supersedes_id: each for each in found if each.supersedes_id}
        by_pk = {each.pk: each for each in found}
        links = tuple(
            Link(
                each,
                after[each.pk].decided_on if each.pk in after else None,
                each.pk == shown.pk,
            )
            for each in found
        )
        return cls(links, shown, by_pk.get(shown.supersedes_id or 0), after.get(shown.pk))

    @property
    def has_others(self) -> bool:
        return len(self.links) > 1

    @property
    def difference(self) -> list[str]:
        """What the decision changed; nothing where it replaced none that the reader may read."""
        return differences(self.before, self.shown) if self.before else []


def differences(before: Decision, after: Decision) -> list[str]:
    """The outcome until then, and whether people had answered anew."""
    said = [
        _("Until %(day)s: %(outcome)s.")
        % {"day": dates.day(after.decided_on), "outcome": Outcome(before.outcome).label}
    ]
    if before.outcome == after.outcome:
        said.append(_("It stays as it is."))
    if after.assessment_id and before.assessment_id:
        said.append(
            _("Both rest on the same assessment.")
            if after.assessment_id == before.assessment_id
            else _("This one rests on a newer assessment.")
        )
    elif after.assessment_id:
        said.append(_("The earlier one was made without a finished assessment."))
    return said
