"""Writing: drafts of new practices, new versions of published ones, saving and deleting them."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from core import clock
from core.audit import action, record
from core.errors import Stale
from practices.actions.locking import lock_practice, lock_revision
from practices.manuscript import Manuscript
from practices.models import (
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
    writing_refusals,
)
from practices.slugs import provisional_slug
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
    """Begin a practice of the partner; only its people can read it until it is submitted."""
    refuse(NotYours, creating_refusals(by) or writing_refusals(by, partner))
    practice = Practice.objects.create(
        partner=partner, slug=provisional_slug(), **_title_of(manuscript)
    )
    revision = _write(
        Revision(practice=practice, number=1, created_by_id=by.user_id), manuscript, by
    )
    record(by=by, verb="practice.drafted", obj=practice, changes={"revision": revision.pk})
    return revision


@action
def save_draft(*, revision: Revision, manuscript: Manuscript, seen: Seen, by: Reader) -> Revision:
    """Keep what was written; raises `Overtaken` (412) when somebody saved since `seen`."""
    revision = lock_revision(revision)
    practice = revision.practice
    refuse(NotYours, writing_refusals(by, practice.partner))
    refuse(NotAsThingsAre, edit_blockers(revision))
    if seen != Seen(revision.pk, revision.edit):
        raise Overtaken(revision)
    revision.edit += 1
    _write(revision, manuscript.upon(Manuscript.of(revision)), by)
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
) -> Revision:
    """Begin a new version of a published practice, from its public text; the page stays as it is.

    `manuscript` is the new text, if it was written already upon the text `seen`: raises
    `Overtaken` when that is no longer the public one.
    """
    practice = lock_practice(practice)
    refuse(NotYours, writing_refusals(by, practice.partner))
    has_open = practice.revisions.open().exists()
    refuse(NotAsThingsAre, propose_blockers(practice, has_open=has_open))
    public = practice.published_revision
    if public is None:
        raise NotAsThingsAre(NOT_PUBLISHED)
    published = practice.revisions.with_parts().get(pk=public.pk)
    if seen is not None and seen != Seen(published.pk, published.edit):
        raise Overtaken(published)
    text = Manuscript.of(published)
    revision = _write(
        Revision(practice=practice, number=_next_number(practice), created_by_id=by.user_id),
        manuscript.upon(text) if manuscript else text,
        by,
    )
    record(by=by, verb="practice.proposed", obj=practice, changes={"revision": revision.pk})
    return revision


@action
def delete_draft(*, revision: Revision, by: Reader) -> Partner:
    """Remove a draft that was never submitted, with its practice if that was never published.

    Returns the partner whose draft it was: the draft itself is gone.
    """
    revision = lock_revision(revision)
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


def _write(revision: Revision, manuscript: Manuscript, by: Reader) -> Revision:
    """Save the text with its lines, which are replaced as a whole."""
    manuscript.write_to(revision)
    revision.state = RevisionState.DRAFT
    revision.edited_by_id = by.user_id
    revision.edited_at = clock.now()
    is_new = revision.pk is None
    revision.save()
    if not is_new:
        revision.statements.all().delete()
        revision.requirements.all().delete()
    statements, requirements = manuscript.lines_for(revision)
    EvidenceStatement.objects.bulk_create(statements)
    Requirement.objects.bulk_create(requirements)
    return revision


def _next_number(practice: Practice) -> int:
    latest = practice.revisions.order_by("-number").values_list("number", flat=True).first()
    return (latest or 0) + 1
