"""Tags: suggestions while writing; the coordinator renames, merges, removes, takes back."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import InvalidPage, Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import BadInput, Refusal
from core.guard import PAGE
from core.idempotency import once
from practices.actions import merge_tags, remove_tags, restore_tag
from practices.forms.tags import BY_USE, TagListForm, TagNameForm
from practices.models import Practice, Tag
from practices.refusals import NotAsThingsAre, NotYours, refuse
from practices.rules import Reasons
from practices.upkeep.tags import (
    LONGEST,
    choice_blockers,
    keeping_refusals,
    suggesting_refusals,
)
from practices.writing.spelling import fold
from regions.http import HttpRequest

SUGGESTED = 8
ROWS = 100
FORMER = 50  # the latest; a search finds the others


@require_safe
def tag_suggest(request: HttpRequest) -> JsonResponse:
    """Tags of listed practices that begin so, for whoever may write."""
    refuse(NotYours, suggesting_refusals(request.reader))
    words = request.GET.get("q", "")[:LONGEST]
    counted = Tag.objects.counted_for(request.reader).beginning_with(words)
    found = counted.best_first(words)[:SUGGESTED] if fold(words) else ()
    return JsonResponse(
        {
            "tags": [
                {
                    "name": tag.name,
                    "practices": tag.practices,
                    "words": ngettext("%(n)s practice", "%(n)s practices", tag.practices)
                    % {"n": tag.practices},
                }
                for tag in found
            ]
        }
    )


@require_safe
def tag_list(request: HttpRequest) -> HttpResponse:
    """All tags with their numbers, and the former names."""
    reader = request.reader
    refuse(NotYours, keeping_refusals(reader))
    form = TagListForm(request.GET)
    tags, former = Tag.objects.kept_by(reader), Tag.objects.former_for(reader)
    if form.words:
        tags, former = tags.holding(form.words), former.holding(form.words)
    tags = (
        tags.order_by("-practices", "folded") if form.order == BY_USE else tags.order_by("folded")
    )
    try:
        page = Paginator(tags, ROWS).page(request.GET.get("page") or "1")
    except InvalidPage:
        raise BadInput(PAGE) from None
    context = {"form": form, "page": page, "former": former.with_successors()[:FORMER]}
    return render(request, "practices/tags.html", context)


@require_http_methods(["GET", "POST"])
def tag_merge(request: HttpRequest) -> HttpResponse:
    """One name for the chosen tags: a new one for one, a common one for several."""
    tags = _chosen(request)
    if blockers := choice_blockers(tags):
        return _back(request, blockers)
    form = TagNameForm(
        request.POST if request.method == "POST" else None, initial={"name": _most_used(tags)}
    )
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        if other := _other_of(request, tags, form):
            return _merge_page(request, tags, form.with_doubt(fold(name)), other=other)
        try:
            made = once(request, lambda: merge_tags(tags=tags, name=name, by=request.reader))
        except Refusal as refusal:
            form.add_error("name", [str(each) for each in refusal.reasons])
        else:
            said = _("It is “%(name)s” now. Former names lead to it.")
            messages.success(request, said % {"name": made.name})
            return redirect("tag_list")
    return _merge_page(request, tags, form, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def tag_remove(request: HttpRequest) -> HttpResponse:
    """Take the chosen tags off all practices, after asking."""
    tags = _chosen(request)
    if blockers := choice_blockers(tags):
        return _back(request, blockers)
    if request.method == "POST":
        once(request, lambda: remove_tags(tags=tags, by=request.reader)[0])
        messages.success(request, _("Removed. You can take it back below."))
        return redirect("tag_list")
    context = {"tags": tags, "touched": _touched(request, tags)}
    return render(request, "practices/tag_remove.html", context)


@require_POST
def tag_restore(request: HttpRequest) -> HttpResponse:
    """Take a change back."""
    reader = request.reader
    refuse(NotYours, keeping_refusals(reader))
    tag = Tag.objects.former_for(reader).filter(slug=request.POST.get("tag", "")).first()
    if tag is None:
        raise NotAsThingsAre(_("There is no such former tag."))
    made = once(request, lambda: restore_tag(tag=tag, by=reader))
    said = _("“%(name)s” is a tag of its own again.")
    messages.success(request, said % {"name": made.name})
    return redirect("tag_list")


def _chosen(request: HttpRequest) -> list[Tag]:
    """The tags that were ticked and are still in use."""
    reader = request.reader
    refuse(NotYours, keeping_refusals(reader))
    sent = request.POST if request.method == "POST" else request.GET
    return list(Tag.objects.kept_by(reader).filter(slug__in=sent.getlist("tag")))


def _back(request: HttpRequest, reasons: Reasons) -> HttpResponse:
    for reason in reasons:
        messages.warning(request, str(reason))
    return redirect("tag_list")


def _most_used(tags: Sequence[Tag]) -> str:
    return str(max(tags, key=lambda tag: tag.practices).name)


def _other_of(request: HttpRequest, tags: Sequence[Tag], form: TagNameForm) -> Tag | None:
    """A tag in use that the chosen ones would become part of, if nobody has been asked yet."""
    name = form.cleaned_data["name"]
    if form.cleaned_data["sure"] == fold(name):
        return None
    others = Tag.objects.kept_by(request.reader).spelled([name])
    return others.exclude(pk__in=[tag.pk for tag in tags]).first()


def _touched(request: HttpRequest, tags: Sequence[Tag]) -> int:
    return Practice.objects.visible_to(request.reader).tagged_with(tags).count()


def _merge_page(
    request: HttpRequest,
    tags: Sequence[Tag],
    form: TagNameForm,
    *,
    other: Tag | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"tags": tags, "form": form, "other": other, "touched": _touched(request, tags)}
    return render(request, "practices/tag_merge.html", context, status=status)
