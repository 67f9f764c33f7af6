"""What the worker does for the catalogue while nobody waits."""

from contextlib import suppress
from datetime import timedelta
from itertools import groupby

from core import clock, progress
from core.models import Work
from core.progress import Tell
from practices.actions import (
    ask_owners,
    carry_out,
    forget_asker,
    forget_file,
    keep_file,
    keep_plan,
    plan_again,
    undo_import,
)
from practices.actions.importing import PlanOvertaken
from practices.actions.still_true import NothingToAsk
from practices.models import ExportFile, ImportRun, OwnerQuestion, Practice
from practices.refusals import NotYours
from practices.sheets import made
from practices.sheets.files import data_of
from practices.talking.asking import KEPT_AFTER_ANSWER, KEPT_WITHOUT_ANSWER
from regions.reader import Reader

NEVER_MADE = timedelta(days=1)  # the queue has given up by then


def ask_whether_still_true() -> None:
    """The yearly question about each practice, with one letter a week to the people of a partner.

    One transaction for each partner; what was asked already is not asked again.
    """
    due = sorted(Practice.objects.to_be_asked(clock.today()), key=lambda each: each.partner_id)
    for _partner, practices in groupby(due, key=lambda each: each.partner_id):
        with suppress(NothingToAsk):
            ask_owners(practices=list(practices), by=Reader.system())


def forget_askers() -> int:
    """Erase who asked an owner something, 30 days after the answer; how many."""
    now = clock.now()
    due = OwnerQuestion.objects.to_forget(now - KEPT_AFTER_ANSWER, now - KEPT_WITHOUT_ANSWER)
    questions = list(due.order_by("pk"))
    for question in questions:
        forget_asker(question=question, by=Reader.system())
    return len(questions)


def read_import(work: Work, tell: Tell) -> None:
    """A large file: what was sent becomes a table, and the table a plan."""
    run, by = _run_of(work), _reader_of(work)
    tell("read")
    table = run.plan.get("table")
    if table is None:
        table = data_of(bytes(run.upload.content))
    keep_plan(run=run, data=table, tell=tell, by=by)


def write_import(work: Work, tell: Tell) -> None:
    """Exactly the plan that was seen; if it no longer holds, the present one takes its place."""
    run, by = _run_of(work), _reader_of(work)
    progress.begin_writing(work)
    try:
        carry_out(run=run, seen=run.sha256, leaves_out=run.leaves_out, by=by, tell=tell)
    except PlanOvertaken as refusal:
        plan_again(run=run, refusal=refusal, by=by)


def undo_written(work: Work, tell: Tell) -> None:
    """Rows that nobody touched since."""
    run, by = _run_of(work), _reader_of(work)
    progress.begin_writing(work)
    undo_import(run=run, by=by, tell=tell)


def make_file(work: Work, tell: Tell) -> None:
    """A workbook of what its person may read at this moment."""
    file = ExportFile.objects.filter(work=work).select_related("work").first()
    if file is None:
        raise progress.Cancelled
    by = _reader_of(work)
    keep_file(file=file, made=made.make(file, by, tell), by=by)


def forget_files() -> int:
    """Workbooks that are too old, and bytes that no row refers to; how many of those."""
    now = clock.now()
    files = list(ExportFile.objects.to_forget(now, now - NEVER_MADE).defer("ids").order_by("pk"))
    for file in files:
        forget_file(file=file, by=Reader.system())
    return made.remove_unused()


def _run_of(work: Work) -> ImportRun:
    """Nothing is there any more when its person called it off."""
    run = ImportRun.objects.of_work(work.pk).first()
    if run is None:
        raise progress.Cancelled
    return run


def _reader_of(work: Work) -> Reader:
    """With the rights that the person has now."""
    if not work.user.is_active:
        raise NotYours
    return Reader.for_user(work.user_id, is_admin=work.user.is_admin, acting_for=work.partner_id)
