"""Workbooks too large to wait for: asked for, how far they are, fetched by who asked (E05, E06)."""

import logging
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from core import clock
from core.errors import BadInput
from core.idempotency import once
from core.limits import count
from practices.actions import ask_for_file, cancel_file
from practices.models import ExportFile, ExportOf
from practices.sheets.export import XLSX
from practices.sheets.made import is_readable, opened
from practices.sheets.steps import MAKING, steps_of
from practices.views.works import is_looking_again, look_at, page_of_work
from regions.http import HttpRequest

HOUR: Final = 3600
LONGEST_QUERY: Final = 4_000
TOO_MANY_FILES: Final = gettext_lazy(
    "You asked for many files within an hour. Wait a little, or take the CSV: it comes at once."
)

log = logging.getLogger(__name__)


def is_too_large(rows: int) -> bool:
    """A workbook is finished before its first byte leaves; CSV and JSON are sent as they go."""
    return rows > int(settings.PRACTICE_WORKBOOK["rows_at_once"])


def large_export(request: HttpRequest, what: ExportOf, rows: int) -> HttpResponse:
    """What to do instead: have the workbook made, or take the CSV at once.

    Opening an address makes nothing; visitors, who have no place to fetch a file, take the CSV.
    """
    own = ExportFile.objects.visible_to(request.reader)
    context = {
        "what": what,
        "rows": rows,
        "query": request.META.get("QUERY_STRING", "")[:LONGEST_QUERY],
        "files": list(own.present(clock.now())) if request.reader.is_signed_in else [],
        **_hours(),
    }
    return render(request, "practices/export_large.html", context)


@require_POST
def practice_export_make(request: HttpRequest) -> HttpResponse:
    """E06: have a workbook made of a list, or of the own drafts."""
    what, query = request.POST.get("what", ""), request.POST.get("query", "")
    if what not in ExportOf.values or len(query) > LONGEST_QUERY:
        raise BadInput
    most = settings.PRACTICE_WORKBOOK["per_hour"]
    holder = str(request.reader.user_id)
    count("workbook", holder, at_most=most, seconds=HOUR, sentence=TOO_MANY_FILES)
    file = once(request, lambda: ask_for_file(what=ExportOf(what), query=query, by=request.reader))
    return redirect(file)


@require_safe
@vary_on_headers("HX-Request")
def export_file(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a workbook is, and the way to it."""
    file = _file(request, pk)
    context = {"file": file, **_hours()}
    if file.work is not None and file.work.is_active:
        context |= {"work": file.work, "steps": steps_of(file.work, MAKING)}
        return page_of_work(request, "practices/export_file.html", context, file.work)
    if is_looking_again(request):
        return look_at(file.get_absolute_url())
    context["is_ready"] = is_there = file.expires_at is not None and file.expires_at > clock.now()
    context["is_readable"] = is_there and is_readable(file, request.reader)
    return render(request, "practices/export_file.html", context)


@require_safe
def export_file_download(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """E05: the bytes, to who asked for them, as long as they may read all of it."""
    own = ExportFile.objects.visible_to(request.reader).to_download(clock.now())
    file = get_object_or_404(own, pk=pk, name=name)
    if not is_readable(file, request.reader):
        raise Http404
    try:
        content = opened(file)
    except FileNotFoundError:
        log.exception("The bytes of the file %s are missing.", file.pk)
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=file.name, content_type=XLSX)
    response.headers["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_POST
def export_file_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it off while it is being made."""
    file = _file(request, pk)
    once(request, lambda: cancel_file(file=file, by=request.reader))
    messages.success(request, _("Called off. The file is not made."))
    return redirect("practice_desk" if file.what == ExportOf.DRAFTS else "practice_list")


def _file(request: HttpRequest, pk: int) -> ExportFile:
    """The own one, else 404."""
    return get_object_or_404(ExportFile.objects.visible_to(request.reader), pk=pk)


def _hours() -> dict[str, Any]:
    return {"hours": settings.PRACTICE_WORKBOOK["hours_kept"]}
