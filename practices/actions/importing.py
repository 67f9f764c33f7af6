"""Spreadsheets that come in: a plan is made, carried out once and exactly, and may be undone."""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from hashlib import sha256
from itertools import batched
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core import clock, progress
from core.audit import action, record
from core.errors import NotNow, Stale
from core.models import Work
from core.progress import Tell
from core.ui.numbers import number
from practices.actions.draft import (
    Seen,
    create_drafts,
    enter_for_partner,
    propose_revision,
    save_draft,
)
from practices.models import ImportRun, ImportState, Practice, Revision
from practices.refusals import NotAsThingsAre, NotYours, refuse
from practices.sheets.files import Table
from practices.sheets.kept import kept
from practices.sheets.plan import WRITES, Plan, PlannedRow, Would, counts_of, overtaken
from practices.sheets.planner import plan_of
from practices.sheets.rules import (
    asking_blockers,
    import_for_refusals,
    importing_refusals,
    run_blockers,
)
from practices.sheets.touched import attachments
from practices.upkeep.confirming import is_entry
from practices.writing.manuscript import Manuscript
from regions.models import Partner
from regions.reader import Reader

type Before = dict[int, dict[str, Any]]  # the earlier texts of changed drafts, by row
AT_ONCE = 200  # new practices
LOCK = 7_104_302  # two imports at once would not see each other's titles


class PlanOvertaken(Stale):
    """412: some rows would no longer do what the person saw. Nothing was changed."""

    def __init__(self, rows: Sequence[int]) -> None:
        listed = ", ".join(str(each) for each in rows[:10]) + (" …" if len(rows) > 10 else "")
        super().__init__(str(OVERTAKEN) % {"rows": listed})
        self.rows = rows


class OtherPlan(Stale):
    sentence = _("This page shows an older plan. Read the present one, then run it.")


class NotAllRows(NotNow):
    sentence: str | Promise = _(
        "Some rows cannot be done. Correct the file, or tick that they are left out."
    )


class NothingToDo(NotNow):
    sentence: str | Promise = _("No row of this file would change anything.")


OVERTAKEN = _(
    "The catalogue changed since this plan was made, so nothing was imported. These rows would do "
    "something else now: %(rows)s. Read the new plan below."
)


@action
def check_import(
    *, data: Mapping[str, Any], file_name: str, partner: Partner, by: Reader
) -> ImportRun:
    """Keep the plan of a file: what each row would do. The catalogue is not touched."""
    run = begun(file_name=file_name, partner=partner, by=by)
    put_plan(run, data, by)
    run.save()
    record(by=by, verb="import.checked", obj=run, changes=counts_of(run.plan["rows"]))
    return run


@action
def carry_out(
    *, run: ImportRun, seen: str, leaves_out: bool, by: Reader, tell: Tell | None = None
) -> ImportRun:
    """Do exactly what the plan says, all rows or none.

    `seen` is the digest of the plan that the person saw. Raises `PlanOvertaken` (412) with the
    rows that would do something else now. `tell` comes from the worker, whose work this ends.
    """
    run = locked(run)
    refuse_other_plan(run, seen=seen, leaves_out=leaves_out, by=by, is_worker=tell is not None)
    rows = _rows_as_planned(run, by, tell)
    before = {row.number: kept(Manuscript.of(row.draft)) for row in rows if row.draft}
    run.result = _result(_written(rows, by, tell), before)
    run.state = ImportState.DONE
    run.done_at = clock.now()
    run.save(update_fields=["result", "state", "done_at"])
    record(by=by, verb="import.done", obj=run, changes=counts_of(run.plan["rows"]))
    if tell is not None:
        progress.finish(work_of(run), lambda: _imported(run))
    return run


def begun(*, file_name: str, partner: Partner, by: Reader) -> ImportRun:
    """A new import, not saved yet."""
    refuse(NotYours, importing_refusals(by) or import_for_refusals(by, partner))
    if by.user_id is None:
        raise NotYours  # the system itself brings no files
    _forget_old_plans(by.user_id)
    return ImportRun(user_id=by.user_id, partner=partner, file_name=file_name[:150])


def put_plan(run: ImportRun, data: Mapping[str, Any], by: Reader, tell: Tell | None = None) -> None:
    """What the data would do now; the run is not saved."""
    run.plan = {"table": dict(data), **_watched(data, run.partner, by, "plan", tell).as_data()}
    run.sha256 = digest_of(run.plan)


def locked(run: ImportRun) -> ImportRun:
    """As it stands, until the end of the transaction."""
    rows = ImportRun.objects.select_related("partner__region", "work")
    return rows.select_for_update(of=("self",)).get(pk=run.pk)


