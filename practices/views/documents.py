"""Documents and pictures of a draft (P18): a page of its own, which the writing page holds, too.

A script asks for the list alone and puts it in place; without one each form leads back to the page.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core.errors import BadInput, Refusal
from core.idempotency import once
from practices.actions import (
    add_documents,
    describe_document,
    move_document,
    remove_document,
    replace_document,
)
from practices.actions.documents import DocumentOvertaken
from practices.documents.reading import Received, read_all
from practices.documents.shelf import Shelf
from practices.forms import DocumentForm
from practices.models import Document, Revision
from practices.refusals import NotAsThingsAre, NotYours, refuse
from practices.rules import edit_blockers, text_refusals
from regions.http import HttpRequest

FILES = "files"
WAYS = {"up", "down"}


@require_safe
def practice_documents(request: HttpRequest, slug: str) -> HttpResponse:
    """What hangs on the draft, each with its form."""
    return _page(request, _draft(request, slug))


@require_POST
def practice_document_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the chosen files: all of them or none."""
    revision = _draft(request, slug)
    try:
        files = read_all(request.FILES.getlist(FILES))
        once(request, lambda: add_documents(revision=revision, files=files, by=request.reader))
    except Refusal as refusal:
        return _page(request, revision, refusal=refusal)
    added = ngettext("%(n)s file is added.", "%(n)s files are added.", len(files))
    messages.success(request, added % {"n": len(files)})
    _tell_still(request, files)
    return redirect("practice_documents", slug)


@require_POST
def practice_document_describe(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Keep the title, and what a picture shows."""
    document = _document(request, slug, pk)
    form = DocumentForm(document, request.POST)
    if not form.is_valid():
        return _page(request, document.revision, sent=form, status=400)
    words = {"title": form.cleaned_data["title"], "alt": form.cleaned_data.get("alt", "")}
    try:
        once(
            request,
            lambda: describe_document(
                document=document, seen=_seen(request), by=request.reader, **words
            ),
        )
    except DocumentOvertaken as refusal:  # what was typed stays
        form.add_error(None, str(refusal.sentence))
        return _page(request, document.revision, sent=form, status=refusal.status)
    messages.success(request, _("Saved."))
    return redirect("practice_documents", slug)


@require_POST
def practice_document_replace(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put another file in its place."""
    document = _document(request, slug, pk)
    try:
        files = read_all(request.FILES.getlist(FILES)[:1])
        once(
            request,
            lambda: replace_document(
                document=document, file=files[0], seen=_seen(request), by=request.reader
            ),
        )
    except Refusal as refusal:
        return _page(request, document.revision, refusal=refusal)
    messages.success(request, _("The file is replaced. Title and description stayed."))
    _tell_still(request, files)
    return redirect("practice_documents", slug)


@require_POST
def practice_document_move(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One place up or down."""
    document = _document(request, slug, pk)
    way = request.POST.get("way", "")
    if way not in WAYS:
        raise BadInput
    once(
        request,
        lambda: move_document(
            document=document, way="up" if way == "up" else "down", by=request.reader
        ),
    )
    return redirect("practice_documents", slug)


@require_POST
def practice_document_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take it out of the draft."""
    document = _document(request, slug, pk)
    try:
        once(
            request,
            lambda: remove_document(document=document, seen=_seen(request), by=request.reader),
        )
    except DocumentOvertaken as refusal:
        return _page(request, document.revision, refusal=refusal)
    messages.success(request, _("“%(name)s” is removed.") % {"name": document})
    return redirect("practice_documents", slug)


def _draft(request: HttpRequest, slug: str) -> Revision:
    """The draft that this person may change. Rights come before the reading of any file."""
    texts = Revision.objects.visible_to(request.reader).open().with_practice()
    return _changeable(request, get_object_or_404(texts, practice__slug=slug))


def _document(request: HttpRequest, slug: str, pk: int) -> Document:
    rows = Document.objects.visible_to(request.reader).of_drafts()
    document = get_object_or_404(rows, pk=pk, revision__practice__slug=slug)
    _changeable(request, document.revision)
    return document


def _seen(request: HttpRequest) -> str:
    """Which state of the document stood on the page."""
    return request.POST.get("seen", "")


def _changeable(request: HttpRequest, revision: Revision) -> Revision:
    refuse(NotYours, text_refusals(request.reader, revision))
    refuse(NotAsThingsAre, edit_blockers(revision))
    return revision


def _tell_still(request: HttpRequest, files: list[Received]) -> None:
    for name in [each.name for each in files if each.moves]:
        words = _("“%(name)s” moved. Its first picture is shown.") % {"name": name}
        messages.info(request, words)


def _page(
    request: HttpRequest,
    revision: Revision,
    *,
    status: int = 200,
    refusal: Refusal | None = None,
    sent: DocumentForm | None = None,
) -> HttpResponse:
    is_part = bool(request.htmx)
    context = {
        "revision": revision,
        "practice": revision.practice,
        "shelf": Shelf.of(revision, sent),
        "refusal": refusal,
        "sent": sent,
        "is_part": is_part,
    }
    template = "practices/_edit_documents.html" if is_part else "practices/documents.html"
    return render(request, template, context, status=refusal.status if refusal else status)
