"""Spreadsheets that come in: the file, its plan row by row, what became of it, and back again."""

from typing import Any, Final

from django.contrib import messages
from django.core.paginator import InvalidPage, Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.errors import BadInput, Refusal
from core.guard import PAGE
from core.idempotency import once
from practices.actions import carry_out, check_import, undo_import
from practices.actions.importing import PlanOvertaken
from practices.forms.importing import ImportForm, RunForm
from practices.models import ImportRun, ImportState
from practices.refusals import NotYours, refuse
from practices.sheets.cells import bare
from practices.sheets.corrections import with_columns, with_partner
from practices.sheets.files import Table, data_of
from practices.sheets.names import Names
from practices.sheets.page import PlanPage, ResultPage, without_words
from practices.sheets.rules import import_for_refusals, importing_refusals, undo_blockers
from practices.sheets.shelf import Partners
from practices.sheets.template import plan_workbook, template
from practices.sheets.touched import closed_rows, readable_rows, untouched_texts
from practices.views.export import XLSX
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
            data = data_of(file.read())
            run = once(
                request,
                lambda: check_import(
                    data=data, file_name=file.name, partner=form.chosen_partner, by=reader
                ),
            )
            return redirect("import_detail", run.pk)
        except Refusal as refusal:
            status = refusal.status
            form.add_error("file", [str(each) for each in refusal.reasons])
    context = {"form": form, "earlier": earlier_imports(request)}
    return render(request, "practices/import.html", context, status=status)


@require_safe
def practice_import_template(request: HttpRequest) -> HttpResponse:
    """The empty workbook with everything that may stand in it."""
    refuse(NotYours, importing_refusals(request.reader))
    book = template(Names.for_reader(request.reader), partners_of(request))
    return _workbook(book, "practices-template.xlsx")


@require_safe
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan of a file, or what became of it."""
    run = _run(request, pk)
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
    try:
        done = once(
            request,
            lambda: carry_out(run=run, seen=seen, leaves_out=leaves_out, by=request.reader),
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
    fresh = once(
        request,
        lambda: check_import(
            data=data, file_name=run.file_name, partner=run.partner, by=request.reader
        ),
    )
    return redirect("import_detail", fresh.pk)


def _columns_chosen(sent: QueryDict) -> dict[int, str]:
    """Which column each unknown heading means: "column-7" holds its key."""
    return {
        int(place): sent.get(name, "")
        for name in sent
        if (place := name.removeprefix("column-")) != name and place.isdecimal()
    }


@require_POST
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the untouched rows back (I03)."""
    run = _run(request, pk)
    done = once(request, lambda: undo_import(run=run, by=request.reader))
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


def earlier_imports(request: HttpRequest) -> list[ImportRun]:
    return list(ImportRun.objects.visible_to(request.reader).done()[:EARLIER])


def _run(request: HttpRequest, pk: int) -> ImportRun:
    """The import that this person may see, else 404."""
    runs = ImportRun.objects.visible_to(request.reader).select_related("partner__region")
    return get_object_or_404(runs, pk=pk)


def _own_run(request: HttpRequest, pk: int) -> ImportRun:
    """The import whose file this person brought, else 404."""
    runs = ImportRun.objects.visible_to(request.reader).made_by(request.reader)
    return get_object_or_404(runs.select_related("partner__region"), pk=pk)


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
    return {"run": run, "rows": shown, "earlier": earlier_imports(request)}


def _workbook(book: bytes, name: str) -> HttpResponse:
    response = HttpResponse(book, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
