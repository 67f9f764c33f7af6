"""The session on paper: the printed pack, and typing sheets in."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from assessments.forms import SCALE
from core import clock
from core.errors import BadInput
from core.idempotency import once
from peergroups.models import Session
from peergroups.paper.entering import Row, read_rows, take_in
from peergroups.paper.pack import CHOSEN, PARTS, Pack
from peergroups.paper.reading import Papers, read_papers
from peergroups.views.board import private
from peergroups.views.find import managed_session, moderated_session
from peergroups.views.sessions import join_address
from regions.http import HttpRequest

# The keys, in the order of the boxes on a sheet.
KEY_WORDS = [*[(str(n), words) for n, (_value, words) in enumerate(SCALE[:-1], start=1)],
             ("0", SCALE[-1][1])]  # fmt: skip  # five and one
ROWS = 10  # to begin with
MOST_ROWS = 60
SAID = {"application/json"}


@require_safe
def session_pack(request: HttpRequest, pk: int) -> HttpResponse:
    """What is printed for a session; `?part=` chooses."""
    session = managed_session(request.reader, pk)
    parts = set(request.GET.getlist("part")) & set(PARTS)
    if "chosen" not in request.GET:
        parts = set(CHOSEN)
    context = {
        "session": session,
        "exchange": session.exchange,
        "keys": KEY_WORDS,
        "pack": Pack(session, read_papers(session), parts),
        "join_host": request.build_absolute_uri(reverse("join")),
        "join_url": join_address(request, session),
        "entry_url": request.build_absolute_uri(reverse("session_sheets", args=[session.pk])),
    }
    return private(render(request, "peergroups/session_pack.html", context))


@require_http_methods(["GET", "POST"])
def session_sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """Type sheets in: rows of a form; with a script one row at a time (R07)."""
    session = moderated_session(request.reader, pk)
    papers = read_papers(session)
    if request.method == "GET":
        rows = [blank(papers, n) for n in range(number_of_rows(request))]
        return grid(request, session, papers, rows)
    names = request.POST.getlist("row")[:MOST_ROWS]
    if not all(name.isalnum() for name in names):
        raise BadInput
    rows = read_rows(request.POST, names, len(papers.criteria))

    def take_all() -> Session:
        for row in rows:
            if not row.is_empty:
                take_in(row, session, papers, request.reader)
        return session

    once(request, take_all)
    if SAID & set(request.headers.get("Accept", "").split(",")):
        return private(JsonResponse({"rows": [told(row) for row in rows]}))
    if any(row.reasons for row in rows) or not any(row.is_saved for row in rows):
        return grid(request, session, papers, rows)
    for row in rows:
        if row.is_saved:
            messages.success(request, row.said)
    return redirect("session_sheets", session.pk)


def number_of_rows(request: HttpRequest) -> int:
    wanted = request.GET.get("rows", "")
    return min(int(wanted), MOST_ROWS) if wanted.isdecimal() and len(wanted) < 4 else ROWS


def blank(papers: Papers, number: int) -> Row:
    return Row(name=f"r{number}", keys=[""] * len(papers.criteria))


def told(row: Row) -> dict[str, object]:
    return {"row": row.name, "saved": row.is_saved, "sentence": row.sentence}


def grid(request: HttpRequest, session: Session, papers: Papers, rows: list[Row]) -> HttpResponse:
    """The rows: those with a fault as they were typed, then empty ones; above, what was saved."""
    saved = [row for row in rows if row.is_saved]
    open_rows = [row for row in rows if not row.is_saved]
    for each in open_rows:
        each.keys += [""] * (len(papers.criteria) - len(each.keys))
    fresh = [blank(papers, n) for n in range(len(open_rows), len(rows))]
    for place, each in enumerate([*open_rows, *fresh]):
        each.name = f"r{place}"
    context: dict[str, object] = {
        "session": session,
        "papers": papers,
        "saved": saved,
        "faults": [row for row in open_rows if row.reasons],
        "rows": [*open_rows, *fresh],
        "states": papers.states(clock.now()),
        "keys": KEY_WORDS,
    }
    status = 400 if context["faults"] else 200
    return private(render(request, "peergroups/session_sheets.html", context, status=status))
