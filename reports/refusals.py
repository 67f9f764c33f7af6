"""The app's own refusals."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.errors import BadInput, NotAllowed, NotNow, Refusal


class NotYourReport(NotAllowed):
    """Somebody else assembles, contributes or decides here."""


class NotAsTheReportStands(NotNow):
    """A rule stands against it as the report or its period is now."""


class ReportNeedsMore(BadInput):
    """Something is missing or contradicts itself in what was entered."""


class ReportHasChanged(NotNow):
    """What the person read is not what would be locked."""

    sentence = _(
        "The report has changed since you opened it. Read it again, then answer: only what you "
        "have seen is locked."
    )


def refuse(kind: type[Refusal], reasons: Iterable[str | Promise]) -> None:
    """Raise `kind` with the reasons, if there are any."""
    found = list(reasons)
    if found:
        raise kind(*found)
