"""The coordinator keeps tags in order: rename, merge, remove, and take it back.

The texts keep what people wrote. A word leads to its tag through the table of tags, so
that each of these changes that table, and the practices concerned are tagged anew from their texts.
"""

from collections.abc import Collection, Iterable

from django.db.models import Q

from core import clock
from core.audit import action, record
from core.errors import BadInput
from practices import search
from practices.actions.tagging import free_slug, retag
from practices.models import Practice, Tag, Tagging
from practices.refusals import NotAsThingsAre, NotYours, refuse
from practices.upkeep.tags import (
    choice_blockers,
    keeping_refusals,
    merge_blockers,
    name_blockers,
    restore_blockers,
)
from practices.writing.spelling import fold, tidy
from regions.reader import Reader


class NoName(BadInput):
    """It cannot be called so; the reasons say why."""


@action
def merge_tags(*, tags: Collection[Tag], name: str, by: Reader) -> Tag:
    """Call these tags `name` from now on; one alone is renamed.

    `name` may be one of them, another one, a former one or new. The others stay as former names:
    their addresses and whoever types them are led to it.
    """
    refuse(NotYours, keeping_refusals(by))
    name = tidy(name)
    refuse(NoName, name_blockers(name))
    locked = _lock(Q(pk__in=[tag.pk for tag in tags]) | Q(folded=fold(name)))
    target = next((tag for tag in locked if tag.folded == fold(name)), None)
    merged = [tag for tag in locked if tag.pk in {each.pk for each in tags}]
    refuse(NotAsThingsAre, merge_blockers(merged, name))
    texts = _texts_with(locked)
    is_respelled = target is not None and target.name != name
    target = _named(target, name)
    for tag in merged:
        if tag.pk == target.pk:
            record(by=by, verb="tag.respelled", obj=tag)
            continue
        _keep_the_way_short(tag)
        tag.merged_into, tag.former_since = target, clock.now()
        tag.save(update_fields=["merged_into", "former_since"])
        record(by=by, verb="tag.merged", obj=tag, changes={"into": target.pk})
    _tag_anew(texts, also=_tagged([target]) if is_respelled else ())
    return target


@action
def remove_tags(*, tags: Collection[Tag], by: Reader) -> list[Tag]:
    """Take tags off every practice; whoever types them is told to choose another one."""
    refuse(NotYours, keeping_refusals(by))
    locked = _lock(Q(pk__in=[tag.pk for tag in tags]))
    refuse(NotAsThingsAre, choice_blockers(locked))
    texts = _texts_with(locked)
    for tag in locked:
        tag.former_since = clock.now()
        tag.save(update_fields=["former_since"])
        record(by=by, verb="tag.removed", obj=tag, changes={"practices": len(texts)})
    _tag_anew(texts)
    return locked


@action
def restore_tag(*, tag: Tag, by: Reader) -> Tag:
    """Take back that a tag was renamed, merged or removed: its texts carry it again."""
    refuse(NotYours, keeping_refusals(by))
    (tag,) = _lock(Q(pk=tag.pk))
    refuse(NotAsThingsAre, restore_blockers(tag))
    texts = _texts_with([tag])
    changes = {"from": tag.merged_into_id}
    tag.merged_into, tag.former_since = None, None
    tag.save(update_fields=["merged_into", "former_since"])
    record(by=by, verb="tag.restored", obj=tag, changes=changes)
    _tag_anew(texts)
    return tag


def _lock(which: Q) -> list[Tag]:
    """As they are now; a text that is being published with one of them comes before or after.

    The index comes first, as where a text is published: the new words of texts lock tags as well.
    """
    search.hold_index()
    return list(Tag.objects.select_for_update().filter(which).order_by("pk"))


def _named(tag: Tag | None, name: str) -> Tag:
    """The tag of that name, in use and in this spelling."""
    if tag is None:
        made: Tag = Tag.objects.create(name=name, slug=free_slug(name))
        return made
    tag.name, tag.merged_into, tag.former_since = name, None, None
    tag.save(update_fields=["name", "merged_into", "former_since"])
    return tag


def _keep_the_way_short(tag: Tag) -> None:
    """A former name is at most two steps from the tag that stands for it."""
    Tag.objects.filter(merged_into__merged_into=tag).update(merged_into=tag)


def _tagged(tags: Iterable[Tag]) -> set[int]:
    return set(Tagging.objects.filter(tag__in=list(tags)).values_list("content_object", flat=True))


def _texts_with(tags: Collection[Tag]) -> dict[int, list[str]]:
    """The words of the public texts that say one of these or a former name of it, by practice."""
    kept = _tagged(now for tag in tags if (now := tag.present))
    # What was removed is on no practice any more: only the texts know where it was.
    gone = [tag.pk for tag in tags if tag.present is None]
    words = set(Tag.objects.leading_to(gone).values_list("folded", flat=True))
    public = Practice.objects.filter(published_revision__isnull=False)
    if not words:
        public = public.filter(pk__in=kept)
    texts = public.values_list("pk", "published_revision__tag_names")
    return {
        pk: names
        for pk, names in texts
        if pk in kept or words.intersection(fold(name) for name in names)
    }


def _tag_anew(texts: dict[int, list[str]], also: Iterable[int] = ()) -> None:
    """The tags of these practices from their texts; the search follows, `also` for others."""
    search.index_all(retag(texts) | set(also))
