"""Two people wrote at once: what each changed, put together so that nothing is lost."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from practices.writing.manuscript import COLUMNS, Manuscript

# Texts that a person can choose between or join; of everything else both values are shown.
TEXTS = (
    *("title", "summary", "organisation", "place", "period_text", "problem", "how_it_works"),
    *("stakeholders", "evidence", "resources", "challenges", "potential", "caveats"),
    "further_information",
)
# Texts of one line; the others are joined by an empty line.
SHORT = ("title", "summary", "organisation", "place", "period_text")
LINES = ("tag_names", "industry_codes", "statements", "requirements")
LISTS = (*LINES, "countries", "nuts_codes", "sources")
DATES = ("starts", "ends")
PLAIN_COLUMNS = tuple(
    column for column in COLUMNS if column != "is_classified_by_us" and not column.startswith(DATES)
)
# The words that a reader sees as one: what stands between spaces.
WORDS = re.compile(r"\s*\S+")


@dataclass(frozen=True)
class Conflict:
    """Both changed the same slot, differently."""

    slot: str
    theirs: Any
    yours: Any

    @property
    def is_text(self) -> bool:
        return self.slot in TEXTS

    @property
    def is_list(self) -> bool:
        return self.slot in LISTS


@dataclass(frozen=True)
class Merge:
    """The text of both; `taken` are the slots that only they had changed."""

    text: Manuscript
    conflicts: tuple[Conflict, ...]
    taken: tuple[str, ...]


def slots(text: Manuscript) -> dict[str, Any]:
    """Everything that the form can change, by name; a date goes with its precision."""
    values = {column: text[column] for column in PLAIN_COLUMNS}
    for name in DATES:
        known = text[f"{name}_on"]
        values[name] = (known, text[f"{name}_precision"]) if known else None
    return values | {name: getattr(text, name) for name in LINES}


def text_of(values: Mapping[str, Any], earlier: Manuscript) -> Manuscript:
    """The reverse of `slots`; what the form cannot change is kept from the earlier text."""
    content = {column: values[column] for column in PLAIN_COLUMNS}
    for name in DATES:
        content[f"{name}_on"], content[f"{name}_precision"] = values[name] or (None, "year")
    return Manuscript(
        content={**earlier.content, **content}, **{name: values[name] for name in LINES}
    )


def fingerprints(text: Manuscript) -> str:
    """What each slot said, in so few letters that the page can carry them: "title=1f3a09bc ..."."""
    return fingerprints_of(slots(text))


def kept_of(text: Manuscript) -> dict[str, str]:
    """What each slot says, to be compared later: texts in full, of all else the fingerprint."""
    return {
        slot: value if slot in TEXTS else fingerprint(value) for slot, value in slots(text).items()
    }


def fingerprints_of(values: Mapping[str, Any]) -> str:
    return " ".join(f"{slot}={fingerprint(value)}" for slot, value in values.items())


def read_fingerprints(sent: str) -> dict[str, str]:
    pairs = (each.partition("=") for each in sent.split())
    return {slot: mark for slot, _sign, mark in pairs}


def merge(theirs: Manuscript, yours: Manuscript, base: Mapping[str, str]) -> Merge:
    """Put both texts together; `base` holds the fingerprints of the text that both began with."""
    merged, conflicts, taken = merge_slots(slots(theirs), slots(yours), base)
    return Merge(text_of(merged, theirs), conflicts, taken)


def merge_slots(
    others: Mapping[str, Any], mine: Mapping[str, Any], base: Mapping[str, str]
) -> tuple[dict[str, Any], tuple[Conflict, ...], tuple[str, ...]]:
    """The same for values by name: what was put together, both changed, and only they changed."""
    merged: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    taken: list[str] = []
    for slot, value in mine.items():
        other = others[slot]
        if _same(value, other) or base.get(slot) == fingerprint(other):
            merged[slot] = value
        elif base.get(slot) == fingerprint(value):
            merged[slot] = other
            taken.append(slot)
        else:
            conflicts.append(Conflict(slot, other, value))
            merged[slot] = joined(slot, other, value)
    return merged, tuple(conflicts), tuple(taken)


def joined(slot: str, theirs: Any, yours: Any) -> Any:
    """Theirs and then yours, where both can stand; else yours."""
    if slot in LISTS:
        return type(yours)([*theirs, *(each for each in yours if each not in theirs)])
    if slot in TEXTS:
        return (" / " if slot in SHORT else "\n\n").join(each for each in (theirs, yours) if each)
    return yours


def marked(text: str, other: str) -> list[tuple[str, bool]]:
    """The text in pieces; True where the other text says something else."""
    words, others = WORDS.findall(text), WORDS.findall(other)
    matcher = difflib.SequenceMatcher(
        a=[word.strip() for word in words], b=[word.strip() for word in others], autojunk=False
    )
    pieces: list[tuple[str, bool]] = []
    for tag, start, end, _from, _to in matcher.get_opcodes():
        run = "".join(words[start:end])
        said = run.lstrip() if tag != "equal" else run
        gap = run.removesuffix(said)  # the space before a mark is no part of it
        pieces += [(gap, False)] if gap else []
        pieces += [(said, tag != "equal")] if said else []
    return pieces


def _same(one: Any, other: Any) -> bool:
    return fingerprint(one) == fingerprint(other)


def fingerprint(value: Any) -> str:
    """Eight letters, equal for values that read the same, whatever container they come in."""
    if isinstance(value, str):
        value = value.replace("\r\n", "\n").strip()
    elif isinstance(value, Iterable):
        value = [str(each) for each in value]
    return sha256(repr(value).encode()).hexdigest()[:8]
