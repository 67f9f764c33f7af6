"""Spreadsheets that come in: a plan is made, carried out once and exactly, and may be undone."""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import clock
from core.audit import action, record
from core.errors import NotNow, Stale
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
from practices.sheets.plan import WRITES, PlannedRow, Would, counts_of, overtaken
from practices.sheets.planner import plan_of
from practices.sheets.rules import (
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
    refuse(NotYours, importing_refusals(by) or import_for_refusals(by, partner))
    plan = plan_of(Table.of_data(data), partner=partner, by=by)
    if by.user_id is None:
        raise NotYours  # the system itself brings no files
    keeps = {"table": dict(data), **plan.as_data()}
    _forget_old_plans(by.user_id)
    run = ImportRun.objects.create(
        user_id=by.user_id,
        partner=partner,
        file_name=file_name[:150],
        sha256=digest_of(keeps),
        plan=keeps,
    )
    record(by=by, verb="import.checked", obj=run, changes=counts_of(keeps["rows"]))
    return run


@action
def carry_out(*, run: ImportRun, seen: str, leaves_out: bool, by: Reader) -> ImportRun:
    """Do exactly what the plan says, all rows or none.

    `seen` is the digest of the plan that the person saw. Raises `PlanOvertaken` (412) with the
    rows that would do something else now.
    """
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    refuse(NotYours, importing_refusals(by) or import_for_refusals(by, run.partner))
    refuse(NotAsThingsAre, run_blockers(run))
    if seen != run.sha256 or digest_of(run.plan) != run.sha256:
        raise OtherPlan
    counts = counts_of(run.plan["rows"])
    if counts[Would.CANNOT] and not leaves_out:
        raise NotAllRows
    if not sum(counts[each] for each in WRITES):
        raise NothingToDo
    rows = _rows_as_planned(run, by)
    before = {row.number: kept(Manuscript.of(row.draft)) for row in rows if row.draft}
    run.result = _result(_written(rows, by), before)
    run.state = ImportState.DONE
    run.done_at = clock.now()
    run.save(update_fields=["result", "state", "done_at"])
    record(by=by, verb="import.done", obj=run, changes=counts)
    return run


def digest_of(plan: Mapping[str, Any]) -> str:
    """The same before and after the database kept it."""
    text = json.dumps(plan, sort_keys=True, ensure_ascii=True)
    return sha256(text.encode()).hexdigest()


def _forget_old_plans(user_id: int) -> None:
    oldest = clock.now() - timedelta(days=settings.PRACTICE_IMPORT["days_kept"])
    ImportRun.objects.filter(
        user_id=user_id, state=ImportState.PLANNED, made_at__lt=oldest
    ).delete()


def _rows_as_planned(run: ImportRun, by: Reader) -> list[PlannedRow]:
    """The rows to write, planned again upon what is locked now; raises `PlanOvertaken`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    planned = [row for row in run.plan["rows"] if row.get("effect")]
    slugs = [row["slug"] for row in planned if row.get("slug")]
    locked = Practice.objects.select_for_update(of=("self",)).filter(slug__in=slugs)
    list(locked.order_by("pk").values_list("pk"))
    now = plan_of(Table.of_data(run.plan["table"]), partner=run.partner, by=by)
    if changed := overtaken(planned, now):
        raise PlanOvertaken(changed)
    numbers = {row["row"] for row in planned}
    return [row for row in now.rows if row.number in numbers]


def _written(rows: Sequence[PlannedRow], by: Reader) -> list[tuple[PlannedRow, Revision]]:
    """Each row with its text: changed ones one by one, new practices all at once."""
    changed = [row for row in rows if row.would == Would.CHANGE]
    new = [row for row in rows if row.would == Would.NEW]
    texts = [(row.partner, row.text) for row in new if row.partner and row.text]
    return [(row, _change(row, by)) for row in changed] + list(
        zip(new, create_drafts(texts=texts, by=by) if texts else [], strict=True)
    )


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
