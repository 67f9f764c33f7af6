"""Where the words of a search stand in a row of the list: in title, short line and text.

PostgreSQL puts two signs around each word, from the private use of Unicode and taken out of the
text before; so no text can bring its own. The parts are plain words that templates escape.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.postgres.search import SearchConfig, SearchHeadline
from django.db.models import Case, F, Func, TextField, Value, When
from django.db.models.expressions import Combinable

from practices.models import Practice
from practices.search import PLAIN, SECTIONS, STEMMED, any_word_of
from regions.reader import Reader

START: Final = "\ue000"
STOP: Final = "\ue001"
LONGEST_FRAGMENT: Final = 28  # words
SHORTEST_FRAGMENT: Final = 12
# What Markdown writes around words; a fragment is cut anywhere, so half a link counts too.
MARKUP: Final = re.compile(r"\]\([^)\s]*\)?|[\[\]*`|~]|^\s*(?:\#+|>|[-+]|\d+\.)\s", re.MULTILINE)

type Parts = list[tuple[str, bool]]  # words, and whether they were asked for


@dataclass(frozen=True)
class Hit:
    """A row's texts in parts; `fragment` is empty when its long text has none of the words."""

    title: Parts
    summary: Parts
    fragment: Parts


def hits_of(words: str, practices: Iterable[Practice], reader: Reader) -> Mapping[int, Hit]:
    """Per practice (id), read from the public text: one query, none without words."""
    shown = list(practices) if words else []
    if not shown:
        return {}
    rows = Practice.objects.listed_for(reader).filter(pk__in=[each.pk for each in shown])
    languages = {each.language[:2] for each in shown} & STEMMED.keys()
    marked = rows.order_by().values_list("pk", *_headlines(words, sorted(languages)))
    return {
        pk: Hit(parts_of(title), parts_of(summary), fragment_of(text))
        for pk, title, summary, text in marked
    }


def _headlines(words: str, languages: Sequence[str]) -> Iterator[SearchHeadline]:
    """A text is read in its own language, and looked through for the words in that one."""
    query = any_word_of(words, languages)
    own = [When(language__startswith=code, then=Value(STEMMED[code])) for code in languages]
    config = SearchConfig(Case(*own, default=Value(PLAIN)) if own else PLAIN)
    body = Func(Value("\n\n"), *map(F, SECTIONS), function="concat_ws", output_field=TextField())
    fragment = {
        "max_fragments": 1,
        "max_words": LONGEST_FRAGMENT,
        "min_words": SHORTEST_FRAGMENT,
        "short_word": 0,  # or short words at both ends would be cut off
    }
    yield _headline(F("title"), query, config, highlight_all=True)
    yield _headline(F("summary"), query, config, highlight_all=True)
    yield _headline(body, query, config, **fragment)


def _headline(
    text: Combinable, query: Combinable, config: SearchConfig, **options: Any
) -> SearchHeadline:
    unforged = Func(text, Value(START + STOP), Value(""), function="translate")
    return SearchHeadline(unforged, query, config=config, start_sel=START, stop_sel=STOP, **options)


def parts_of(marked: str) -> Parts:
    """The text without its signs, in parts."""
    before, *others = marked.split(START)
    parts = [(before, False)]
    for each in others:
        hit, _stop, after = each.partition(STOP)
        parts += [(hit, True), (after, False)]
    return [(text.replace(STOP, ""), is_hit) for text, is_hit in parts if text]


def fragment_of(marked: str) -> Parts:
    """The place in the long text as one line without markup; nothing where no word stands."""
    if START not in marked:
        return []
    return parts_of(" ".join(MARKUP.sub("", marked).split()))
