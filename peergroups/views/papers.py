"""Papers of a session: their page, and the bytes for who reads the session (S02, S20)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import Refusal
from core.forms import show_refusal
from core.idempotency import once
from peergroups.actions.papers import add_paper, move_paper, name_paper, remove_paper
from peergroups.models import Paper, Session
from peergroups.preparing.forms import PaperForm, PaperNameForm
from peergroups.preparing.rules import paper_blockers
from peergroups.views.find import managed_session, session_for
from practices.documents.kinds import accept_attribute, accepted_words, size_words
from practices.documents.limits import LIMITS
from practices.documents.reading import read_one
from practices.documents.sending import harmless, sent
from regions.http import HttpRequest


@require_http_methods(["GET", "POST"])
def session_papers(request: HttpRequest, pk: int) -> HttpResponse:
    """What else there is to read, with a form for more."""
    session = managed_session(request.reader, pk)
    if request.method == "GET":
        return shelf(request, session, PaperForm())
    form = PaperForm(request.POST, request.FILES)
    if not form.is_valid():
        return shelf(request, session, form)
    try:
        made = once(request, lambda: add(request, session, form))
    except Refusal as refusal:
        show_refusal(form, refusal)
        return shelf(request, session, form, refusal.status)
    messages.success(request, _("“%(title)s” is added.") % {"title": made.title})
    return redirect("session_papers", session.pk)


def add(request: HttpRequest, session: Session, form: PaperForm) -> Paper:
    typed = form.cleaned_data
    file = read_one(typed["file"]) if typed["file"] else None
    return add_paper(
        session=session, title=typed["title"], url=typed["url"], file=file, by=request.reader
    )


def shelf(
    request: HttpRequest, session: Session, form: PaperForm, status: int = 400
) -> HttpResponse:
    context = {
        "session": session,
        "form": form,
        "papers": session.papers.all(),
        "blockers": paper_blockers(session),
        "accept": accept_attribute(),
        "accepted": accepted_words(),
        "most": size_words(LIMITS["file_bytes"]),
    }
    status = status if form.is_bound else 200
    return render(request, "peergroups/session_papers.html", context, status=status)


def paper_of(request: HttpRequest, pk: int, paper_pk: int) -> Paper:
    session = managed_session(request.reader, pk)
    return get_object_or_404(session.papers.select_related("session"), pk=paper_pk)


@require_POST
def paper_name(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    """Say what a paper is called."""
    paper = paper_of(request, pk, paper_pk)
    form = PaperNameForm(request.POST)
    if not form.is_valid():
        return shelf(request, paper.session, with_errors(form))
    title = form.cleaned_data["title"]
    once(request, lambda: name_paper(paper=paper, title=title, by=request.reader))
    messages.success(request, _("Saved."))
    return redirect("session_papers", pk)


def with_errors(form: PaperNameForm) -> PaperForm:
    """The page's form, bound and empty, with what was wrong beside another one."""
    shown = PaperForm({})
    shown.full_clean()
    shown.errors.clear()
    for each in form.errors.get("title", []):
        shown.add_error(None, each)
    return shown


@require_POST
def paper_move(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    """One place up or down."""
    paper = paper_of(request, pk, paper_pk)
    earlier = request.POST.get("to") != "later"
    once(request, lambda: move_paper(paper=paper, earlier=earlier, by=request.reader))
    return redirect("session_papers", pk)


@require_POST
def paper_remove(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    """Take a paper off the list."""
    paper = paper_of(request, pk, paper_pk)
    once(request, lambda: remove_paper(paper=paper, by=request.reader))
    messages.success(request, _("“%(title)s” is removed.") % {"title": paper.title})
    return redirect("session_papers", pk)


@login_not_required
@require_safe
def session_paper(request: HttpRequest, pk: int, paper_pk: int, name: str) -> HttpResponseBase:
    """The bytes of a paper, to exactly the readers of the session's details."""
    session = session_for(request.reader, pk)
    paper = get_object_or_404(session.papers.all(), pk=paper_pk)
    if not paper.sha256:
        raise Http404
    if paper.name != name:
        return redirect(paper)
    is_picture = paper.content_type.startswith("image/")
    return harmless(
        sent(
            request,
            paper.sha256,
            name=paper.name,
            content_type=paper.content_type,
            is_picture=is_picture,
        ),
        is_public=False,
    )
