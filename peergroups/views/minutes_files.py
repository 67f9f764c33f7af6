"""The minutes as files, and for guests by the link that they got by mail."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.signed_links import LinkClosed, SignedLink, page_of_link
from peergroups.minutes import files
from peergroups.minutes.blocks import version_lines
from peergroups.minutes.content import Content, canonical, content_of
from peergroups.models import Minutes, Session
from peergroups.querysets import MINUTES_LINK
from peergroups.views.board import private
from peergroups.views.minutes import Found, found_for
from regions.http import HttpRequest
from regions.reader import Reader


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


def opened_by_link(token: str) -> Minutes:
    """The minutes of a link that was mailed to a guest (LK01)."""
    bearer = Reader(link=SignedLink.read(token, MINUTES_LINK))
    minutes = Minutes.objects.opened_by(bearer).select_related("session").first()
    if minutes is None:
        raise LinkClosed
    return minutes


def content_by_link(minutes: Minutes) -> Content:
    session = Session.objects.with_event().get(pk=minutes.session_id)
    replaced = Minutes.objects.of(session).filter(version=minutes.version - 1).first()
    return content_of(session, minutes, replaced)


@login_not_required
@require_safe
@page_of_link
def minutes_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The minutes alone, for a guest who got the link by mail."""
    minutes = opened_by_link(token)
    content = content_by_link(minutes)
    context = {
        "minutes": minutes,
        "content": content,
        "token": token,
        "version_lines": version_lines(content, minutes.sha256),
    }
    return render(request, "peergroups/minutes_by_link.html", context)


@login_not_required
@require_safe
@page_of_link
def minutes_pdf_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same as PDF."""
    minutes = opened_by_link(token)
    content = files.pdf_of(content_by_link(minutes), minutes.sha256)
    return download(content, files.PDF, minutes, "pdf")
