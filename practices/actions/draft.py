"""Writing: drafts of new practices, new versions of published ones, saving and deleting them."""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from core import clock
from core.audit import Line, action, record, record_all
from core.errors import Stale
from practices.actions.copying import copy_translation
from practices.actions.locking import lock_practice, lock_revision
from practices.models import (
    Document,
    EvidenceStatement,
    Practice,
    Requirement,
    Revision,
    RevisionState,
)
from practices.refusals import NotAsThingsAre, NotYours, refuse
from practices.rules import (
    NOT_PUBLISHED,
    creating_refusals,
    delete_blockers,
    deleting_refusals,
    edit_blockers,
    propose_blockers,
    text_refusals,
    writing_refusals,
)
from practices.slugs import provisional_slug
from practices.upkeep.confirming import entering_refusals, is_entry
from practices.writing.manuscript import Manuscript
from regions.models import Partner
from regions.names import sort_key
from regions.reader import Reader


class Seen(NamedTuple):
    """Which text the writer had before them: a revision, and how often it had been saved."""

    revision_id: int
    edit: int


class Overtaken(Stale):
    """A colleague saved first. `theirs` is the text as it stands now; nothing was changed."""

    def __init__(self, theirs: Revision) -> None:
        super().__init__()
        self.theirs = theirs


class NoTitle(NotAsThingsAre):
    status = 400
    sentence = _("Give the practice a title. A draft is found by it.")


@action
def create_draft(*, partner: Partner, manuscript: Manuscript, by: Reader) -> Revision:
    """Begin a practice of the partner; only its people can read it until it is submitted.

    The coordinator may enter one for another partner (P06): see `enter_for_partner`.
    """
    [revision] = create_drafts(texts=[(partner, manuscript)], by=by)
    return revision


@action
def create_drafts(*, texts: Sequence[tuple[Partner, Manuscript]], by: Reader) -> list[Revision]:
    """The same for many texts, each with its partner, in a handful of queries: an import."""
    for partner, _text in texts:
        refuse(NotYours, creating_refusals(by) or entering_refusals(by, partner))
    practices = Practice.objects.bulk_create(
        Practice(partner=partner, slug=provisional_slug(), **_title_of(text))
        for partner, text in texts
    )
    revisions = Revision.objects.bulk_create(
        _filled(_new_revision(each, by, number=1, is_entered=is_entry(by, each.partner)), text, by)
        for each, (_partner, text) in zip(practices, texts, strict=True)
    )
    _add_lines([(each, text) for each, (_p, text) in zip(revisions, texts, strict=True)])
    record_all(by=by, lines=[_begun(each) for each in revisions])
    return revisions


@action
def enter_for_partner(
    *, partner: Partner, manuscript: Manuscript, by: Reader, practice: Practice | None = None
) -> Revision:
    """Write down what a partner mailed: a new practice, or a new version of a published one.

    It is a draft that the coordinator and the partner can read and change. It can be published
    after the partner confirmed it: `ask_partner_to_confirm`.
    """
    refuse(NotYours, entering_refusals(by, partner))
    if practice is None:
        return create_draft(partner=partner, manuscript=manuscript, by=by)
    return propose_revision(practice=practice, manuscript=manuscript, by=by, for_partner=True)


@action
def save_draft(*, revision: Revision, manuscript: Manuscript, seen: Seen, by: Reader) -> Revision:
    """Keep what was written; raises `Overtaken` (412) when somebody saved since `seen`."""
    revision = lock_revision(revision)
    practice = revision.practice
    refuse(NotYours, text_refusals(by, revision))
    refuse(NotAsThingsAre, edit_blockers(revision))
    if seen != Seen(revision.pk, revision.edit):
        raise Overtaken(revision)
    revision.edit += 1
    before = Manuscript.of(revision)
    text = manuscript.upon(before)
    if text.words != before.words:
        count_as_unconfirmed(revision, by)
    _write(revision, text, by)
    if practice.published_revision_id is None:
        Practice.objects.filter(pk=practice.pk).update(**_title_of(manuscript))
    record(
        by=by,
        verb="practice.saved",
        obj=practice,
        changes={"revision": revision.pk, "edit": revision.edit},
    )
    return revision


