"""An import taken back: rows that nobody has touched since."""

from collections.abc import Mapping
from typing import Any

from django.db.models import ProtectedError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core import clock, progress
from core.audit import Line, action, record, record_all
from core.errors import NotNow
from core.progress import Tell
from core.ui.numbers import number
from practices.actions.importing import locked, work_of
from practices.models import (
    EvidenceStatement,
    ImportRun,
    ImportState,
    Practice,
    Requirement,
    Revision,
)
from practices.refusals import NotAsThingsAre, NotYours, refuse
from practices.sheets.kept import restored
from practices.sheets.plan import Would
from practices.sheets.rules import (
    UNDER_WAY,
    import_for_refusals,
    undo_blockers,
    undoing_refusals,
)
from practices.sheets.touched import untouched_texts
from regions.names import sort_key
from regions.reader import Reader


class InUse(NotNow):
    sentence: str | Promise = _(
        "Some of these practices are used elsewhere already. Nothing was undone; delete the drafts "
        "one by one."
    )


class AllTouched(NotNow):
    sentence: str | Promise = _(
        "Somebody has worked on every one of these rows since. Nothing was undone."
    )


@action
def undo_import(*, run: ImportRun, by: Reader, tell: Tell | None = None) -> ImportRun:
    """Delete the drafts that the import began, and give changed ones their earlier text back.

    Rows that were touched since stay as they are; `run.result` says which. `tell` comes from the
    worker, whose work this ends.
    """
    run = locked(run)
    refuse_undoing(run, by, is_worker=tell is not None)
    _lock(run)
    texts = {
        pk: each
        for pk, each in untouched_texts(run).items()
        if not import_for_refusals(by, each.practice.partner)  # a right that ended since
    }
    if not texts:
        raise AllTouched
    begun, gone = [], []
    rows = run.result["rows"]
    for row in tell.each("undo", rows, len(rows)) if tell is not None else rows:
        revision = texts.get(row["revision"])
        row["undone"] = revision is not None
        if revision is None:
            continue
        if "before" in row:
            _give_back(revision, row["before"], by)
        else:
            begun.append(row)
            gone.append(
                Line("practice.draft_deleted", revision.practice, {"revision": revision.pk})
            )
    record_all(by=by, lines=gone)
    if tell is not None:
        tell("delete")
    _delete(begun)
    run.state = ImportState.UNDONE
    run.undone_at = clock.now()
    run.save(update_fields=["result", "state", "undone_at"])
    record(by=by, verb="import.undone", obj=run, changes={"rows": len(texts)})
    if tell is not None:
        progress.finish(work_of(run), lambda: _undone(run, len(texts)))
    return run


def refuse_undoing(run: ImportRun, by: Reader, *, is_worker: bool = False) -> None:
    """Only for who may, within a day, once."""
    refuse(NotYours, undoing_refusals(by, run))
    blockers = undo_blockers(run, clock.now())
    refuse(NotAsThingsAre, blockers or ([UNDER_WAY] if run.is_under_way and not is_worker else []))


def _undone(run: ImportRun, count: int) -> str:
    said = ngettext("%(file)s: %(n)s row undone.", "%(file)s: %(n)s rows undone.", count)
    return said % {"file": run.file_name, "n": number(count)}


def _lock(run: ImportRun) -> None:
    """Practices first, as everywhere."""
    ids = [row["revision"] for row in run.result["rows"]]
    texts = Revision.objects.filter(pk__in=ids)
    practices = Practice.objects.select_for_update(of=("self",))
    list(practices.filter(revisions__in=texts).order_by("pk").values_list("pk"))
    list(texts.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


def _give_back(revision: Revision, before: Mapping[str, Any], by: Reader) -> None:
    """The words of before the import, as one more save."""
    text = restored(before)
    text.write_to(revision)
    revision.edit += 1
    revision.edited_by_id = by.user_id
    revision.edited_at = clock.now()
    revision.save()
    revision.statements.all().delete()
    revision.requirements.all().delete()
    statements, requirements = text.lines_for(revision)
    EvidenceStatement.objects.bulk_create(statements)
    Requirement.objects.bulk_create(requirements)
    if revision.practice.published_revision_id is None:
        Practice.objects.filter(pk=revision.practice_id).update(
            title=revision.title, title_sort=sort_key(revision.title)
        )
    record(
        by=by,
        verb="practice.saved",
        obj=revision.practice,
        changes={"revision": revision.pk, "edit": revision.edit},
    )


def _delete(rows: list[dict[str, Any]]) -> None:
    """The texts that were begun, and the practices that have no other."""
    new = [row["practice"] for row in rows if row["would"] == Would.NEW]
    try:
        Revision.objects.filter(pk__in=[row["revision"] for row in rows]).delete()
        Practice.objects.filter(pk__in=new, revisions__isnull=True).delete()
    except ProtectedError:
        raise InUse from None
