"""Files and imports for tests."""

import csv
from io import BytesIO, StringIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from openpyxl import Workbook

from accounts.models import User
from core import jobs
from core.models import Work
from practices.actions import ask_for_file, carry_out, check_import, keep_file
from practices.models import ExportFile, ExportOf, ImportRun, Practice
from practices.sheets.files import data_of
from practices.sheets.made import Made
from regions.models import Partner
from regions.reader import Reader


class SameFile(SimpleUploadedFile):
    """Can be sent twice: each time it is read from its beginning."""

    def read(self, *args):
        self.seek(0)
        return super().read(*args)


def csv_file(*rows: list[str], separator: str = ";", encoding: str = "utf-8") -> bytes:
    """A CSV of these rows, the headings first."""
    buffer = StringIO()
    csv.writer(buffer, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue().encode(encoding)


def xlsx_file(*rows: list[Any], title: str = "Practices", **more: list[list[Any]]) -> bytes:
    """An XLSX of these rows, the headings first; `more` are sheets by name."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for name, others in more.items():
        other = book.create_sheet(name)
        for row in others:
            other.append(row)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def plan(file: bytes, by: Reader, partner: Partner | None = None) -> ImportRun:
    """The kept plan of a file."""
    kept = check_import(
        data=data_of(file), file_name="practices.xlsx", partner=partner or by.partner, by=by
    )
    kept.refresh_from_db()
    return kept


def rows_of(run: ImportRun) -> dict[int, dict[str, Any]]:
    """The rows of a kept plan by their number in the file."""
    return {row["row"]: row for row in run.plan["rows"]}


def run(kept: ImportRun, by: Reader, *, leaves_out: bool = False) -> ImportRun:
    """Carry the plan out."""
    return carry_out(run=kept, seen=kept.sha256, leaves_out=leaves_out, by=by)


def make_plan(*, partner: Partner, user: User, title: str = "A new one") -> ImportRun:
    """A plan of one new practice, kept for this person whatever their rights."""
    return plan(csv_file(["Title"], [title]), Reader(user_id=user.pk, is_system=True), partner)


def make_done_import(*, partner: Partner, user: User, title: str = "An imported one") -> ImportRun:
    by = Reader(user_id=user.pk, is_system=True)
    return run(plan(csv_file(["Title"], [title]), by, partner), by)


def make_file(*, user: User, practices: list[Practice] | None) -> ExportFile:
    """A workbook of these practices that is ready; of None one that waits in the queue."""
    by = Reader.for_user(user.pk)
    file = ask_for_file(what=ExportOf.PRACTICES, query="", by=by)
    if practices is not None:
        default_storage.save(file.place, ContentFile(b"PK the bytes"))
        made = Made(12, [each.pk for each in practices])
        file = keep_file(file=file, made=made, by=by)
    return file


def work_all(again: Work | None = None) -> None:
    """What the worker does: each long work that waits, the oldest first; `again`: one anew."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing' WHERE task_name = 'for_each' AND "
            "(status = 'todo' OR (args->>'pk')::bigint = %s) "
            "RETURNING args->>'name', (args->>'pk')::bigint, args->>'about'",
            [again.pk if again else None],
        )
        waiting = cursor.fetchall()
    for name, pk, about in sorted(waiting, key=lambda each: each[1]):
        jobs.work_on_one.func(name, pk, about)
