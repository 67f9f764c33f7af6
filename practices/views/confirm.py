"""Texts entered for a partner: its answer by a signed link or inside the site, and asking again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import Refusal
from core.idempotency import once
from core.signed_links import LinkClosed, SignedLink, page_of_link
from practices.actions import ask_partner_to_confirm, confirm_entry, refuse_entry
from practices.forms import EntryForm
from practices.models import Practice, Revision
from practices.querysets import ENTRY_LINK
from practices.reading.page import OpenPage
from practices.refusals import ChangedSince, NotYours, refuse
from practices.upkeep.confirming import asking_refusals, confirming_refusals
from practices.views.publish import open_text, review_page
from regions.http import HttpRequest
from regions.reader import Reader


@require_http_methods(["GET", "POST"])
@login_not_required
@page_of_link
def entry_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The whole text, for whoever holds the link that was mailed to its partner (LK01)."""
    bearer = Reader(link=SignedLink.read(token, ENTRY_LINK))
    texts = Revision.objects.opened_by(bearer).with_practice().with_parts()
    revision = texts.first()
    if revision is None:
        raise LinkClosed
    form = EntryForm(request.POST if request.method == "POST" else None)
    status = 400 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            _answer(request, revision, form, bearer)
        except ChangedSince as refusal:  # another document, while the words are the same
            form.add_error(None, str(refusal.sentence))
            status = refusal.status
        else:
            return redirect("link_thanks")
    context = {
        "revision": revision,
        "practice": revision.practice,
        "page": (page := OpenPage(revision.practice, revision, (), bearer)),
        "text": page.text,
        "form": form,
    }
    return render(request, "practices/entry.html", context, status=status)


@require_safe
@login_not_required
@page_of_link
def link_thanks(request: HttpRequest) -> HttpResponse:
    """After an answer by link; what was answered stands in the message, what is next below."""
    asked = request.GET.get("changed", "")
    found = Practice.objects.listed_for(request.reader).by_address([asked])
    return render(request, "practices/link_thanks.html", {"changed": found.get(asked)})


@require_POST
def practice_confirm(request: HttpRequest, slug: str) -> HttpResponse:
    """The same answer, from the people of the partner who signed in."""
    revision = open_text(request, slug)
    refuse(NotYours, confirming_refusals(request.reader, revision))
    form = EntryForm(request.POST)
    if not form.is_valid():
        return review_page(request, revision, entry_form=form, status=400)
    try:
        _answer(request, revision, form, request.reader)
    except Refusal as refusal:
        return review_page(request, revision, entry_form=form, refusal=refusal)
    return redirect("practice_review", slug)


@require_POST
def practice_ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask the partner whether the entered text is theirs, or ask once more after a week."""
    revision = open_text(request, slug)
    refuse(NotYours, asking_refusals(request.reader))
    try:
        once(request, lambda: ask_partner_to_confirm(revision=revision, by=request.reader))
    except Refusal as refusal:
        return review_page(request, revision, refusal=refusal)
    messages.success(request, _("Asked. The people of the partner get a mail with a link."))
    return redirect("practice_review", slug)


def _answer(request: HttpRequest, revision: Revision, form: EntryForm, by: Reader) -> None:
    if form.is_yes:
        seen = request.POST.get("seen", "")
        once(request, lambda: confirm_entry(revision=revision, seen=seen, by=by))
        sentence = _("You confirmed this practice. The coordinator can publish it now.")
    else:
        remarks = form.cleaned_data["remarks"]
        once(request, lambda: refuse_entry(revision=revision, remarks=remarks, by=by))
        sentence = _("Your remarks are on their way. Nothing is published.")
    messages.success(request, sentence)
