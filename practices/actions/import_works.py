"""Large spreadsheets that come in: read, written, undone by the worker, or called off before."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import ngettext

from core import progress
from core.audit import action, record
from core.models import Work
from core.progress import Tell
from core.ui.numbers import number
from practices.actions.importing import (
    PlanOvertaken,
    begun,
    locked,
    put_plan,
    refuse_other_plan,
    work_of,
)
from practices.actions.undoing import refuse_undoing
from practices.models import ImportRun, ImportState, ImportUpload
from practices.refusals import NotAsThingsAre, NotYours, refuse
from practices.sheets.plan import counts_of
from practices.sheets.rules import TOO_LATE, import_for_refusals, importing_refusals, run_blockers
from regions.models import Partner
from regions.reader import Reader

# Names of the works, as they stand in the queue.
READ: Final = "read a spreadsheet"
WRITE: Final = "import a spreadsheet"
UNDO: Final = "undo an import"


@action
def ask_to_read(
    *, content: bytes | Mapping[str, Any], file_name: str, partner: Partner, by: Reader
) -> ImportRun:
    """Have the worker make the plan of a large file; `content` is what was sent, or its table."""
    run = begun(file_name=file_name, partner=partner, by=by)
    run.state = ImportState.READING
    if isinstance(content, bytes):
        run.save()
        ImportUpload.objects.create(run=run, content=content)
    else:
        run.plan = {"table": dict(content)}
        run.save()
    run.work = _start(READ, run, by)
    run.save(update_fields=["work"])
    record(by=by, verb="import.sent", obj=run)
    return run


@action
def keep_plan(*, run: ImportRun, data: Mapping[str, Any], tell: Tell, by: Reader) -> ImportRun:
    """The plan of a large file; raises `Cancelled` when the person called it off meanwhile."""
    work = work_of(run)
    refuse(NotYours, importing_refusals(by) or import_for_refusals(by, run.partner))
    put_plan(run, data, by, tell)
    reading = ImportRun.objects.filter(pk=run.pk, work=work, state=ImportState.READING)
    if not reading.select_for_update().exists():
        raise progress.Cancelled
    run.state = ImportState.PLANNED
    run.save(update_fields=["sha256", "plan", "state"])
    ImportUpload.objects.filter(run=run).delete()
    record(by=by, verb="import.checked", obj=run, changes=counts_of(run.plan["rows"]))
    progress.finish(work, lambda: _read(run))
    return run


@action
def ask_to_carry_out(*, run: ImportRun, seen: str, leaves_out: bool, by: Reader) -> ImportRun:
    """Have the worker carry out the plan that the person saw."""
    run = locked(run)
    refuse_other_plan(run, seen=seen, leaves_out=leaves_out, by=by)
    run.leaves_out = leaves_out
    run.work = _start(WRITE, run, by)
    run.save(update_fields=["leaves_out", "work"])
    record(by=by, verb="import.asked", obj=run, changes=counts_of(run.plan["rows"]))
    return run


@action
def plan_again(*, run: ImportRun, refusal: PlanOvertaken, by: Reader) -> ImportRun:
    """Put the present plan in place of an overtaken one, and end the work that met it."""
    run = locked(run)
    refuse(NotAsThingsAre, run_blockers(run))
    put_plan(run, run.plan["table"], by)
    run.save(update_fields=["sha256", "plan"])
    record(by=by, verb="import.checked", obj=run, changes=counts_of(run.plan["rows"]))
    progress.fail(work_of(run), refusal.reasons)
    return run


@action
def ask_to_undo(*, run: ImportRun, by: Reader) -> ImportRun:
    """Have the worker take many rows back."""
    run = locked(run)
    refuse_undoing(run, by)
    run.work = _start(UNDO, run, by)
    run.save(update_fields=["work"])
    record(by=by, verb="import.undo_asked", obj=run)
    return run


@action
def cancel_import(*, run: ImportRun, by: Reader) -> ImportRun:
    """Call one's own work off before it writes: a file is forgotten, a plan waits again.

    While a plan is written its row is locked, so only its work is asked.
    """
    is_read = run.state == ImportState.READING
    try:
        run = locked(run) if is_read else run
    except ImportRun.DoesNotExist:
        raise NotAsThingsAre(TOO_LATE) from None
    if run.work is None or run.work.user_id != by.user_id or not progress.cancel(run.work):
        raise NotAsThingsAre(TOO_LATE)
    record(by=by, verb="import.cancelled", obj=run)
    if is_read:
        ImportRun.objects.filter(pk=run.pk).delete()
    return run


def _start(name: str, run: ImportRun, by: Reader) -> Work:
    return progress.start(name=name, by=by, title=run.file_name, url=run.get_absolute_url())


def _read(run: ImportRun) -> str:
    count = len(run.plan["rows"])
    said = ngettext(
        "%(file)s is read: %(n)s row. Look at its plan.",
        "%(file)s is read: %(n)s rows. Look at its plan.",
        count,
    )
    return said % {"file": run.file_name, "n": number(count)}
