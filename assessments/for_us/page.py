"""The list for a region, a page of it at a time, in words and small bars."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from django.core.paginator import Page, Paginator

from assessments.for_us.asking import Material, material_for
from assessments.for_us.counting import lines
from assessments.for_us.model import Counted, Line, Subject
from assessments.for_us.points import PARTS
from assessments.for_us.words import doubt_words, fact_words, score_words
from assessments.models import Mark, MarkKind, ReasonKind
from core.ui.numbers import signed
from practices.finding.cards import place_of
from practices.models import Practice
from regions.models import Region
from regions.reader import Reader

PER_PAGE: Final = 10
FIRST: Final = 3
LOWEST: Final = min(part.lowest for part in PARTS)
WIDTH: Final = max(part.highest for part in PARTS) - LOWEST


@dataclass(frozen=True)
class Bar:
    """One part in words, with its bar on the scale that all parts share, in percent."""

    label: str
    points: str
    is_against: bool
    zero: str
    x: str
    width: str
    because: tuple[tuple[str, str], ...]  # points and sentence
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """A practice with its sum and its parts."""

    practice: Practice
    score: int
    score_words: str
    bars: tuple[Bar, ...]

    @property
    def place(self) -> str:
        region = self.practice.origin_region
        return region.name if region else place_of(self.practice)

    @property
    def counted(self) -> list[Bar]:
        """The parts in which something is counted."""
        return [bar for bar in self.bars if bar.because]

    @property
    def silent(self) -> list[Bar]:
        """The others, whose doubts say why nothing is."""
        return [bar for bar in self.bars if not bar.because]

    @property
    def strongest(self) -> str:
        """The sentence of the fact that counts most."""
        facts = [fact for bar in self.bars if not bar.is_against for fact in bar.because]
        best = max(facts, key=lambda fact: int(fact[0].replace("−", "-")), default=("", ""))
        return best[1]


class ForUs:
    """What a region may want to look at, as one of its people reads it."""

    def __init__(self, region: Region, reader: Reader) -> None:
        self.region = region
        self.reader = reader

    @cached_property
    def material(self) -> Material:
        return material_for(self.region, self.reader)

    @cached_property
    def lines(self) -> list[Line]:
        """Those for which anything speaks."""
        found = lines(self.material.subject, self.material.candidates)
        return [line for line in found if line.score > 0]

    @property
    def passed_over(self) -> int:
        """How many have something in common, though as much speaks against them."""
        return len(self.material.candidates) - len(self.lines)

    @property
    def first(self) -> list[Card]:
        return self._cards(self.lines[:FIRST])

    def page(self, number: str) -> Page[Any]:
        return Paginator(self.lines, PER_PAGE).get_page(number)

    def cards(self, page: Page[Any]) -> list[Card]:
        return self._cards(list(page.object_list))

    def _cards(self, shown: list[Line]) -> list[Card]:
        listed = Practice.objects.listed_for(self.reader)
        wanted = listed.filter(pk__in=[line.candidate.id for line in shown])
        practices = {each.pk: each for each in wanted.select_related("theme", "origin_region")}
        return [
            card_of(line, practices[line.candidate.id], self.material.subject)
            for line in shown
            if line.candidate.id in practices
        ]

    @property
    def marked(self) -> list[Mark]:
        """The reader's own refusals, the newest first."""
        return [each for each in self.material.marked if each.kind == MarkKind.NOT_FOR_US]

    def mark_of(self, slug: str) -> Mark | None:
        """The reader's own mark of that practice."""
        found = (each for each in self.material.marked if each.practice.slug == slug)
        return next(found, None)

    @property
    def reasons(self) -> list[tuple[str, str]]:
        return [(value, str(label)) for value, label in ReasonKind.choices]

    @property
    def gaps(self) -> list[str]:
        """What the region could say to make the list better: "fields", "needs", "context"."""
        subject = self.material.subject
        said = (("fields", subject.fields), ("needs", subject.wishes), ("context", subject.has))
        return [name for name, values in said if not values]


def card_of(line: Line, practice: Practice, subject: Subject) -> Card:
    pairs = zip(line.parts, PARTS, strict=True)
    bars = tuple(_bar(part, str(worth.label), subject) for part, worth in pairs)
    return Card(practice, line.score, score_words(line.score), bars)


def _bar(part: Counted, label: str, subject: Subject) -> Bar:
    start, end = min(0, part.points), max(0, part.points)
    return Bar(
        label=label,
        points=_signed(part.points),
        is_against=part.points < 0,
        zero=_percent(-LOWEST),
        x=_percent(start - LOWEST),
        width=_percent(end - start),
        because=tuple((_signed(fact.points), fact_words(fact, subject)) for fact in part.facts),
        doubts=tuple(doubt_words(doubt) for doubt in part.doubts),
    )


def _signed(points: int) -> str:
    return signed(Decimal(points), 0)


def _percent(points: int) -> str:
    return f"{100 * points / WIDTH:.2f}%"
