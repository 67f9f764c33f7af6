"""Documents and pictures of a draft: added, described, replaced, moved, removed (P18)."""

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from django.db.models import Max
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.audit import action, record
from core.errors import Gone, Stale
from practices.actions.draft import count_as_unconfirmed
from practices.actions.locking import lock_revision
from practices.documents import store
from practices.documents.limits import adding_blockers
from practices.documents.reading import Received
from practices.models import Document, Revision
from practices.refusals import NotAsThingsAre, NotYours, refuse
from practices.rules import edit_blockers, text_refusals
from regions.reader import Reader

# What `count_as_unconfirmed` changes: a confirmed text with another document is another one.
CONFIRMATION: Final = ("is_entered_for_partner", "partner_confirmed_at")

type Way = Literal["up", "down"]


class NoDocument(Gone):
    """Somebody removed it between the page and the click."""

    sentence = gettext_lazy("This document was removed in the meantime.")


class DocumentOvertaken(Stale):
    """A colleague changed it first; nothing was changed now."""

    sentence = gettext_lazy(
        "Somebody changed this document in the meantime. Look at it as it is now, then decide."
    )


@action
def add_documents(*, revision: Revision, files: Sequence[Received], by: Reader) -> Revision:
    """Add examined files to the end of the list: all of them or none."""
    revision = _open(revision, by)
    held = list(revision.documents.all())
    refuse(NotAsThingsAre, _twice(held, files))
    sizes = [each.size for each in held]
    refuse(NotAsThingsAre, adding_blockers(sizes, [len(each.content) for each in files]))
    last = revision.documents.aggregate(last=Max("position"))["last"]
    begin = 0 if last is None else last + 1
    made = [
        Document(
            revision=revision,
            name=each.name,
            position=position,
            added_by_id=by.user_id,
            added_at=clock.now(),
            **each.columns,
        )
        for position, each in enumerate(files, start=begin)
    ]
    store.keep(files)
    for document in Document.objects.bulk_create(made):
        _note("added", revision, document, by)
    return revision


@action
def describe_document(
    *, document: Document, title: str, alt: str, by: Reader, seen: str = ""
) -> Document:
    """Say what it is called, and of a picture what it shows.

    `seen` is the `mark` of the document on the page; raises `DocumentOvertaken` (412) if it is
    another one now.
    """
    document = _locked(document, by, seen)
    document.title = title.strip()
    document.alt = alt.strip() if document.is_picture else ""
    document.save(update_fields=["title", "alt"])
    _note("described", document.revision, document, by)
    return document


@action
def replace_document(*, document: Document, file: Received, by: Reader, seen: str = "") -> Document:
    """Put another file in its place; title, description and place in the list stay."""
    document = _locked(document, by, seen)
    others = [each for each in document.revision.documents.all() if each.pk != document.pk]
    refuse(NotAsThingsAre, _twice(others, [file]))
    sizes = [each.size for each in others]
    refuse(NotAsThingsAre, adding_blockers(sizes, [len(file.content)]))
    document.name = file.name
    for column, value in file.columns.items():
        setattr(document, column, value)
    document.added_by_id, document.added_at = by.user_id, clock.now()
    store.keep([file])
    document.save(update_fields=["name", *file.columns, "added_by", "added_at"])
    _note("replaced", document.revision, document, by)
    return document


@action
def move_document(*, document: Document, way: Way, by: Reader) -> Document:
    """One place up or down among those of its kind; at the end of the list it stays."""
    document = _locked(document, by)
    rows = list(document.revision.documents.all())
    alike = [each for each in rows if each.kind == document.kind]
    place = [each.pk for each in alike].index(document.pk)
    other = place - 1 if way == "up" else place + 1
    if 0 <= other < len(alike):
        alike[place], alike[other] = alike[other], alike[place]
    ordered = iter(alike)
    for position, row in enumerate(rows):
        # Those of the other kind keep their places between them.
        moved = next(ordered) if row.kind == document.kind else row
        moved.position = position
    Document.objects.bulk_update(rows, ["position"])
    _note("moved", document.revision, document, by)
    return document


@action
def remove_document(*, document: Document, by: Reader, seen: str = "") -> Revision:
    """Take it out of the draft; earlier versions keep theirs."""
    document = _locked(document, by, seen)
    _note("removed", document.revision, document, by)
    document.delete()
    return document.revision


def _open(revision: Revision, by: Reader) -> Revision:
    """The draft, locked, if this person may change it; they are its last editor from now on.

    `edit` stays: it counts saves of the text, which nobody else has changed.
    """
    revision = lock_revision(revision)
    refuse(NotYours, text_refusals(by, revision))
    refuse(NotAsThingsAre, edit_blockers(revision))
    count_as_unconfirmed(revision, by)
    revision.edited_by_id = by.user_id
    revision.edited_at = clock.now()
    revision.save(update_fields=[*CONFIRMATION, "edited_by", "edited_at"])
    return revision


def _locked(document: Document, by: Reader, seen: str = "") -> Document:
    """The document as it is now; its revision is locked, so that nobody else changes it."""
    revision = _open(document.revision, by)
    found: Document | None = revision.documents.filter(pk=document.pk).first()
    if found is None:
        raise NoDocument
    if seen and seen != found.mark:
        raise DocumentOvertaken
    found.revision = revision
    return found


def _twice(held: Iterable[Document], files: Sequence[Received]) -> list[str | Promise]:
    """The same content once is enough."""
    known = {each.sha256: str(each) for each in held}
    reasons: list[str | Promise] = []
    for file in files:
        if file.sha256 in known:
            words = {"name": file.name, "there": known[file.sha256]}
            reasons.append(_("“%(name)s” is here already, as “%(there)s”.") % words)
        known[file.sha256] = file.name
    return reasons


def _note(what: str, revision: Revision, document: Document, by: Reader) -> None:
    changes = {"revision": revision.pk, "document": document.pk, "sha256": document.sha256}
    record(by=by, verb=f"practice.document_{what}", obj=revision.practice, changes=changes)
