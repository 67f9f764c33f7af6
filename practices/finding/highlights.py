"""Where the words of a search stand in a row of the list: in title, short line and text.

PostgreSQL puts two signs around each word, from the private use of Unicode and taken out of the
text before; so no text can bring its own. The parts are plain words that templates escape.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from practices.search import PLAIN, SECTIONS, STEMMED, any_asked, asked, sql
from practices.search.asking import alternatives_in

START: Final = "\ue000"
STOP: Final = "\ue001"
BETWEEN: Final = "\ue002"  # title and short line
# With spaces: to some databases such a sign is a letter, and would join two words.
APART: Final = f" {BETWEEN} "
LONGEST_FRAGMENT: Final = 28  # words
SHORTEST_FRAGMENT: Final = 12
# A long text is read around one place first: so many characters from so many before it.
WINDOW, BEFORE = 260, 110
LETTERS: Final = 5  # of a word that point to that place
# What Markdown writes around words; a fragment is cut anywhere, so half a link counts too.
MARKUP: Final = re.compile(r"\]\([^)\s]*\)?|[\[\]*`|~]|^\s*(?:\#+|>|[-+]|\d+\.)\s", re.MULTILINE)

SIGNS: Final = f"StartSel='{START}', StopSel='{STOP}'"
OPTIONS: Final = {
    "whole": f"{SIGNS}, HighlightAll=true",
    # Short words count, or those at both ends would be cut off.
    "fragment": f"{SIGNS}, MaxFragments=1, MaxWords={LONGEST_FRAGMENT},"
    f" MinWords={SHORTEST_FRAGMENT}, ShortWord=0",
}

type Parts = list[tuple[str, bool]]  # words, and whether they were asked for


@dataclass(frozen=True)
class Hit:
    """A row's texts in parts; `fragment` is empty where title and short line have all words."""

    title: Parts
    summary: Parts
    fragment: Parts


def hit_of(both: str | None, text: str | None) -> Hit | None:
    """From the columns of `marks_of`; None where nothing was wanted."""
    if both is None:
        return None
    title, _between, summary = both.partition(APART)
    return Hit(parts_of(title), parts_of(summary), fragment_of(text or ""))


@dataclass(frozen=True)
class Marks:
    """SQL: two columns with signs around the words, and what they are read with."""

    columns: str = "NULL, NULL"
    read: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict, compare=False)


@lru_cache(maxsize=512)
def marks_of(words: str) -> Marks:
    """Title and short line in one column, the long text in another; NULL without words.

    A text is read in its own language, and looked through for the words in that one. The long text
    is only looked through where title and short line do not say already why a practice was found:
    that takes most of the time.
    """
    if not words:
        return Marks()
    queries = {
        f"words_{language}": any_asked(words, [language] if language else [])
        for language in ("", *STEMMED)
    }
    configs = {language: f"'{config}'::regconfig" for language, config in STEMMED.items()}
    # In a SELECT: each query is made once, and only where there is such a text.
    asking = {
        language: f"(SELECT catalogue_any_word(%(words_{language})s))" for language in STEMMED
    }
    read = sql.READ.format(
        config=_by_language(configs, f"'{PLAIN}'::regconfig"),
        query=_by_language(asking, "(SELECT catalogue_any_word(%(words_)s))"),
    )
    sections = ", ".join(f"practice.{name}" for name in SECTIONS)
    columns = sql.MARKS.format(sections=sections, before=BEFORE, length=WINDOW)
    signs = {"signs": START + STOP + BETWEEN, "start": START, "between": APART}
    wanted = {"asked": asked(words), "beginning": beginning_of(words)}
    return Marks(columns, read, {**queries, **signs, **wanted, **OPTIONS})


def beginning_of(words: str) -> str:
    """Letters with which the first wanted word begins, whatever its ending."""
    first = next((term for each in alternatives_in(words) for term in each.wanted), "")
    return "".join(re.findall(r"\w+", first)[:1])[:LETTERS].lower()


def _by_language(values: Mapping[str, str], other: str) -> str:
    cases = " ".join(f"WHEN '{language}' THEN {value}" for language, value in values.items())
    return f"CASE left(practice.language, 2) {cases} ELSE {other} END"


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
