"""Did you mean …? Words that a search might have meant when it finds nothing, or hardly anything.

Guesses come from the words of public texts, kept at publication. Because a text may leave the
catalogue later, nothing is taken from there unseen: whether a word is known, and how much a guess
finds, is asked of the list that its reader has. What is not in that list cannot be noticed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, QuerySet, Value
from django.http import QueryDict

from practices.filters import PracticeFilter
from practices.finding.facets import address_without
from practices.models import LONGEST_WORD, Word
from practices.words import LETTERS, SHORTEST_WORD
from practices.writing.spelling import fold

FEW = 2  # up to here a list counts as hardly anything
MOST_WORDS = 5  # of a search that are looked at
CANDIDATES = 20  # per word, before their distance is measured
TRIES = 3  # guesses that are counted
SHOWN = 2

type Rows = QuerySet[Any, tuple[str, str, float]]  # word asked for, candidate, likeness
type Counted = QuerySet[Any, tuple[int, int]]  # number of the try, practices


@dataclass(frozen=True)
class Guess:
    """The search as it may have been meant, where it leads, and how much it finds there."""

    words: str
    url: str
    count: int


def guesses_of(filters: PracticeFilter, found: int) -> list[Guess]:
    """What may have been meant, where that finds more than `found`: two statements, rarely three.

    A word that was kept is taken for known until the list is asked; it may have left it since.
    """
    asked = asked_words(filters.query) if found <= FEW else {}
    if not asked:
        return []
    kept, near = _kept_and_near(list(asked))
    unknown = {word: texts for word, texts in near.items() if word not in kept}
    alone = [with_words(filters, word, alone=True) for word in kept]
    tries = [with_words(filters, words) for words in _tries(filters.query, asked, unknown)]
    counts = counts_of([*alone, *tries])
    gone = {word for word, count in zip(kept, counts, strict=False) if not count} & near.keys()
    if gone:
        unknown |= {word: near[word] for word in gone}
        tries = [with_words(filters, words) for words in _tries(filters.query, asked, unknown)]
        return _worthwhile(tries, counts_of(tries), found)
    return _worthwhile(tries, counts[len(alone) :], found)


def asked_words(query: str) -> dict[str, list[tuple[int, int]]]:
    """The words of a search, folded, with their places; words to leave out are not among them."""
    asked: dict[str, list[tuple[int, int]]] = {}
    for match in LETTERS.finditer(query):
        word, before = match[0], query[: match.start()]
        is_left_out = re.search(r"(^|\s)-$", before) is not None
        if SHORTEST_WORD <= len(word) <= LONGEST_WORD and not is_left_out:
            asked.setdefault(fold(word), []).append(match.span())
    return dict(list(asked.items())[:MOST_WORDS])


def _kept_and_near(asked: Sequence[str]) -> tuple[list[str], dict[str, list[str]]]:
    """Which of the words were kept, and for each the others nearest to it, likest first."""
    kept: list[str] = []
    near: dict[str, list[tuple[int, float, str]]] = {}
    first, *others = map(_candidates, asked)
    rows = first.union(*others, all=True).order_by() if others else first
    for word, text, likeness in rows:
        steps = _steps(word, fold(text))
        if not steps:
            kept.append(word)
        elif steps <= _allowed(word):
            near.setdefault(word, []).append((steps, -likeness, text))
    nearest = {
        word: [text for steps, _likeness, text in sorted(found) if steps == min(found)[0]]
        for word, found in near.items()
    }
    return list(dict.fromkeys(kept)), nearest


def _candidates(word: str) -> Rows:
    close: QuerySet[Any] = Word.objects.like(word).annotate(word_=Value(word, CharField()))
    rows: Rows = close.values_list("word_", "text", "likeness")
    return rows[:CANDIDATES]


def _steps(word: str, known: str) -> int:
    """How far apart; who has only begun a word is as near to it as with one slip."""
    is_begun = known.startswith(word) and known != word
    return 1 if is_begun else distance(word, known)


def _allowed(word: str) -> int:
    """One slip in a short word, two in a longer one."""
    return 1 if len(word) < 6 else 2


def distance(one: str, other: str) -> int:
    """How many letters were missed, added, changed, or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            is_swapped = i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted
            row.append(min(cost, earlier[j - 2] + 1) if is_swapped else cost)
    return row[-1]


def _tries(
    query: str, asked: dict[str, list[tuple[int, int]]], close: dict[str, list[str]]
) -> list[str]:
    """The search with its unknown words replaced: by their nearest, by the next, …; no doubles."""
    longest = max(map(len, close.values()), default=0)
    tries = []
    for turn in range(min(longest, TRIES)):
        chosen = {word: texts[min(turn, len(texts) - 1)] for word, texts in close.items()}
        places = [(*span, text) for word, text in chosen.items() for span in asked[word]]
        tries.append(_replaced(query, sorted(places)))
    return list(dict.fromkeys(tries))


def _replaced(query: str, places: Sequence[tuple[int, int, str]]) -> str:
    for start, end, text in reversed(places):
        query = query[:start] + text + query[end:]
    return query


def _worthwhile(tries: Sequence[PracticeFilter], counts: Sequence[int], found: int) -> list[Guess]:
    """Those that find more; the one that finds most first, and of a word and its plural one."""
    guesses = [
        Guess(filters.query, address_without(filters), count)
        for filters, count in zip(tries, counts, strict=True)
        if count > found
    ]
    shown: list[Guess] = []
    for guess in sorted(guesses, key=lambda each: (-each.count, len(each.words))):
        if not any(_is_same(each, guess) for each in shown):
            shown.append(guess)
    return shown[:SHOWN]


def _is_same(guess: Guess, longer: Guess) -> bool:
    """Another form of the same words that finds the same."""
    return guess.count == longer.count and longer.words.startswith(guess.words)


def counts_of(searches: Sequence[PracticeFilter]) -> list[int]:
    """How much each finds: one statement.

    Counted to the end: with a LIMIT the planner would look through the whole table for rare words.
    """
    if not searches:
        return []
    first, *others = (_counted(filters, number) for number, filters in enumerate(searches))
    counts = dict(first.union(*others, all=True).order_by())
    return [counts.get(number, 0) for number in range(len(searches))]


def _counted(filters: PracticeFilter, number: int) -> Counted:
    found: QuerySet[Any] = filters.narrowed().order_by()
    numbered = found.annotate(number_=Value(number)).values("number_").annotate(n_=Count("pk"))
    counted: Counted = numbered.values_list("number_", "n_")
    return counted


def with_words(filters: PracticeFilter, words: str, *, alone: bool = False) -> PracticeFilter:
    """The same list asked for other words; `alone` leaves the other filters out."""
    data = QueryDict(mutable=True) if alone else filters.data.copy()
    data["q"] = words
    return PracticeFilter(data, filters.reader, filters.words)
