"""Spreadsheets that come in: the file, its plan row by row, what became of it, and back again."""

from collections.abc import Mapping
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import InvalidPage, Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from core import clock
from core.errors import BadInput, Refusal
from core.guard import PAGE
from core.idempotency import once
from practices.actions import (
    ask_to_carry_out,
    ask_to_read,
    ask_to_undo,
    cancel_import,
    carry_out,
    check_import,
    undo_import,
)
from practices.actions.importing import PlanOvertaken
from practices.forms.importing import ImportForm, RunForm
from practices.models import ImportRun, ImportState
from practices.refusals import NotYours, refuse
from practices.sheets.cells import bare
from practices.sheets.corrections import with_columns, with_partner
from practices.sheets.export import XLSX
from practices.sheets.files import (
    Table,
    are_many,
    data_of,
    refuse_too_large,
    takes_long_to_read,
)
from practices.sheets.names import Names
from practices.sheets.page import PlanPage, ResultPage, without_words
from practices.sheets.plan import rows_to_write
from practices.sheets.rules import import_for_refusals, importing_refusals, undo_blockers
from practices.sheets.shelf import Partners
from practices.sheets.steps import steps_of_import
from practices.sheets.template import plan_workbook, template
from practices.sheets.touched import closed_rows, readable_rows, untouched_texts
from practices.views.works import is_looking_again, look_at, page_of_work
from regions.http import HttpRequest
from regions.models import Partner

ROWS: Final = 50  # on a page
EARLIER: Final = 8


@require_http_methods(["GET", "POST"])
def practice_import(request: HttpRequest) -> HttpResponse:
    """Choose a file; what comes back is its plan (I01)."""
    reader = request.reader
    refuse(NotYours, importing_refusals(reader))
    partners = partners_of(request)
    form = ImportForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        partners=partners,
        by=reader,
    )
    status = 400 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            run = _received(request, file.read(), file.name, form.chosen_partner)
            return redirect("import_detail", run.pk)
        except Refusal as refusal:
            status = refusal.status
            form.add_error("file", [str(each) for each in refusal.reasons])
    context = {"form": form, **_other_imports(request)}
    return render(request, "practices/import.html", context, status=status)


def _received(request: HttpRequest, file: bytes, name: str, partner: Partner) -> ImportRun:
    """Its plan at once; a large file is read by the worker."""
    refuse_too_large(file)
    content = file if takes_long_to_read(file) else data_of(file)
    return _planned(request, content, name, partner)


def _planned(
    request: HttpRequest, content: bytes | Mapping[str, Any], name: str, partner: Partner
) -> ImportRun:
    about: dict[str, Any] = {"file_name": name, "partner": partner, "by": request.reader}
    if isinstance(content, bytes) or are_many(content["rows"]):
        return once(request, lambda: ask_to_read(content=content, **about))
    return once(request, lambda: check_import(data=content, **about))


@require_safe
def practice_import_template(request: HttpRequest) -> HttpResponse:
    """The empty workbook with everything that may stand in it."""
    refuse(NotYours, importing_refusals(request.reader))
    book = template(Names.for_reader(request.reader), partners_of(request))
    return _workbook(book, "practices-template.xlsx")


@require_safe
@vary_on_headers("HX-Request")
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan of a file, or what became of it; how far it is while it is worked on."""
    run = _run(request, pk)
    if run.is_under_way or run.state == ImportState.READING:
        return _progress(request, run)
    if is_looking_again(request):
        return look_at(run.get_absolute_url())
    return _plan(request, run) if run.state == ImportState.PLANNED else _result(request, run)


@require_safe
def import_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan to take home: the rows of the file, with a column “Why not”."""
    run = _own_run(request, pk)
    table = Table.of_data(run.plan["table"])
    closed = closed_rows(run, request.reader)
    cells = {
        row.number: [] if row.number in closed else [bare(cell) for cell in row.cells]
        for row in table.rows
    }
    rows = [without_words(row) if row["row"] in closed else row for row in run.plan["rows"]]
    return _workbook(plan_workbook(table.headings, cells, rows), "import-plan.xlsx")


@require_POST
def import_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Carry out exactly the plan that was seen; if it no longer holds, show the new one (412)."""
    run = _run(request, pk)
    form = RunForm(request.POST)
    form.is_valid()
    seen, leaves_out = form.cleaned_data.get("seen", ""), form.cleaned_data["leave_out"]
    act = ask_to_carry_out if are_many(rows_to_write(run.plan["rows"])) else carry_out
    try:
        done = once(
            request, lambda: act(run=run, seen=seen, leaves_out=leaves_out, by=request.reader)
        )
    except PlanOvertaken as refusal:
        fresh = check_import(
            data=run.plan["table"], file_name=run.file_name, partner=run.partner, by=request.reader
        )
        return _plan(request, fresh, refusal)
    except Refusal as refusal:
        if run.state != ImportState.PLANNED:
            raise
        return _plan(request, run, refusal)
    if done.state != ImportState.DONE:
        return redirect("import_detail", done.pk)  # where one sees how far it is
    count = len(done.result["rows"])
    said = ngettext("%(n)s row imported.", "%(n)s rows imported.", count) % {"n": count}
    messages.success(request, said)
    return redirect("import_detail", done.pk)


@require_POST
def import_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a new plan of the same file, with a partner's name or headings put right."""
    run = _own_run(request, pk)
    data, sent = run.plan["table"], request.POST
    # A name that nobody has would be written into every row, however long it is.
    if meant := Partners.for_reader(request.reader).named(sent.get("meant", "")):
        data = with_partner(data, sent.get("named", ""), meant.short)
    data = with_columns(data, _columns_chosen(sent))
    fresh = _planned(request, data, run.file_name, run.partner)
    return redirect("import_detail", fresh.pk)


