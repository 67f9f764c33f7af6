"""Two revisions beside each other, in the words of the form, for those who may read both."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

from django.db.models import prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from practices.forms.text import PracticeForm
from practices.models import Revision
from practices.views.comparison import in_words, label_of, lines_in_words
from practices.writing.differences import Piece, Pieces, lines_of, pieces_of
from practices.writing.manuscript import Manuscript
from practices.writing.sections import SECTIONS
from practices.writing.translations import name_of, words_in
from practices.writing.versions import LISTS, TEXTS, kept_of, slots
from regions.reader import Reader

# What can differ, in the order of the form.
ORDER: Final = tuple(slot for _id, _label, fields in SECTIONS for slot in fields)


@dataclass(frozen=True)
class Difference:
    """One field that says something else; a list has lines, all else one run of words."""

    label: str | Promise
    pieces: Pieces
    lines: Sequence[Pieces] = ()
    language: str = ""  # of the words, where it is that of neither page nor text


@dataclass(frozen=True)
class Changes:
    """What differs between two revisions, and the names of what does not."""

    before: Revision
    after: Revision
    differences: list[Difference]
    unchanged: list[str | Promise]

    @classmethod
    def between(cls, before: Revision, after: Revision, reader: Reader) -> Self:
        """Needs `with_parts()` and `with_translation()`; themes and industries are looked up."""
        form = PracticeForm(reader=reader, is_new=False)
        differences: list[Difference] = []
        unchanged: list[str | Promise] = []
        old, new = slots(Manuscript.of(before)), slots(Manuscript.of(after))
        for slot in ORDER:
            if slot in old:
                found = _difference(slot, old[slot], new[slot], form)
                differences += [found] if found else []
                unchanged += [] if found else [label_of(slot, form)]
        differences += [each for each in (_documents(before, after),) if each]
        differences += _translated(before, after, form)
        return cls(before, after, differences, unchanged)


def since_public(revision: Revision, reader: Reader) -> Changes | None:
    """What an open text changes in the published one; None where nothing was published yet.

    Fetches lines and documents of both at once.
    """
    texts = Revision.objects.visible_to(reader).of(revision.practice).with_translation()
    is_new = revision.practice.published_revision_id is None
    public = None if is_new else texts.public().first()
    both = [revision] if public is None else [revision, public]
    prefetch_related_objects(both, "statements", "requirements", "documents")
    return Changes.between(public, revision, reader) if public else None


def since_return(revision: Revision, reader: Reader) -> Changes | None:
    """What its authors changed after it was sent back; of lists and choices that they did."""
    if not revision.returned:
        return None
    form = PracticeForm(reader=reader, is_new=False)
    differences: list[Difference] = []
    unchanged: list[str | Promise] = []
    text = Manuscript.of(revision)
    now, kept = slots(text), kept_of(text)
    for slot in (each for each in ORDER if each in now):
        then, label = revision.returned.get(slot, ""), label_of(slot, form)
        if slot in TEXTS and _is_other(then, now[slot]):
            differences.append(Difference(label, pieces_of(then, now[slot])))
        elif slot not in TEXTS and then != kept[slot]:
            differences.append(Difference(label, [Piece("same", _("It says something else now."))]))
        else:
            unchanged.append(label)
    return Changes(revision, revision, differences, unchanged)


def _difference(slot: str, old: Any, new: Any, form: PracticeForm) -> Difference | None:
    label = label_of(slot, form)
    if slot in LISTS:
        before, after = (lines_in_words(slot, each, form) for each in (old, new))
        return Difference(label, [], lines_of(before, after)) if before != after else None
    if slot in TEXTS:
        return Difference(label, pieces_of(old, new)) if _is_other(old, new) else None
    said = [in_words(slot, each, form) if each not in (None, "") else "" for each in (old, new)]
    return Difference(label, pieces_of(*said)) if said[0] != said[1] else None


def _is_other(old: str, new: str) -> bool:
    """Spaces and line ends are no words."""
    return old.split() != new.split()


def _documents(before: Revision, after: Revision) -> Difference | None:
    old, new = ([str(each) for each in text.documents.all()] for text in (before, after))
    if old == new:
        return None
    return Difference(_("Documents and pictures"), [], lines_of(old, new))


def _translated(before: Revision, after: Revision, form: PracticeForm) -> Iterator[Difference]:
    """The second language version; of another language it is another text altogether."""
    old, new = words_in(before), words_in(after)
    for language in dict.fromkeys([*old, *new]):
        earlier, later = old.get(language, {}), new.get(language, {})
        name = name_of(language)
        for field in dict.fromkeys([*earlier, *later]):
            one, other = earlier.get(field, ""), later.get(field, "")
            if _is_other(one, other):
                label = f"{label_of(field, form)} ({name})"
                yield Difference(label, pieces_of(one, other), language=language)
