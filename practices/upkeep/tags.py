"""Tags: who keeps them in order, and what stands against it. Pure."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.models import Tag
from practices.rules import Reasons
from practices.writing.spelling import fold, has_letters

if TYPE_CHECKING:
    from regions.reader import Reader

LONGEST = 50
MOST_AT_ONCE = 30

NOTHING_CHOSEN = gettext_lazy("Choose at least one tag.")
TOO_MANY = gettext_lazy("Choose at most 30 tags at once.")
NO_NAME = gettext_lazy("Write the tag with at least one letter or digit.")
TOO_LONG = gettext_lazy("Shorten the tag: at most 50 characters.")
WITH_COMMA = gettext_lazy("Write one tag, without a comma.")
SAME = gettext_lazy("It is called so already.")
IS_FORMER = gettext_lazy("This tag was renamed, merged or removed in the meantime.")
NOT_FORMER = gettext_lazy("This tag is in use: there is nothing to take back.")


def keeping_refusals(by: "Reader") -> Reasons:
    """P20: the coordinator."""
    if by.is_system or by.is_coordinator:
        return []
    return [_("Only the coordinator renames, merges and removes tags.")]


def suggesting_refusals(by: "Reader") -> Reasons:
    """Whoever may write a practice."""
    if by.is_system or by.is_member:
        return []
    return [_("Only members of a partner write practices. Ask the coordinator to invite you.")]


def name_blockers(name: str) -> Reasons:
    """What a tag may be called; `name` is tidied."""
    if not has_letters(name):
        return [NO_NAME]
    if "," in name or ";" in name:
        return [WITH_COMMA]
    return [TOO_LONG] if max(len(name), len(fold(name))) > LONGEST else []


def choice_blockers(tags: Collection[Tag]) -> Reasons:
    if not tags:
        return [NOTHING_CHOSEN]
    if len(tags) > MOST_AT_ONCE:
        return [TOO_MANY]
    return [IS_FORMER] if any(tag.is_former for tag in tags) else []


def merge_blockers(tags: Collection[Tag], name: str) -> Reasons:
    """One tag needs another name; several become one whatever it is called."""
    is_same = len(tags) == 1 and next(iter(tags)).name == name
    return choice_blockers(tags) or name_blockers(name) or ([SAME] if is_same else [])


def restore_blockers(tag: Tag) -> Reasons:
    return [] if tag.is_former else [NOT_FORMER]
