"""The topic board: which practices belong together, and what to talk about next."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import Refusal
from core.idempotency import once
from core.panels import panels_for
from practices.actions.topics import change_topic, delete_topic, make_topic, sort_practices
from practices.finding.cards import origin_of
from practices.forms.topics import NOWHERE, SortForm, TopicForm
from practices.models import Practice, Topic
from practices.refusals import NotYours, refuse
from practices.rules import sorting_refusals
from regions.http import HttpRequest


@dataclass(frozen=True)
class Column:
    """A topic with the practices under it; without a topic, what is not sorted yet."""

    topic: Topic | None
    practices: list[Practice]
    panels: list[tuple[str, object]]

    @property
    def places(self) -> int:
        """From how many they come; a partner may have written down those of others."""
        return len(set(map(origin_of, self.practices)))


@require_safe
def topic_board(request: HttpRequest) -> HttpResponse:
    """All topics with their practices; members read, the coordinator sorts."""
    return _board(request)


@require_POST
def topic_new(request: HttpRequest) -> HttpResponse:
    """Add a topic."""
    refuse(NotYours, sorting_refusals(request.reader))
    form = TopicForm(request.POST)
    if not form.is_valid():
        return _board(request, form, status=400)
    try:
        once(request, lambda: make_topic(by=request.reader, **form.cleaned_data))
    except Refusal as refusal:
        return _board(request, form, refusal=refusal)
    messages.success(request, _("The topic is on the board. Now choose practices for it."))
    return redirect("topic_board")


@require_POST
def topic_sort(request: HttpRequest) -> HttpResponse:
    """Put the chosen practices under a topic, or take them out."""
    refuse(NotYours, sorting_refusals(request.reader))
    form = SortForm(
        request.POST,
        practices=Practice.objects.listed_for(request.reader),
        topics=Topic.objects.visible_to(request.reader),
    )
    if not form.is_valid():
        return _board(request, chosen=form, status=400)
    topic, chosen = form.topic_chosen(), form.cleaned_data["practice"]
    try:
        once(request, lambda: sort_practices(practices=chosen, topic=topic, by=request.reader))
    except Refusal as refusal:
        return _board(request, chosen=form, refusal=refusal)
    words = ngettext("%(n)s practice sorted.", "%(n)s practices sorted.", len(chosen))
    messages.success(request, words % {"n": len(chosen)})
    return redirect("topic_board")


@require_http_methods(["GET", "POST"])
def topic_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a topic, or take it off the board."""
    topic = get_object_or_404(Topic.objects.visible_to(request.reader), pk=pk)
    refuse(NotYours, sorting_refusals(request.reader))
    form = TopicForm(request.POST or None, initial={"name": topic.name, "text": topic.text})
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            once(
                request,
                lambda: change_topic(topic=topic, by=request.reader, **form.cleaned_data),
            )
        except Refusal as error:
            refusal = error
        else:
            messages.success(request, _("Saved."))
            return redirect("topic_board")
    status = refusal.status if refusal else 400 if form.errors else 200
    context = {"topic": topic, "form": form, "refusal": refusal, "n": topic.entries.count()}
    return render(request, "practices/topic.html", context, status=status)


@require_POST
def topic_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a topic off the board; its practices are unsorted again."""
    topic = get_object_or_404(Topic.objects.visible_to(request.reader), pk=pk)
    once(request, lambda: delete_topic(topic=topic, by=request.reader))
    messages.success(request, _("The topic is gone; its practices are unsorted again."))
    return redirect("topic_board")


def _board(
    request: HttpRequest,
    form: TopicForm | None = None,
    *,
    chosen: SortForm | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    if not request.reader.is_member:
        raise Http404
    columns = _columns(request)
    context = {
        "columns": columns[1:],
        "unsorted": columns[0],
        "form": form or TopicForm(),
        "chosen": set(request.POST.getlist("practice")),
        "wanted": chosen.data.get("topic") if chosen else "",
        "nowhere": NOWHERE,
        "may_sort": not sorting_refusals(request.reader),
        "refusal": refusal,
    }
    status = refusal.status if refusal else status
    return render(request, "practices/topics.html", context, status=status)


def _columns(request: HttpRequest) -> list[Column]:
    """What is not sorted, then each topic in its order: two queries, and one per panel."""
    reader = request.reader
    topics = list(Topic.objects.visible_to(reader))
    by_topic: dict[int | None, list[Practice]] = defaultdict(list)
    listed = Practice.objects.listed_for(reader).by_title()
    rows = listed.select_related("theme", "origin_region", "topic_entry")
    shown = ("slug", "title", "language", "theme", "origin_region", "place", "countries")
    for practice in rows.only(*shown, "topic_entry"):
        entry = getattr(practice, "topic_entry", None)
        by_topic[entry.topic_id if entry else None].append(practice)
    panels = panels_for("topic", request, [each.pk for each in topics])
    return [
        Column(None, by_topic[None], []),
        *(
            Column(
                each,
                by_topic[each.pk],
                [(template, found[each.pk]) for template, found in panels if each.pk in found],
            )
            for each in topics
        ),
    ]
