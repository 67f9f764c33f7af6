"""Practices that somebody who reads this one may want to read next, each with the reason.

Points: 3 for each field of strength in common, 2 for each tag, 1 for the same theme, and 1 for each
word of title and short line in common, at most 3 of them. A theme alone, or one word, is no reason.
Words are compared by their stems; one that stands in more than a quarter of the candidates says
nothing. Equal points stand by title, so the same practices always come in the same order.

Candidates are the 60 with the most tags in common, the 60 with the most fields, and the 60 newest
of the theme, so that a large catalogue costs no more than a small one. See docs/decisions.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchConfig, SearchVectorField
from django.db.models import Case, Count, F, Func, OuterRef, QuerySet, TextField, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.finding.cards import origin_of
from practices.models import Practice, Tagging
from practices.search import PLAIN, STEMMED
from practices.words import LETTERS
from practices.writing.spelling import fold
from regions.models import Industry
from regions.reader import Reader

SHOWN: Final = 4
SHOWN_FIELDS: Final = (
    *("slug", "title", "title_sort", "summary", "language", "theme"),
    *("place", "countries", "origin_region__name"),
)
POOL: Final = 60
FIELD, TAG, THEME, WORD = 3, 2, 1, 1  # points
MOST_WORDS: Final = 3
FEWEST_WORDS: Final = 2  # that are a reason by themselves
SHORTEST: Final = 5  # letters of a stem
COMMON: Final = 0.25  # share of the candidates from which on a word says nothing


@dataclass(frozen=True)
class Related:
    """A practice with what it has in common."""

    practice: Practice
    place: str
    fields: Sequence[str]
    tags: Sequence[str]
    words: Sequence[str]
    has_same_theme: bool

    @property
    def points(self) -> int:
        shared = FIELD * len(self.fields) + TAG * len(self.tags) + WORD * len(self.words)
        return shared + THEME * self.has_same_theme

    @property
    def is_reason_enough(self) -> bool:
        return bool(self.fields or self.tags) or len(self.words) >= FEWEST_WORDS

    @property
    def reason(self) -> str:
        """In sentences: "Same field: Food. Tags in common: network, guide."."""
        parts = []
        if self.fields:
            words = ngettext("Same field: %(names)s.", "Same fields: %(names)s.", len(self.fields))
            parts.append(words % {"names": ", ".join(self.fields)})
        if self.tags:
            words = ngettext(
                "Tag in common: %(names)s.", "Tags in common: %(names)s.", len(self.tags)
            )
            parts.append(words % {"names": ", ".join(self.tags)})
        if self.words:
            parts.append(_("Similar words: %(names)s.") % {"names": ", ".join(self.words)})
        if self.has_same_theme:
            parts.append(_("Same theme."))
        return " ".join(parts)


def related_to(practice: Practice, reader: Reader) -> list[Related]:
    """At most four, from what the list of this reader holds: one query."""
    rows = list(_candidates(practice, reader))
    own = next((row for row in rows if row.pk == practice.pk), None)
    if own is None:
        return []
    others = [row for row in rows if row.pk != practice.pk]
    telling = _telling_stems(own, others)
    found = [_compared(own, other, telling) for other in others]
    reasons = [each for each in found if each.is_reason_enough]
    reasons.sort(key=lambda each: (-each.points, each.practice.title_sort, each.practice.pk))
    return reasons[:SHOWN]


def _candidates(practice: Practice, reader: Reader) -> QuerySet[Any]:
    """The practice itself and those that may be related, with `stems`, `tag_names`, `fields`."""
    listed = Practice.objects.listed_for(reader).order_by()
    itself = Practice.objects.visible_to(reader).filter(pk=practice.pk).order_by()
    taggings = Tagging.objects.filter(content_object=OuterRef("pk")).order_by("tag__folded")
    fields = Industry.objects.filter(practices=OuterRef("pk")).order_by("name")
    found: Any = (listed | itself).filter(pk__in=_pool(practice, reader))
    rows: QuerySet[Any] = (
        found.annotate(
            stems=_stems(),
            tag_names=ArraySubquery(taggings.values("tag__name")),
            fields=ArraySubquery(fields.values("name")),
        )
        .select_related("origin_region")
        .only(*SHOWN_FIELDS)
    )
    return rows


def _pool(practice: Practice, reader: Reader) -> QuerySet[Any]:
    """Ids, in one union: with several conditions the planner would read the whole table."""
    of_theme = Practice.objects.listed_for(reader).filter(theme=practice.theme_id).newest_first()
    newest: QuerySet[Any] = of_theme.values("pk")[:POOL]
    itself = Practice.objects.visible_to(reader).filter(pk=practice.pk).order_by().values("pk")
    return newest.union(_most_tags(practice), _most_fields(practice), itself).order_by()


# The two below count what is linked, whether it is listed or not: asking the wide table for each
# link costs a second in a catalogue of 100,000. What is not listed is left out by `_candidates`.


def _most_tags(practice: Practice) -> QuerySet[Any]:
    own = Tagging.objects.filter(content_object=practice).values("tag")
    shared = Tagging.objects.filter(tag__in=own).values("content_object")
    counted: QuerySet[Any] = shared.annotate(n=Count("pk")).order_by("-n", "-content_object")
    return counted.values("content_object")[:POOL]


def _most_fields(practice: Practice) -> QuerySet[Any]:
    links = Practice.industries.through.objects
    own = links.filter(practice=practice).values("industry")
    shared = links.filter(industry__in=own).values("practice")
    counted: QuerySet[Any] = shared.annotate(n=Count("pk")).order_by("-n", "-practice")
    return counted.values("practice")[:POOL]


def _stems() -> Func:
    """The words of title and short line without their endings, read in their own language."""
    languages = (
        When(language__startswith=code, then=Value(config)) for code, config in STEMMED.items()
    )
    config = SearchConfig(Case(*languages, default=Value(PLAIN)))
    text = Func(Value(" "), F("title"), F("summary"), function="concat_ws")
    vector = Func(config, text, function="to_tsvector", output_field=SearchVectorField())
    return Func(vector, function="tsvector_to_array", output_field=ArrayField(TextField()))


def _telling_stems(own: Any, others: Sequence[Any]) -> dict[str, str]:
    """The stems that tell this one from most candidates, the rarest first, with their words."""
    spread = Counter(stem for other in others for stem in other.stems)
    most = max(2, COMMON * len(others))
    rare = [stem for stem in own.stems if len(stem) >= SHORTEST and 0 < spread[stem] <= most]
    rare.sort(key=lambda stem: (spread[stem], stem))
    return {stem: word for stem in rare if (word := _word_of(stem, own))}


def _word_of(stem: str, practice: Practice) -> str:
    """A word of the text that has this stem; its last letter may differ (policy, polici)."""
    words = LETTERS.findall(f"{practice.title} {practice.summary}")
    found = [word for word in words if fold(word).startswith(stem[:-1])]
    # A small one first: the others may be large only because they begin a sentence.
    return next((word for word in found if word.islower()), found[0] if found else "")


def _compared(own: Any, other: Any, telling: dict[str, str]) -> Related:
    stems = set(other.stems)
    words = dict.fromkeys(word for stem, word in telling.items() if stem in stems)
    return Related(
        practice=other,
        place=origin_of(other),
        fields=[name for name in own.fields if name in other.fields],
        tags=[name for name in own.tag_names if name in other.tag_names],
        words=list(words)[:MOST_WORDS],
        has_same_theme=own.theme_id is not None and own.theme_id == other.theme_id,
    )
