"""What every write of the catalogue does first: lock the rows as they are now.

There is one order, so that no two writes wait for each other: the practice, its text, the
addresses (`slugs.hold_addresses`), the index (`search.hold_index`), the tags. The rows are locked
against other writes, not against references: who comments on a practice, or gives it a tag, needs
its row only until their own transaction ends.
"""

from practices.models import Practice, Revision
from practices.refusals import ChangedSince, Vanished


def lock_practice(practice: Practice, *, to_delete: bool = False) -> Practice:
    """The practice as it is now, kept from others until the end of the transaction."""
    rows = Practice.objects.select_for_update(of=("self",), no_key=not to_delete)
    found: Practice | None = rows.select_related("partner__region").filter(pk=practice.pk).first()
    if found is None:
        raise Vanished
    return found


def lock_revision(revision: Revision, *, to_delete: bool = False) -> Revision:
    """The text as it is now with its practice, both locked, the practice first."""
    practice = lock_practice(revision.practice, to_delete=to_delete)
    rows = Revision.objects.select_for_update(of=("self",), no_key=not to_delete).with_parts()
    found: Revision | None = rows.filter(pk=revision.pk, practice=practice).first()
    if found is None:
        raise Vanished
    found.practice = practice
    return found


def refuse_unseen(revision: Revision, seen: str) -> None:
    """`seen` is the `mark` of the text on the page where somebody decided; empty where none was."""
    if seen and seen != revision.mark:
        raise ChangedSince