@action
def propose_revision(
    *,
    practice: Practice,
    by: Reader,
    manuscript: Manuscript | None = None,
    seen: Seen | None = None,
    for_partner: bool = False,
) -> Revision:
    """Begin a new version of a published practice, from its public text; the page stays as it is.

    `manuscript` is the new text, if it was written already upon the text `seen`: raises
    `Overtaken` when that is no longer the public one. `for_partner`: the coordinator enters it
    for the partner that contributed the practice.
    """
    practice = lock_practice(practice)
    is_entered = for_partner and is_entry(by, practice.partner)
    refuse(NotYours, [] if is_entered else writing_refusals(by, practice.partner))
    has_open = practice.revisions.open().exists()
    refuse(NotAsThingsAre, propose_blockers(practice, has_open=has_open))
    public = practice.published_revision
    if public is None:
        raise NotAsThingsAre(NOT_PUBLISHED)
    published = practice.revisions.with_parts().with_translation().get(pk=public.pk)
    if seen is not None and seen != Seen(published.pk, published.edit):
        raise Overtaken(published)
    text = Manuscript.of(published)
    revision = _write(
        _new_revision(practice, by, number=_next_number(practice), is_entered=is_entered),
        manuscript.upon(text) if manuscript else text,
        by,
    )
    _copy_documents(published, revision)
    copy_translation(earlier=published, revision=revision)
    record(
        by=by,
        verb="practice.entered" if is_entered else "practice.proposed",
        obj=practice,
        changes={"revision": revision.pk},
    )
    return revision


@action
def delete_draft(*, revision: Revision, by: Reader) -> Partner:
    """Remove a draft that was never submitted, with its practice if that was never published.

    Returns the partner whose draft it was: the draft itself is gone.
    """
    revision = lock_revision(revision, to_delete=True)
    practice = revision.practice
    refuse(NotYours, deleting_refusals(by, revision))
    refuse(NotAsThingsAre, delete_blockers(revision))
    record(by=by, verb="practice.draft_deleted", obj=practice, changes={"revision": revision.pk})
    revision.delete()
    if not practice.revisions.exists():
        practice.delete()
    return practice.partner


def _title_of(manuscript: Manuscript) -> dict[str, str]:
    """What the list of drafts shows of a practice that has no public text yet."""
    title = manuscript["title"].strip()
    if not title:
        raise NoTitle
    return {"title": title, "title_sort": sort_key(title)}


def _begun(revision: Revision) -> Line:
    verb = "practice.entered" if revision.is_entered_for_partner else "practice.drafted"
    return Line(verb, revision.practice, {"revision": revision.pk})


def _write(revision: Revision, manuscript: Manuscript, by: Reader) -> Revision:
    """Save the text with its lines, which are replaced as a whole."""
    is_new = revision.pk is None
    _filled(revision, manuscript, by).save()
    if not is_new:
        revision.statements.all().delete()
        revision.requirements.all().delete()
    _add_lines([(revision, manuscript)])
    return revision


def _filled(revision: Revision, manuscript: Manuscript, by: Reader) -> Revision:
    """The revision with the text on it, not saved."""
    manuscript.write_to(revision)
    revision.state = RevisionState.DRAFT
    revision.edited_by_id = by.user_id
    revision.edited_at = clock.now()
    return revision


def _add_lines(texts: Sequence[tuple[Revision, Manuscript]]) -> None:
    lines = [text.lines_for(revision) for revision, text in texts]
    EvidenceStatement.objects.bulk_create(chain.from_iterable(each for each, _needs in lines))
    Requirement.objects.bulk_create(chain.from_iterable(each for _statements, each in lines))


def _new_revision(practice: Practice, by: Reader, *, number: int, is_entered: bool) -> Revision:
    return Revision(
        practice=practice,
        number=number,
        created_by_id=by.user_id,
        is_entered_for_partner=is_entered,
    )


def _copy_documents(earlier: Revision, revision: Revision) -> None:
    """A new version begins with the documents of the public one: rows, not bytes."""
    own = {"id", "revision_id"}
    columns = [each.attname for each in Document._meta.concrete_fields if each.attname not in own]
    rows = earlier.documents.values(*columns)
    Document.objects.bulk_create(Document(revision=revision, **row) for row in rows)


def count_as_unconfirmed(revision: Revision, by: Reader) -> None:
    """Other words need another confirmation; what the partner writes itself is its own text."""
    revision.partner_confirmed_at = None
    if revision.practice.partner_id in by.partner_ids:
        revision.is_entered_for_partner = False


def _next_number(practice: Practice) -> int:
    latest = practice.revisions.order_by("-number").values_list("number", flat=True).first()
    return (latest or 0) + 1
