"""Is it still true? The owner's answer, by a signed link or inside the site; what grows old."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import InvalidPage, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.errors import BadInput, Refusal
from core.guard import PAGE
from core.idempotency import once
from core.signed_links import LinkClosed, SignedLink, page_of_link
from practices.actions import answer_still_true, ask_owner
from practices.forms import AgeingForm, StillTrueForm
from practices.models import Practice, StillTrue
from practices.querysets import STILL_TRUE_LINK
from practices.reading.page import PracticePage
from practices.refusals import NotYours, refuse
from practices.rules import archiving_refusals
from practices.upkeep.ageing import age_in_words, answering_refusals, asking_refusals, too_early
from regions.http import HttpRequest
from regions.reader import Reader

ROWS = 25


@require_http_methods(["GET", "POST"])
@login_not_required
@page_of_link
def still_true_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The public text and three answers, for whoever holds the link mailed to its owner (LK01)."""
    bearer = Reader(link=SignedLink.read(token, STILL_TRUE_LINK))
    practice = Practice.objects.asked_of(bearer).with_page().first()
    if practice is None:
        raise LinkClosed
    form = StillTrueForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = _answer(request, practice, form, bearer)
        thanks = reverse("link_thanks")
        changed = answer == StillTrue.CHANGED
        return redirect(f"{thanks}?changed={practice.slug}" if changed else thanks)
    page = PracticePage.of(practice, bearer)
    context = {
        "practice": practice,
        "page": page,
        "text": page.text,
        "form": form,
        "age": age_in_words(practice, clock.today()),
    }
    status = 400 if form.is_bound else 200
    return render(request, "practices/still_true.html", context, status=status)


@require_POST
def practice_still_true(request: HttpRequest, slug: str) -> HttpResponse:
    """The same answer from the owner's people who signed in; what follows is one click away."""
    reader = request.reader
    practice = get_object_or_404(Practice.objects.visible_to(reader).with_page(), slug=slug)
    refuse(NotYours, answering_refusals(reader, practice))
    form = StillTrueForm(request.POST)
    if not form.is_valid():
        raise BadInput(*form.errors["answer"])
    answer = _answer(request, practice, form, reader)
    if answer == StillTrue.CHANGED:
        return redirect("practice_propose", slug)
    if answer == StillTrue.ENDED and not archiving_refusals(reader, practice.partner):
        return redirect("practice_archive", slug)
    return redirect(practice)


@require_safe
def ageing_list(request: HttpRequest) -> HttpResponse:
    """What nobody has confirmed for a year, the oldest first, for the coordinator."""
    reader, today = request.reader, clock.today()
    refuse(NotYours, asking_refusals(reader))
    practices = Practice.objects.ageing_for(reader, today)
    form = AgeingForm(request.GET, partners=practices.counted_by_partner())
    chosen = form.cleaned_data["partner"] if form.is_valid() else ""
    shown = practices.of_partner(chosen) if chosen else practices
    try:
        page = Paginator(shown, ROWS).page(request.GET.get("page") or "1")
    except InvalidPage:
        raise BadInput(PAGE) from None
    rows = [{"practice": each, "waits": too_early(each, today)} for each in page]
    context = {"form": form, "page": page, "rows": rows, "chosen": chosen}
    status = 400 if form.errors else 200
    return render(request, "practices/ageing.html", context, status=status)


@require_POST
def practice_ask_owner(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask the owner of one practice now; back to the list as it was."""
    practice = get_object_or_404(Practice.objects.visible_to(request.reader), slug=slug)
    refuse(NotYours, asking_refusals(request.reader))
    try:
        once(request, lambda: ask_owner(practice=practice, by=request.reader))
    except Refusal as refusal:
        for reason in refusal.reasons:
            messages.warning(request, str(reason))
    else:
        asked = _("Asked. The owner of “%(practice)s” gets a mail with a link.")
        messages.success(request, asked % {"practice": practice.title})
    code = request.POST.get("partner", "")
    return redirect(reverse("ageing_list") + (f"?partner={code}" if code.isalnum() else ""))


def _answer(request: HttpRequest, practice: Practice, form: StillTrueForm, by: Reader) -> str:
    answer: str = form.cleaned_data["answer"]
    once(request, lambda: answer_still_true(practice=practice, answer=answer, by=by))
    sentences = {
        StillTrue.YES: _("You confirmed it. The page says so."),
        StillTrue.CHANGED: _("Noted. Now write down what has changed."),
        StillTrue.ENDED: _("Noted. Its lead and the coordinator are asked to archive it."),
    }
    messages.success(request, sentences[StillTrue(answer)])
    return answer
