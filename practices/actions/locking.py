"""What every write of the catalogue does first: lock the rows as they are now."""

from practices.models import Practice, Revision
from practices.refusals import ChangedSince, Vanished


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


def refuse_unseen(revision: Revision, seen: str) -> None:
    """`seen` is the `mark` of the text on the page where somebody decided; empty where none was."""
    if seen and seen != revision.mark:
        raise ChangedSince
