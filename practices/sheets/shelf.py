"""What the catalogue holds already of the things that a file names: a few queries for all rows."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Self

from django.db.models import Prefetch

from practices.models import FormerSlug, Practice, Revision
from practices.sheets.cells import folded
from practices.sheets.columns import cells_of
from practices.sheets.entries import public_text, version_of
from practices.sheets.names import Names
from practices.writing.manuscript import Manuscript
from regions.models import Partner
from regions.names import sort_key
from regions.reader import Reader


@dataclass
class Held:
    """A practice that the reader knows: its public text and the one being written, if any."""

    practice: Practice
    draft: Revision | None
    names: Names

    @cached_property
    def public(self) -> Manuscript | None:
        return public_text(self.practice) if self.practice.published_revision_id else None

    @cached_property
    def text(self) -> Manuscript:
        """What a change would be made upon: the open text, else the public one."""
        if self.draft is not None:
            return Manuscript.of(self.draft)
        return self.public or Manuscript({})

    @cached_property
    def cells(self) -> dict[str, str]:
        return cells_of(self.text, self.names)

    @cached_property
    def public_cells(self) -> dict[str, str]:
        return cells_of(self.public, self.names) if self.public is not None else {}

    @property
    def seen(self) -> tuple[int, int]:
        """Which text it is, and how often it had been saved."""
        revision = self.draft or self.practice.published_revision
        return (revision.pk, self.draft.edit if self.draft else 0) if revision else (0, 0)

    def versions(self) -> tuple[str, str]:
        """Of the text that would be changed, and of the public one."""
        return version_of(self.text), version_of(self.public) if self.public else ""


@dataclass(frozen=True)
class Shelf:
    """Practices by slug, and who has a practice of which title."""

    by_slug: Mapping[str, Held]
    in_writing: Collection[int]  # practices with an open text, whoever may read it
    titles: Mapping[str, list[Practice]]

    @classmethod
    def of(cls, slugs: Collection[str], titles: Iterable[str], names: Names, by: Reader) -> Self:
        known = Practice.objects.visible_to(by)
        wanted = set(slugs)
        former = dict(
            FormerSlug.objects.filter(slug__in=wanted).values_list("slug", "practice__slug")
        )
        found = known.filter(slug__in=wanted | set(former.values())).with_sheet()
        held = {each.slug: _held(each, names) for each in found.prefetch_related(_drafts(by))}
        held |= {slug: held[now] for slug, now in former.items() if now in held}
        ids = [each.practice.pk for each in held.values()]
        opened = Revision.objects.open().filter(practice__in=ids)
        keys = {sort_key(title) for title in titles}
        namesakes: dict[str, list[Practice]] = {}
        for each in (
            known.filter(title_sort__in=keys)
            .select_related("partner")
            .only("slug", "title_sort", "partner__short", "published_revision_id")
        ):
            namesakes.setdefault(each.title_sort, []).append(each)
        return cls(held, set(opened.values_list("practice_id", flat=True)), namesakes)


def _drafts(by: Reader) -> "Prefetch[str]":
    texts = Revision.objects.visible_to(by).open().with_parts()
    return Prefetch("revisions", queryset=texts, to_attr="open_texts")


def _held(practice: Practice, names: Names) -> Held:
    opened: list[Revision] = getattr(practice, "open_texts", [])
    for revision in opened:
        revision.practice = practice
    return Held(practice, opened[0] if opened else None, names)


@dataclass(frozen=True)
class Partners:
    """Partners by every name that people use for them."""

    by_name: Mapping[str, Partner]
    listed: tuple[Partner, ...]

    @classmethod
    def for_reader(cls, by: Reader) -> Self:
        listed = tuple(Partner.objects.visible_to(by).active().with_region().in_strip_order())
        names: dict[str, Partner | None] = {}
        for partner in listed:
            region = partner.region
            for name in {partner.short, partner.organisation, region.code, region.name}:
                # A name that two partners share is nobody's.
                key = folded(name)
                names[key] = partner if names.get(key, partner) == partner else None
        return cls({name: each for name, each in names.items() if each is not None}, listed)

    def named(self, text: str) -> Partner | None:
        return self.by_name.get(folded(text))

    def nearest(self, text: str) -> str:
        """The short name that was meant, perhaps."""
        near = get_close_matches(folded(text), self.by_name, n=1)
        return self.by_name[near[0]].short if near else ""
