"""Which practices the address of a comparison names, and what is wrong with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Self

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.ui.words import number_word
from practices.models import Practice
from regions.reader import Reader

FEWEST: Final = 2
MOST: Final = 4


@dataclass(frozen=True)
class Picks:
    """The practices in their order; `missing` are not in the reader's list, for whatever reason."""

    practices: list[Practice]
    missing: int
    is_doubled: bool

    @classmethod
    def of(cls, slugs: Sequence[str], reader: Reader) -> Self:
        """One query, whether addresses are of today or of once."""
        named = [slug for slug in slugs if slug]
        by_slug = Practice.objects.listed_for(reader).with_page().by_address(named)
        found = [by_slug[slug].pk for slug in named if slug in by_slug]
        unique = {by_slug[slug].pk: by_slug[slug] for slug in named if slug in by_slug}
        missing = len(set(named) - by_slug.keys())
        return cls(list(unique.values()), missing, len(unique) < len(found))

    @property
    def problem(self) -> str:
        """What to do before they can be compared; empty when they can."""
        number = len(self.practices)
        if self.missing:
            return ngettext(
                "One of the practices is not in the list. Compare the others, or choose again.",
                "%(n)s of the practices are not in the list. Compare the others, or choose again.",
                self.missing,
            ) % {"n": self.missing}
        if number > MOST:
            return _("At most four practices fit side by side. Leave out %(n)s of them.") % {
                "n": number_word(number - MOST)
            }
        if number >= FEWEST:
            return ""
        if self.is_doubled:
            return _("This is the same practice twice. Choose one to three others.")
        if number:
            return _("One practice alone cannot be compared. Choose one to three more.")
        return _("Choose two to four practices in the list, then compare them.")

    @property
    def status(self) -> int:
        """Of the answer: what is not in the list cannot be told from what does not exist."""
        if self.missing:
            return 404
        return 400 if self.problem else 200

    @property
    def url_of_list(self) -> str:
        return picking(each.slug for each in self.practices)


def query_of(slugs: Iterable[str]) -> str:
    query = QueryDict(mutable=True)
    query.setlist("p", list(slugs))
    return query.urlencode()


def picking(slugs: Iterable[str]) -> str:
    """The list, with these practices ticked."""
    query = query_of(slugs)
    return f"{reverse('practice_list')}?{query}" if query else reverse("practice_list")


@dataclass(frozen=True)
class Ticked:
    """What is ticked in the list: addresses of today, and the practices of other pages."""

    slugs: list[str]
    elsewhere: list[Practice]

    @classmethod
    def of(cls, asked: Iterable[str], page: Iterable[Practice], reader: Reader) -> Self:
        """One query, if anything is ticked that does not stand on this page."""
        slugs = list(dict.fromkeys(asked))[:MOST]
        if not slugs:
            return cls([], [])
        here = {practice.slug for practice in page}
        others = [slug for slug in slugs if slug not in here]
        found = Practice.objects.listed_for(reader).by_address(others)
        now = [found[slug].slug if slug in found else slug for slug in slugs]
        elsewhere = {each.pk: each for each in found.values() if each.slug not in here}
        by_title = sorted(elsewhere.values(), key=lambda each: (each.title_sort, each.pk))
        return cls(list(dict.fromkeys(now)), by_title)
