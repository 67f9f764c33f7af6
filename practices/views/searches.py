"""Saved searches: keep a list of the catalogue, open it, share it, delete it (SS01)."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import Refusal
from core.idempotency import once
from practices.actions.searches import (
    delete_search,
    edit_search,
    keep_search,
    restore_search,
    save_search,
    see_search,
)
from practices.finding.saved_searches import Catalogue, kept_of, name_for, normalised, rows_of
from practices.forms import SearchForm
from practices.models import SavedSearch
from practices.refusals import NotAsThingsAre, refuse
from practices.rules import searching_blockers
from regions.http import HttpRequest
from regions.reader import Reader

UNDO = "deleted_search"  # of the browser's session: what was deleted last, until it is seen


@require_safe
def search_list(request: HttpRequest) -> HttpResponse:
    """The own searches, and those that colleagues share."""
    reader = request.reader
    searches = list(SavedSearch.objects.visible_to(reader).select_related("partner"))
    rows = rows_of(searches, reader)
    own = [row for row in rows if row.search.user_id == reader.user_id]
    kept = {row.search.query for row in own}
    shared = [row for row in rows if row.search.user_id != reader.user_id]
    context = {
        "own": own,
        "shared": [(row, row.search.query in kept) for row in shared],
        "deleted": request.session.get(UNDO, {}).get("name", ""),
    }
    return render(request, "practices/search_list.html", context)


@require_http_methods(["GET", "POST"])
def search_new(request: HttpRequest) -> HttpResponse:
    """Save the list whose address stands behind the question mark."""
    reader = _member(request)
    query = normalised(request.GET.urlencode(), reader)
    wanted = SavedSearch(query=query)
    words = Catalogue.for_searches([wanted], reader).in_words(wanted)
    form = SearchForm(request.POST or None, initial={"name": name_for(words)})
    if request.method == "POST" and form.is_valid():
        entered = form.cleaned_data
        if _do(request, form, lambda: save_search(query=query, by=reader, **entered)):
            messages.success(request, _("The search is saved."))
            return redirect("search_list")
    elif request.method == "GET":
        refuse(NotAsThingsAre, searching_blockers(SavedSearch.objects.of(reader).count()))
    return _page(request, "practices/search_new.html", form, {"words": words, "query": query})


@require_http_methods(["GET", "POST"])
def search_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename it, share it, switch its letter on or off."""
    search = _own(request, pk)
    start = {name: getattr(search, name) for name in SearchForm.base_fields}
    form = SearchForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        entered = form.cleaned_data
        if _do(request, form, lambda: edit_search(search=search, by=request.reader, **entered)):
            messages.success(request, _("The search is changed."))
            return redirect("search_list")
    words = Catalogue.for_searches([search], request.reader).in_words(search)
    return _page(request, "practices/search_edit.html", form, {"words": words, "search": search})


@require_POST
def search_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete it; the list offers to bring it back."""
    search = _own(request, pk)
    kept = kept_of(search)
    once(request, lambda: delete_search(search=search, by=request.reader))
    request.session[UNDO] = kept
    return redirect("search_list")


@require_POST
def search_undo(request: HttpRequest) -> HttpResponse:
    """Bring back what was deleted last."""
    reader = _member(request)
    if UNDO not in request.session:
        raise Http404
    kept = request.session[UNDO]
    once(request, lambda: restore_search(kept=kept, by=reader))
    del request.session[UNDO]
    messages.success(request, _("The search is back."))
    return redirect("search_list")


@require_POST
def search_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to what it finds; the next count of what is new begins now."""
    search = _own(request, pk)
    once(request, lambda: see_search(search=search, by=request.reader))
    (row,) = rows_of([search], request.reader)
    return HttpResponseRedirect(row.url)


@require_POST
def search_keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a search that a colleague shares, with letters of one's own."""
    search = get_object_or_404(SavedSearch.objects.visible_to(request.reader), pk=pk)
    once(request, lambda: keep_search(search=search, by=request.reader))
    messages.success(request, _("You keep this search, and the weekly letter tells you of it."))
    return redirect("search_list")


def _member(request: HttpRequest) -> Reader:
    """Searches belong to people who act for a partner; for others there are none."""
    if not request.reader.is_member:
        raise Http404
    return request.reader


def _own(request: HttpRequest, pk: int) -> SavedSearch:
    rows = SavedSearch.objects.visible_to(request.reader).of(request.reader)
    return get_object_or_404(rows, pk=pk)


def _do(request: HttpRequest, form: SearchForm, effect: Callable[[], SavedSearch]) -> bool:
    """Whether it was done; else the form says why not."""
    try:
        once(request, effect)
    except Refusal as refusal:
        for reason in refusal.reasons:
            form.add_error("name", str(reason))
        return False
    return True


def _page(
    request: HttpRequest, template: str, form: SearchForm, context: dict[str, object]
) -> HttpResponse:
    status = 400 if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
