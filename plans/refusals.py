"""The plan's own refusals."""

from collections.abc import Iterable

from django.utils.functional import Promise

from core.errors import BadInput, NotAllowed, NotNow, Refusal


class NotYourPlan(NotAllowed):
    """Somebody else writes or leads this plan."""


class NotAsThePlanStands(NotNow):
    """A rule stands against it as the plan or action is now."""


class PlanNeedsMore(BadInput):
    """Something is missing or contradicts itself in what was entered."""


def refuse(kind: type[Refusal], reasons: Iterable[str | Promise]) -> None:
    """Raise `kind` with the reasons, if there are any."""
    found = list(reasons)
    if found:
        raise kind(*found)
