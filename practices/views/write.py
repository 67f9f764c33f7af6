"""The form: a new practice, a draft, a new version of a published one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import Refusal
from core.idempotency import once
from practices.actions import create_draft, propose_revision, save_draft, submit
from practices.actions.draft import Overtaken
from practices.forms import Writing
from practices.forms.text import partners_for
from practices.models import Practice, Revision, RevisionState
from practices.refusals import NotAsThingsAre, NotYours, refuse
from practices.rules import (
    completeness_gaps,
    creating_refusals,
    propose_blockers,
    text_refusals,
    writing_refusals,
)
from practices.views.autosave import Save, autosave
from practices.views.publish import said_of
from practices.views.sheet import Sheet, context_of, seen_in, settled, with_lines_changed
from practices.writing.manuscript import Manuscript
from practices.writing.versions import Merge, fingerprints, merge, read_fingerprints
from regions.http import HttpRequest
from regions.models import Partner
from regions.reader import Reader


@require_http_methods(["GET", "POST"])
def practice_new(request: HttpRequest) -> HttpResponse:
    """Begin a practice of the own partner."""
    reader = request.reader
    refuse(NotYours, creating_refusals(reader))
    partner = partner_chosen(request)

    def save(text: Manuscript, writing: Writing) -> Revision:
        return create_draft(partner=partner, manuscript=text, by=reader)

    return _answer(request, Sheet(partner), save)


@require_http_methods(["GET", "POST"])
def practice_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the open text of a practice; without one, a new version is proposed."""
    reader = request.reader
    practice = get_object_or_404(Practice.objects.visible_to(reader).with_page(), slug=slug)
    revision = _open_text(practice, reader)
    if revision is None:
        return _for_now("practice_propose", practice)
    refuse(NotYours, text_refusals(reader, revision))
    if revision.state == RevisionState.SUBMITTED and request.method == "GET":
        return _for_now("practice_review", practice)

    def save(text: Manuscript, writing: Writing) -> Revision:
        return save_draft(revision=revision, manuscript=text, seen=seen_in(writing), by=reader)

    return _answer(request, Sheet(practice.partner, practice, revision), save)


@require_http_methods(["GET", "POST"])
def practice_propose(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a new version of a published practice; its page stays as it is until it is approved."""
    reader = request.reader
    practice = get_object_or_404(
        Practice.objects.visible_to(reader).with_page(),
        slug=slug,
        published_revision__isnull=False,
    )
    refuse(NotYours, writing_refusals(reader, practice.partner))
    refuse(NotAsThingsAre, propose_blockers(practice, has_open=False))
    opened = _open_text(practice, reader)
    if opened is not None and request.method == "GET":
        return _for_now("practice_edit", practice)

    def save(text: Manuscript, writing: Writing) -> Revision:
        seen = seen_in(writing)
        if opened is not None:  # a colleague was faster: their draft is the text to go on with
            return save_draft(revision=opened, manuscript=text, seen=seen, by=reader)
        return propose_revision(practice=practice, manuscript=text, seen=seen, by=reader)

    return _answer(request, Sheet(practice.partner, practice, _public_text(practice, reader)), save)


def partner_chosen(request: HttpRequest) -> Partner:
    """One of those the reader may write for: what was sent only chooses among them (P06)."""
    held = partners_for(request.reader)
    wanted = request.POST.get("partner") or request.GET.get("partner")
    chosen = [each for each in held if str(each.pk) == wanted]
    if wanted and not chosen:
        raise NotYours(_("You can write for your own organisation only."))
    return chosen[0] if chosen else request.reader.partner or held[0]


def _for_now(url_name: str, practice: Practice) -> HttpResponse:
    """Where the text is written now; "Back" must not repeat it when that is somewhere else."""
    response = redirect(url_name, practice.slug)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _open_text(practice: Practice, reader: Reader) -> Revision | None:
    texts = Revision.objects.visible_to(reader).open().with_practice().with_parts()
    return texts.with_translation().filter(practice=practice).first()


def _public_text(practice: Practice, reader: Reader) -> Revision:
    texts = Revision.objects.visible_to(reader).with_practice().with_parts().with_translation()
    return get_object_or_404(texts, practice=practice, state=RevisionState.APPROVED)


def _answer(request: HttpRequest, sheet: Sheet, save: Save) -> HttpResponse:
    """Show the text, or take what was sent."""
    text = sheet.text
    if request.method == "GET":
        writing = Writing.of(
            text,
            request.reader,
            is_new=sheet.is_new,
            seen=sheet.seen,
            base=fingerprints(text),
        )
        return _page(request, sheet, writing, text)
    data = settled(request.POST)
    act = data.get("act", "save")
    if act == "autosave":
        return autosave(request, data, sheet, save)
    if act.startswith(("add-", "remove-")):
        data, longer = with_lines_changed(data, act)
        writing = Writing.kept(data, request.reader, is_new=sheet.is_new, longer=longer)
        return _page(request, sheet, writing, text)
    return _keep(request, sheet, Writing.sent(data, request.reader, is_new=sheet.is_new), save)


def _keep(request: HttpRequest, sheet: Sheet, writing: Writing, save: Save) -> HttpResponse:
    """Save, and submit if that was asked; whatever stands against it, the words are kept."""
    is_submitting = request.POST.get("act") == "submit"
    if not writing.is_valid():
        text = writing.as_far_as_valid(sheet.text)
        return _page(request, sheet, writing, text, status=400)
    text = writing.manuscript()
    gaps = completeness_gaps(text) if is_submitting else []
    if gaps:
        writing.show_gaps(gaps)
        return _page(request, sheet, writing, text, status=400)
    try:
        revision = once(request, lambda: _effect(request, writing, text, save, is_submitting))
    except Overtaken as overtaken:
        return _compare(request, sheet, overtaken.theirs, text, writing)
    except Refusal as refusal:
        return _page(request, sheet, writing, text, status=refusal.status, refusal=refusal)
    if is_submitting:
        messages.success(request, said_of(revision))
        return redirect("practice_review", revision.practice.slug)
    if request.POST.get("act") == "documents":  # without a script they have a page of their own
        return redirect("practice_documents", revision.practice.slug)
    return redirect("practice_edit", revision.practice.slug)


def _effect(
    request: HttpRequest, writing: Writing, text: Manuscript, save: Save, is_submitting: bool
) -> Revision:
    revision = save(text, writing)
    return submit(revision=revision, by=request.reader) if is_submitting else revision


def _compare(
    request: HttpRequest, sheet: Sheet, theirs: Revision, yours: Manuscript, writing: Writing
) -> HttpResponse:
    """412: both versions side by side, and a text of both to save."""
    base = read_fingerprints(writing.form.cleaned_data["base"])
    saved = Manuscript.of(theirs)
    both = merge(saved, yours, base)
    sheet = Sheet(sheet.partner, sheet.practice, theirs)
    shown = Writing.of(
        both.text, request.reader, is_new=False, seen=sheet.seen, base=fingerprints(saved)
    )
    return _page(request, sheet, shown, both.text, status=412, both=both)


def _page(
    request: HttpRequest,
    sheet: Sheet,
    writing: Writing,
    text: Manuscript,
    *,
    status: int = 200,
    refusal: Refusal | None = None,
    both: Merge | None = None,
) -> HttpResponse:
    context = context_of(sheet, writing, text, request.reader, refusal=refusal, both=both)
    return render(request, "practices/edit.html", context, status=status)
