"""The catalogue as files: what the list shows, and what the own partners are writing."""

from collections.abc import Iterator
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core import clock
from core.errors import BadInput
from core.limits import address_of, count
from practices.filters import PracticeFilter, Vocabulary
from practices.finding.facets import problems_of
from practices.models import ExportOf, Practice
from practices.refusals import NotYours, refuse
from practices.rules import creating_refusals
from practices.sheets.entries import Entry
from practices.sheets.export import (
    XLSX,
    csv_pieces,
    draft_entries,
    json_pieces,
    public_entries,
    workbook_pieces,
)
from practices.sheets.made import drafts_for
from practices.sheets.names import Names
from practices.views.export_files import is_too_large, large_export
from regions.http import HttpRequest

HOUR: Final = 3600
TOO_MANY: Final = gettext_lazy(
    "Many exports went to your address within an hour. Wait, or ask the coordinator for an account."
)


class NotUnderstood(BadInput):
    """A file of everything would be taken for the part that was asked for."""


@require_safe
@login_not_required
def practice_export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """E01: the list with its filters, with the fields that everybody reads."""
    reader = request.reader
    count_export(request)
    listed = Practice.objects.listed_for(reader)
    filters = PracticeFilter(request.GET, reader, Vocabulary.for_reader(reader))
    if problems := problems_of(filters):
        raise NotUnderstood(*problems)
    found = filters.found()
    if kind == "xlsx" and is_too_large(count_of_rows := found.count()):
        return large_export(request, ExportOf.PRACTICES, count_of_rows)
    origin = request.build_absolute_uri("/")
    entries = public_entries(found, listed, origin)
    about = {"what": _("Good practices"), "address": origin.rstrip("/") + _list_address(request)}
    return _file(request, kind, "practices", entries, about)


def count_export(request: HttpRequest) -> None:
    """Who is not signed in has so many exports an hour, of whatever they are."""
    if not request.reader.is_signed_in:
        most = settings.PRACTICE_EXPORTS_PER_HOUR
        holder = address_of(request)
        count("export", holder, at_most=most, seconds=HOUR, sentence=TOO_MANY)


@require_safe
def practice_export_drafts(request: HttpRequest, kind: str) -> HttpResponseBase:
    """E02: what the own partners are writing, for their people."""
    reader = request.reader
    refuse(NotYours, creating_refusals(reader))
    drafts = drafts_for(reader)
    if kind == "xlsx" and is_too_large(count_of_rows := drafts.count()):
        return large_export(request, ExportOf.DRAFTS, count_of_rows)
    return _file(request, kind, "drafts", draft_entries(drafts), {"what": _("Drafts")})


def _list_address(request: HttpRequest) -> str:
    query = request.META.get("QUERY_STRING", "")
    return f"/practices/?{query}" if query else "/practices/"


def _file(
    request: HttpRequest, kind: str, name: str, entries: Iterator[Entry], about: dict[str, Any]
) -> StreamingHttpResponse:
    names = Names.for_reader(request.reader)
    day = clock.today().isoformat()
    if kind == "xlsx":
        pieces, content_type = workbook_pieces(entries, names), XLSX
    elif kind == "csv":
        pieces, content_type = csv_pieces(entries, names), "text/csv; charset=utf-8"
    else:
        pieces = json_pieces(entries, names, about | {"as_of": day})
        content_type = "application/json"
    response = StreamingHttpResponse(pieces, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{day}.{kind}"'
    return response
