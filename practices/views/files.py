"""The bytes of documents and pictures, to exactly the readers of their text (P19)."""

from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from core.signed_links import LinkClosed, SignedLink, page_of_link
from practices.documents.kinds import SMALL_PICTURE
from practices.documents.names import named_for
from practices.documents.sending import harmless, sent
from practices.models import Document, Practice
from practices.querysets import ENTRY_DOCUMENT_LINK
from practices.reading.page import TakenDown
from regions.http import HttpRequest
from regions.reader import Reader

VISITOR: Final = Reader()


@require_safe
@login_not_required
def practice_document(request: HttpRequest, slug: str, pk: int, name: str) -> HttpResponseBase:
    """A document to save, or a picture in its large rendition."""
    return _answer(request, slug, pk, name, small=False)


@require_safe
@login_not_required
def practice_picture(request: HttpRequest, slug: str, pk: int, name: str) -> HttpResponseBase:
    """A picture in its small rendition."""
    return _answer(request, slug, pk, name, small=True)


@require_safe
@login_not_required
@page_of_link
def entry_document(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """A document of an entered text, for whoever holds the link about it (LK01)."""
    return _by_link(request, token, name, small=False)


@require_safe
@login_not_required
@page_of_link
def entry_picture(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """A picture of such a text in its small rendition."""
    return _by_link(request, token, name, small=True)


def _by_link(request: HttpRequest, token: str, name: str, *, small: bool) -> HttpResponseBase:
    bearer = Reader(link=SignedLink.read(token, ENTRY_DOCUMENT_LINK))
    documents = Document.objects.opened_by(bearer).with_practice()
    document = documents.filter(name=name).first()
    if document is None or (small and not document.is_picture):
        raise LinkClosed
    return _with_headers(_sent(request, document, small=small), document, is_public=False)


def _answer(
    request: HttpRequest, slug: str, pk: int, name: str, *, small: bool
) -> HttpResponseBase:
    # What everybody may read costs no session, so that caches can keep it.
    document = Document.objects.visible_to(VISITOR).with_practice().filter(pk=pk).first()
    is_public = document is not None
    if document is None:
        rows = Document.objects.visible_to(request.reader).with_practice()
        document = rows.filter(pk=pk).first()
    if document is None or (small and not document.is_picture):
        if Practice.objects.taken_down_for(request.reader).filter(slug=slug).exists():
            raise TakenDown
        raise Http404
    if (document.revision.practice.slug, document.name) != (slug, name):
        return redirect(document.small_url if small else document)
    return _with_headers(_sent(request, document, small=small), document, is_public)


def _sent(request: HttpRequest, document: Document, *, small: bool) -> HttpResponseBase:
    """The bytes, or 304 when the browser has them."""
    is_small = small and document.has_small
    name, content_type = document.name, document.content_type
    if is_small:
        content_type = SMALL_PICTURE.content_type
        name = named_for(name, SMALL_PICTURE.extension)
    return sent(
        request,
        document.sha256,
        name=name,
        content_type=content_type,
        is_picture=document.is_picture,
        small=is_small,
    )


def _with_headers(
    response: HttpResponseBase, document: Document, is_public: bool
) -> HttpResponseBase:
    harmless(response, is_public=is_public)
    if document.revision.practice.archived_at:
        response.headers["X-Robots-Tag"] = "noindex"
    return response
