"""The second language version of a text, written beside it; it goes out together with it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import Refusal
from core.idempotency import once
from practices.actions import remove_translation, save_translation
from practices.actions.translating import Rendering, TranslationOvertaken
from practices.forms.text import PracticeForm
from practices.forms.translation import TranslationForm
from practices.models import TRANSLATED_FIELDS, Practice, Revision, RevisionState
from practices.reading.authors import role_of, roles_of
from practices.refusals import NotYours, refuse
from practices.rules import text_refusals
from practices.views.comparison import TwoVersions
from practices.views.sheet import settled
from practices.writing.differences import Pieces, pieces_of
from practices.writing.translations import (
    Languages,
    changed_since,
    own_words_of,
    seen_mark,
    translation_of,
    words_of,
)
from practices.writing.versions import Conflict, fingerprints_of, merge_slots, read_fingerprints
from regions.http import HttpRequest
from regions.reader import Reader


@require_http_methods(["GET", "POST"])
def practice_translation(request: HttpRequest, slug: str) -> HttpResponse:
    """Write the version of the open text; without one, saving begins a new version of the text."""
    reader = request.reader
    practice = get_object_or_404(Practice.objects.visible_to(reader).with_page(), slug=slug)
    revision = _text(practice, reader)
    refuse(NotYours, text_refusals(reader, revision))
    if request.method == "GET":
        if revision.state == RevisionState.SUBMITTED:
            return redirect("practice_review", practice.slug)
        return _page(request, revision, _form_of(revision))
    data = settled(request.POST)
    if data.get("act") == "remove":
        once(request, lambda: remove_translation(practice=practice, by=reader))
        messages.success(request, _("The second language version is removed from this text."))
        return redirect("practice_edit", practice.slug)
    form = TranslationForm(data, original=revision.language)
    if not form.is_valid():
        return _page(request, revision, form, status=400)
    return _keep(request, revision, form)


def _text(practice: Practice, reader: Reader) -> Revision:
    """The open text where the reader may read it, else the public one."""
    texts = Revision.objects.visible_to(reader).with_practice().with_translation()
    of_it = texts.filter(practice=practice)
    opened = of_it.open().first()
    return opened or get_object_or_404(of_it, state=RevisionState.APPROVED)


def _form_of(revision: Revision) -> TranslationForm:
    translation = translation_of(revision)
    words = own_words_of(translation)
    initial = words | {
        "language": translation.language if translation else "",
        "seen": seen_mark(revision),
        "base": fingerprints_of(words),
    }
    return TranslationForm(initial=initial, original=revision.language)


def _keep(request: HttpRequest, revision: Revision, form: TranslationForm) -> HttpResponse:
    data = form.cleaned_data
    rendering = Rendering(data["language"], form.words(), data["fits"])
    practice, seen = revision.practice, data["seen"]
    try:
        once(
            request,
            lambda: save_translation(
                practice=practice, rendering=rendering, seen=seen, by=request.reader
            ),
        )
    except TranslationOvertaken as overtaken:
        return _compare(request, overtaken.revision, form)
    except Refusal as refusal:
        return _page(request, revision, form, status=refusal.status, refusal=refusal)
    messages.success(request, _("Saved with the draft. It is published together with the text."))
    return redirect("practice_translation", practice.slug)


def _compare(request: HttpRequest, revision: Revision, form: TranslationForm) -> HttpResponse:
    """412: both versions of what both changed, and a text of both to save."""
    theirs, yours = own_words_of(translation_of(revision)), form.words()
    base = read_fingerprints(form.cleaned_data["base"])
    merged, conflicts, _taken = merge_slots(theirs, yours, base)
    initial = merged | {
        "language": form.cleaned_data["language"],
        "fits": form.cleaned_data["fits"],
        "seen": seen_mark(revision),
        "base": fingerprints_of(theirs),
    }
    shown = TranslationForm(initial=initial, original=revision.language)
    return _page(request, revision, shown, status=412, conflicts=conflicts)


def _page(
    request: HttpRequest,
    revision: Revision,
    form: TranslationForm,
    *,
    status: int = 200,
    refusal: Refusal | None = None,
    conflicts: tuple[Conflict, ...] = (),
) -> HttpResponse:
    names = PracticeForm(reader=request.reader, is_new=False)
    versions = {each.slot: TwoVersions.of(each, names) for each in conflicts}
    translation = translation_of(revision)
    person = translation.translated_by_id if translation else None
    context = {
        "revision": revision,
        "practice": revision.practice,
        "translation": translation,
        "languages": Languages.of(revision, revision),
        "form": form,
        "fields": _fields(revision, form, versions),
        "is_stale": status == 412,
        "refusal": refusal,
        "conflicts": versions,
        "saved_by": str(role_of(person, roles_of([person], request.reader))),
    }
    return render(request, "practices/translation.html", context, status=status)


def _fields(
    revision: Revision, form: TranslationForm, versions: dict[str, TwoVersions]
) -> list[dict[str, Any]]:
    """The text on one side, the version on the other; what is empty on both is left out."""
    translation, now = translation_of(revision), words_of(revision)
    changed = changed_since(translation, revision) if translation else []
    then = translation.original if translation else {}
    return [
        {
            "bound": form[name],
            "original": now[name],
            "changes": _changes(then.get(name, ""), now[name]) if name in changed else [],
            "versions": versions.get(name, ""),
        }
        for name in TRANSLATED_FIELDS
        if now[name] or form[name].value()
    ]


def _changes(then: str, now: str) -> Pieces:
    """Nothing is marked where it is not known what was translated."""
    return pieces_of(then, now) if then else []
