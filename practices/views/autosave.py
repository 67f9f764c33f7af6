"""A draft that saves itself: the form as the page's script sends it, answered in JSON.

What cannot be used yet (half a date, a text over its limit) is named and left as it was; the
rest is saved.
"""

from collections.abc import Callable
from typing import Any

from django.http import JsonResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse

from core import clock
from core.errors import BadInput
from core.idempotency import once
from core.ui.dates import time_of_day
from core.ui.fields import problems_of
from practices.actions.draft import Seen
from practices.forms import Writing
from practices.models import Revision
from practices.refusals import Vanished
from practices.views.sheet import Sheet, context_of, seen_in
from practices.writing.manuscript import Manuscript
from practices.writing.versions import fingerprints, read_fingerprints
from regions.http import HttpRequest

type Save = Callable[[Manuscript, Writing], Revision]

# Parts of the page that say how far the text is, by the id of their element.
PARTS = {
    "text-head": "practices/edit.html#head",
    "text-toc": "practices/edit.html#toc",
    "text-state": "practices/_edit_state.html",
    "text-bar": "practices/edit.html#bar",
}


def autosave(request: HttpRequest, data: QueryDict, sheet: Sheet, save: Save) -> JsonResponse:
    """Save as much of the text as can be used; refusals become problem+json."""
    writing = Writing.sent(data, request.reader, is_new=sheet.is_new)
    writing.is_valid()
    if sheet.is_new:
        _refuse_without_beginning(writing)
    text = writing.as_far_as_valid(sheet.text)
    try:
        revision = once(request, lambda: save(text, writing))
    except Revision.DoesNotExist:  # saved with this key before, and deleted since
        raise Vanished from None
    return JsonResponse(_answer(request, writing, text, revision))


def _refuse_without_beginning(writing: Writing) -> None:
    """A draft begins with its title, for a partner that was chosen."""
    for name in ("partner", "title"):
        if errors := writing.form.errors.get(name):
            raise BadInput(f"{writing.form.fields[name].label}: {errors[0]}")


def _answer(
    request: HttpRequest, writing: Writing, text: Manuscript, saved: Revision
) -> dict[str, Any]:
    """What the page has to know to go on from here.

    A request that is repeated, because its answer was lost, gets the number of its own save: what
    a colleague saved meanwhile must still be noticed.
    """
    reader = request.reader
    readable = Revision.objects.visible_to(reader).with_practice().with_translation()
    revision = get_object_or_404(readable, pk=saved.pk)
    practice = revision.practice
    sheet = Sheet(practice.partner, practice, revision)
    before = seen_in(writing)
    after = Seen(revision.pk, before.edit + 1 if before.revision_id == revision.pk else 1)
    context = context_of(sheet, writing, text, reader)
    return {
        "address": reverse("practice_edit", args=[practice.slug]),
        "place": sheet.place,
        "seen": f"{after.revision_id}:{after.edit}",
        "base": _base(writing, text),
        "at": time_of_day(clock.now()),
        "problems": [
            {"sentence": each.sentence, "anchor": each.anchor} for each in problems_of(writing)
        ],
        "parts": {
            name: render_to_string(template, context, request) for name, template in PARTS.items()
        },
    }


def _base(writing: Writing, text: Manuscript) -> str:
    """What each slot says in the saved text; of what could not be saved, as the page knew it."""
    known = read_fingerprints(writing.form.cleaned_data.get("base", ""))
    marks = read_fingerprints(fingerprints(text))
    for slot in writing.invalid_slots & marks.keys():
        marks[slot] = known.get(slot, "")
    return " ".join(f"{slot}={mark}" for slot, mark in marks.items())
