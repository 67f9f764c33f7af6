"""The refusals of the catalogue, and how the reasons of a rule become one."""

from django.utils.translation import gettext_lazy as _

from core.errors import Gone, NotAllowed, NotNow, Refusal, Stale
from practices.rules import Reasons


class NotYours(NotAllowed):
    """The person may read it but not do this; the reasons say who can."""


class NotAsThingsAre(NotNow):
    """The practice or its text is not in the state for this; the reasons say why."""


class ChangedSince(Stale):
    """Who decides about a text means the words that they have read."""

    sentence = _("This text was changed after you opened the page. Read it again, then decide.")


class Vanished(Gone):
    """The draft was deleted between the page and the click."""

    sentence = _("This draft was deleted in the meantime.")


def refuse(error: type[Refusal], reasons: Reasons) -> None:
    """Raise the error with its reasons, if there are any."""
    if reasons:
        raise error(*reasons)