def work_of(run: ImportRun) -> Work:
    """What the worker does with it; without that nobody waits."""
    if run.work is None:
        raise progress.Cancelled
    return run.work


def refuse_other_plan(
    run: ImportRun, *, seen: str, leaves_out: bool, by: Reader, is_worker: bool = False
) -> None:
    """Only the plan that was seen, by who may, as far as it can be done."""
    refuse(NotYours, importing_refusals(by) or import_for_refusals(by, run.partner))
    refuse(NotAsThingsAre, run_blockers(run) if is_worker else asking_blockers(run))
    if seen != run.sha256 or digest_of(run.plan) != run.sha256:
        raise OtherPlan
    counts = counts_of(run.plan["rows"])
    if counts[Would.CANNOT] and not leaves_out:
        raise NotAllRows
    if not sum(counts[each] for each in WRITES):
        raise NothingToDo


def digest_of(plan: Mapping[str, Any]) -> str:
    """The same before and after the database kept it."""
    text = json.dumps(plan, sort_keys=True, ensure_ascii=True)
    return sha256(text.encode()).hexdigest()


def _forget_old_plans(user_id: int) -> None:
    oldest = clock.now() - timedelta(days=settings.PRACTICE_IMPORT["days_kept"])
    waiting = (ImportState.READING, ImportState.PLANNED)
    ImportRun.objects.filter(user_id=user_id, state__in=waiting, made_at__lt=oldest).delete()


def _watched(
    data: Mapping[str, Any], partner: Partner, by: Reader, step: str, tell: Tell | None
) -> Plan:
    table = Table.of_data(data)
    if tell is None:
        return plan_of(table, partner=partner, by=by)
    return plan_of(
        table, partner=partner, by=by, watch=lambda rows: tell.each(step, rows, len(rows))
    )


def _imported(run: ImportRun) -> str:
    count = len(run.result["rows"])
    said = ngettext("%(file)s: %(n)s row imported.", "%(file)s: %(n)s rows imported.", count)
    return said % {"file": run.file_name, "n": number(count)}


def _rows_as_planned(run: ImportRun, by: Reader, tell: Tell | None) -> list[PlannedRow]:
    """The rows to write, planned again upon what is locked now; raises `PlanOvertaken`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    planned = [row for row in run.plan["rows"] if row.get("effect")]
    slugs = [row["slug"] for row in planned if row.get("slug")]
    locked = Practice.objects.select_for_update(of=("self",)).filter(slug__in=slugs)
    list(locked.order_by("pk").values_list("pk"))
    now = _watched(run.plan["table"], run.partner, by, "check", tell)
    if changed := overtaken(planned, now):
        raise PlanOvertaken(changed)
    numbers = {row["row"] for row in planned}
    return [row for row in now.rows if row.number in numbers]


def _written(
    rows: Sequence[PlannedRow], by: Reader, tell: Tell | None
) -> list[tuple[PlannedRow, Revision]]:
    """Each row with its text: changed ones one by one, new practices many at once."""
    done: list[tuple[PlannedRow, Revision]] = []

    def count() -> None:
        if tell is not None:
            tell("write", len(done), len(rows))

    for row in rows:
        if row.would == Would.CHANGE:
            done.append((row, _change(row, by)))
            count()
    for portion in batched((row for row in rows if row.would == Would.NEW), AT_ONCE):
        texts = [(row.partner, row.text) for row in portion if row.partner and row.text]
        done += zip(portion, create_drafts(texts=texts, by=by), strict=True)
        count()
    return done


def _change(row: PlannedRow, by: Reader) -> Revision:
    """The draft with the row's text; a published practice gets a new version."""
    practice, text = row.practice, row.text or Manuscript({})
    if row.draft is not None:
        seen = Seen(row.draft.pk, row.draft.edit)
        return save_draft(revision=row.draft, manuscript=text, seen=seen, by=by)
    if practice is None:
        raise NothingToDo  # cannot be: only what exists is changed
    if is_entry(by, practice.partner):
        return enter_for_partner(
            partner=practice.partner, practice=practice, manuscript=text, by=by
        )
    return propose_revision(practice=practice, manuscript=text, by=by)


def _result(written: Sequence[tuple[PlannedRow, Revision]], before: Before) -> dict[str, Any]:
    """What was done, in the order of the file, with what undoing it needs."""
    hanging = attachments([revision.pk for _row, revision in written])
    rows = [
        {
            "row": row.number,
            "would": row.would.value,
            "practice": revision.practice_id,
            "revision": revision.pk,
            "edit": revision.edit,
            "attached": hanging[revision.pk],
            "slug": revision.practice.slug,
            **({"before": before[row.number]} if row.number in before else {}),
        }
        for row, revision in written
    ]
    return {"rows": sorted(rows, key=lambda row: int(row["row"]))}