def _columns_chosen(sent: QueryDict) -> dict[int, str]:
    """Which column each unknown heading means: "column-7" holds its key."""
    return {
        int(place): sent.get(name, "")
        for name in sent
        if (place := name.removeprefix("column-")) != name and place.isdecimal()
    }


@require_POST
def import_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call off what the worker has not begun to write."""
    run = _own_run(request, pk)
    once(request, lambda: cancel_import(run=run, by=request.reader))
    messages.success(request, _("Called off. Nothing was changed."))
    if run.state == ImportState.READING:
        return redirect("practice_import")
    return redirect("import_detail", run.pk)


@require_POST
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the untouched rows back (I03)."""
    run = _run(request, pk)
    act = ask_to_undo if are_many(run.result.get("rows", ())) else undo_import
    done = once(request, lambda: act(run=run, by=request.reader))
    if done.state == ImportState.DONE:
        return redirect("import_detail", done.pk)  # where one sees how far it is
    count = sum(row["undone"] for row in done.result["rows"])
    said = ngettext("%(n)s row undone.", "%(n)s rows undone.", count) % {"n": count}
    messages.success(request, said)
    return redirect("import_detail", done.pk)


def partners_of(request: HttpRequest) -> list[Partner]:
    """For whom this person may import. What was asked for must be among them."""
    reader = request.reader
    active = Partner.objects.visible_to(reader).active().with_region().in_strip_order()
    held = [each for each in active if not import_for_refusals(reader, each)]
    wanted = request.POST.get("partner") or request.GET.get("partner")
    if wanted and wanted.isdecimal() and int(wanted) not in {each.pk for each in held}:
        raise NotYours(_("You import for your own organisation only."))
    return held


def _other_imports(request: HttpRequest) -> dict[str, Any]:
    """What is worked on or waits for a yes, and what was carried out."""
    runs = ImportRun.objects.visible_to(request.reader)
    return {
        "on_the_way": list(runs.made_by(request.reader).on_the_way()[:EARLIER]),
        "earlier": list(runs.done()[:EARLIER]),
    }


def _run(request: HttpRequest, pk: int) -> ImportRun:
    """The import that this person may see, else 404."""
    runs = ImportRun.objects.visible_to(request.reader)
    return get_object_or_404(runs.select_related("partner__region", "work"), pk=pk)


def _own_run(request: HttpRequest, pk: int) -> ImportRun:
    """The import whose file this person brought, else 404."""
    runs = ImportRun.objects.visible_to(request.reader).made_by(request.reader)
    return get_object_or_404(runs.select_related("partner__region", "work"), pk=pk)


def _progress(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """How far it is, or why the file could not be read."""
    work, template = run.work, "practices/import_progress.html"
    if work is None or not work.is_active:
        if is_looking_again(request):
            return look_at(run.get_absolute_url())
        return render(request, template, {"run": run})
    context = {"run": run, "work": work, "steps": steps_of_import(run, work)}
    return page_of_work(request, template, context, work)


def _plan(request: HttpRequest, run: ImportRun, refusal: Refusal | None = None) -> HttpResponse:
    page = PlanPage.of(run, request.GET.get("show", ""), closed_rows(run, request.reader))
    context = {
        **_context(request, run, page.rows),
        "plan": page,
        "refusal": refusal,
        "run_form": RunForm(initial={"seen": run.sha256, "leave_out": True}),
    }
    status = refusal.status if refusal else 200
    return render(request, "practices/import_plan.html", context, status=status)


def _result(request: HttpRequest, run: ImportRun) -> HttpResponse:
    blockers = undo_blockers(run, clock.now())
    untouched = set() if blockers else set(untouched_texts(run))
    readable = readable_rows(run, request.reader)
    closed = closed_rows(run, request.reader)
    page = ResultPage.of(run, untouched, request.GET.get("show", ""), readable, closed)
    context = {**_context(request, run, page.rows), "result": page, "blockers": blockers}
    return render(request, "practices/import_result.html", context)


def _context(request: HttpRequest, run: ImportRun, rows: list[Any]) -> dict[str, Any]:
    try:
        shown = Paginator(rows, ROWS).page(request.GET.get("page") or 1)
    except InvalidPage:
        raise BadInput(PAGE) from None
    return {"run": run, "rows": shown, **_other_imports(request)}


def _workbook(book: bytes, name: str) -> HttpResponse:
    response = HttpResponse(book, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
