"""The minutes as files."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from peergroups.minutes import files
from peergroups.minutes.content import canonical
from peergroups.models import Minutes
from peergroups.views.board import private
from peergroups.views.minutes import Found, found_for
from regions.http import HttpRequest


@login_not_required
@require_safe
def minutes_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    found = readable(request, pk)
    content = files.pdf_of(found.content, found.minutes.sha256)
    return download(content, files.PDF, found.minutes, "pdf")


@login_not_required
@require_safe
def minutes_docx(request: HttpRequest, pk: int) -> HttpResponse:
    found = readable(request, pk)
    content = files.docx_of(found.content, found.minutes.sha256)
    return download(content, files.DOCX, found.minutes, "docx")


@login_not_required
@require_safe
def minutes_json(request: HttpRequest, pk: int) -> HttpResponse:
    """The content in the form of which the fingerprint is taken."""
    found = readable(request, pk)
    return download(canonical(found.content), "application/json", found.minutes, "json")


def readable(request: HttpRequest, pk: int) -> Found:
    found = found_for(request, pk)
    if found is None:
        raise Http404
    return found


def download(content: bytes, kind: str, minutes: Minutes, ending: str) -> HttpResponse:
    name = f"minutes-{minutes.session_id}-{minutes.version}.{ending}"
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return private(response)
