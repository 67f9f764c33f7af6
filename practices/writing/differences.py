"""What differs between two texts, word by word and line by line; pure."""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from practices.writing.versions import WORDS

type Kind = Literal["same", "out", "in"]

MOST_WORDS: Final = 4_000  # beyond this both texts are shown whole
FEW: Final = 3  # words that stand still between two changes are read with them
ALIKE: Final = 0.4  # from here on two lines are one that was changed


class Piece(NamedTuple):
    """Words that stand in both texts, were taken out, or were put in."""

    kind: Kind
    words: str


type Pieces = list[Piece]


def pieces_of(before: str, after: str) -> Pieces:
    """The later text with what was taken out of the earlier one, in reading order."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        return _joined([Piece("out", before), Piece("in", after)])
    pieces: list[Piece] = []
    for is_same, first, second in _runs(old, new):
        if is_same:
            pieces.append(Piece("same", "".join(second)))
        else:
            pieces += [Piece("out", "".join(first)), Piece("in", "".join(second))]
    return _joined(pieces)


def lines_of(before: Sequence[str], after: Sequence[str]) -> list[Pieces]:
    """Each line of both lists once; a line that was changed holds what changed in it."""
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    lines: list[Pieces] = []
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            lines += [[Piece("same", line)] for line in before[start:end]]
        else:
            lines += _changed_lines(before[start:end], after[first:last])
    return lines


def _changed_lines(before: Sequence[str], after: Sequence[str]) -> Iterator[Pieces]:
    """Lines that became others are paired in their order, as far as they are alike."""
    rest = list(after)
    for line in before:
        if rest and difflib.SequenceMatcher(a=line, b=rest[0]).ratio() >= ALIKE:
            yield pieces_of(line, rest.pop(0))
        else:
            yield [Piece("out", line)]
    yield from ([Piece("in", line)] for line in rest)


def _runs(old: list[str], new: list[str]) -> Iterator[tuple[bool, list[str], list[str]]]:
    """Runs of words that are the same or not; a few still ones between changes are not."""
    matcher = difflib.SequenceMatcher(a=_bare(old), b=_bare(new), autojunk=False)
    blocks = [each for each in matcher.get_matching_blocks() if each.size]
    kept = [
        each
        for number, each in enumerate(blocks)
        if each.size >= FEW or number == 0 or number == len(blocks) - 1
    ]
    at_old = at_new = 0
    for block in kept:
        if block.a > at_old or block.b > at_new:
            yield False, old[at_old : block.a], new[at_new : block.b]
        at_old, at_new = block.a + block.size, block.b + block.size
        yield True, old[block.a : at_old], new[block.b : at_new]
    if old[at_old:] or new[at_new:]:
        yield False, old[at_old:], new[at_new:]


def _bare(words: Iterable[str]) -> list[str]:
    return [word.strip() for word in words]


def _joined(pieces: Iterable[Piece]) -> Pieces:
    return [piece for piece in pieces if piece.words]
