"""From the words of public texts to tags: one row per word, former names followed."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from practices.models import Practice, Tag, Tagging
from practices.writing.spelling import fold, has_letters, tidy


@transaction.atomic
def retag(names_by_practice: Mapping[int, Iterable[str]]) -> set[int]:
    """Give each practice (by id) the tags of its text as they are called now.

    A word that is new becomes a tag in this spelling; a removed one is left out. Returns the
    ids of the practices whose tags changed.
    """
    texts = {practice: list(names) for practice, names in names_by_practice.items()}
    words = _tags_for(name for names in texts.values() for name in names)
    wanted: dict[tuple[int, int], None] = {}  # in the order in which people wrote them
    for practice, names in texts.items():
        for name in names:
            if tag := words.get(fold(name)):
                wanted[practice, tag.pk] = None
    found = {
        (practice, tag): pk
        for pk, practice, tag in Tagging.objects.filter(content_object__in=texts).values_list(
            "pk", "content_object", "tag"
        )
    }
    gone = [pk for pair, pk in found.items() if pair not in wanted]
    new = [pair for pair in wanted if pair not in found]
    Tagging.objects.filter(pk__in=gone).delete()
    Tagging.objects.bulk_create(
        Tagging(content_object_id=practice, tag_id=tag) for practice, tag in new
    )
    changed = {practice for practice, _tag in new}
    return changed | {practice for (practice, tag) in found if (practice, tag) not in wanted}


def keep_tags(practice: Practice) -> None:
    """The tags of one practice, from its published text."""
    if practice.published_revision is not None:
        retag({practice.pk: practice.published_revision.tag_names})


def _tags_for(names: Iterable[str]) -> dict[str, Tag | None]:
    """The present tag of each word by its folded form, made where there is none."""
    spelled: dict[str, str] = {}
    for name in names:
        if has_letters(name):
            spelled.setdefault(fold(name), tidy(name))
    # Whoever merges or renames them waits until this text is published, and the other way round.
    locked = Tag.objects.select_for_update(no_key=True).order_by("pk")
    known = {tag.folded: tag for tag in locked.filter(folded__in=spelled)}
    for folded, name in spelled.items():
        if folded not in known:
            known[folded], _made = Tag.objects.get_or_create(
                folded=folded, defaults={"name": name, "slug": free_slug(name)}
            )
    return {folded: tag.present for folded, tag in known.items()}


def free_slug(name: str) -> str:
    """An address for the word that no other tag has or had."""
    tag, number = Tag(), 1
    slug = tag.slugify(name)
    taken = set(Tag.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    while slug in taken:
        number += 1
        slug = tag.slugify(name, number)
    return slug
