"""What every write of the catalogue does first: lock the rows, and refuse with the reasons."""

from django.utils.translation import gettext_lazy as _

from core.errors import Gone, NotAllowed, NotNow, Refusal
from practices.models import Practice, Revision
from practices.rules import Reasons


class NotYours(NotAllowed):
    """The person may read it but not do this; the reasons say who can."""


class NotAsThingsAre(NotNow):
    """The practice or its text is not in the state for this; the reasons say why."""


class Vanished(Gone):
    """The draft was deleted between the page and the click."""

    sentence = _("This draft was deleted in the meantime.")


def refuse(error: type[Refusal], reasons: Reasons) -> None:
    """Raise the error with its reasons, if there are any."""
    if reasons:
        raise error(*reasons)


def lock_practice(practice: Practice) -> Practice:
    """The practice as it is now, kept from others until the end of the transaction."""
    rows = Practice.objects.select_for_update(of=("self",)).select_related("partner__region")
    found: Practice | None = rows.filter(pk=practice.pk).first()
    if found is None:
        raise Vanished
    return found


def lock_revision(revision: Revision) -> Revision:
    """The text as it is now with its practice, both locked, the practice first."""
    practice = lock_practice(revision.practice)
    rows = Revision.objects.select_for_update(of=("self",)).with_parts()
    found: Revision | None = rows.filter(pk=revision.pk, practice=practice).first()
    if found is None:
        raise Vanished
    found.practice = practice
    return found
