"""How much can be added: each refusal a sentence that says what is possible."""

from collections.abc import Sequence
from typing import Any, Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import BadInput
from practices.documents.kinds import accepted_words, size_words
from practices.rules import Reasons

LIMITS: Final[dict[str, int]] = settings.DOCUMENT_LIMITS


class Unreadable(BadInput):
    """The file cannot be taken as it is; nothing was changed."""


class NoFile(BadInput):
    sentence = gettext_lazy("Choose a file first.")


SENTENCES: Final[dict[str, str | Promise]] = {
    "empty": gettext_lazy("“%(name)s” is empty. Look at the file and choose it again."),
    "kind": gettext_lazy("“%(name)s” cannot be added. Possible are %(accepted)s."),
    "looks": gettext_lazy(
        "“%(name)s” cannot be added: its content looks like %(looks)s. Possible are %(accepted)s."
    ),
    "macros": gettext_lazy(
        "“%(name)s” holds macros, which are small programs. Save it without them, for example as "
        "DOCX, XLSX, PPTX or PDF."
    ),
    "old_office": gettext_lazy(
        "“%(name)s” is in an old Office format. Save it as DOCX, XLSX, PPTX or PDF."
    ),
    "encrypted": gettext_lazy(
        "“%(name)s” is protected by a password, so nobody here could open it. "
        "Save it without a password."
    ),
    "bomb": gettext_lazy(
        "“%(name)s” would become far larger when somebody opens it, so it cannot be added. "
        "Save it as PDF."
    ),
    "damaged": gettext_lazy(
        "“%(name)s” is damaged or not complete. Open it, save it again, and add it once more."
    ),
    "pixels": gettext_lazy(
        "“%(name)s” has too many pixels. A picture can have %(pixels)s million. Make it smaller."
    ),
    "heavy": gettext_lazy("“%(name)s” takes too much time or memory to read. Make it smaller."),
}


def unreadable(why: str, name: str, looks: str = "") -> Unreadable:
    """The refusal of one file."""
    ending = name.rpartition(".")[2].lower()
    if why == "kind" and looks and looks.lower() != ending:
        why = "looks"
    facts: dict[str, Any] = {
        "name": name,
        "looks": looks.upper(),
        "accepted": accepted_words(),
        "pixels": LIMITS["pixels"] // 1_000_000,
    }
    return Unreadable(SENTENCES[why] % facts)


def size_refusals(name: str, size: int) -> Reasons:
    """One file by itself."""
    most = LIMITS["file_bytes"]
    if size <= most:
        return []
    facts = {"name": name, "size": size_words(size), "most": size_words(most)}
    return [_("“%(name)s” has %(size)s. A file can have %(most)s.") % facts]


def adding_blockers(held: Sequence[int], added: Sequence[int]) -> Reasons:
    """What stands against these files beside those that are there; both are sizes in bytes."""
    most, most_bytes = LIMITS["practice_files"], LIMITS["practice_bytes"]
    if len(held) + len(added) > most:
        facts = {"most": most, "there": len(held), "more": len(added)}
        return [
            _(
                "A practice can have %(most)s documents and pictures. There are %(there)s, and "
                "you chose %(more)s more."
            )
            % facts
        ]
    if (total := sum(held) + sum(added)) > most_bytes:
        sizes = {"most": size_words(most_bytes), "total": size_words(total)}
        return [
            _(
                "All documents and pictures of a practice together can have %(most)s. "
                "This would be %(total)s."
            )
            % sizes
        ]
    return []
