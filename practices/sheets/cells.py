"""What a program for spreadsheets makes of a text, and how it is kept from that. No Django here.

A text that would run as a formula gets an apostrophe before it, as people write it themselves.
`bare()` takes exactly those apostrophes away again, so that every text comes back as it was.
"""

import re
import unicodedata
from typing import Final

# The wide forms count as the plain ones in some programs.
FORMULA_STARTS: Final = (*"=+-@\t\r\n", *"＝＋－＠")
MARK: Final = "'"
LONGEST_CELL: Final = 32_767  # characters; a workbook holds no more
# What no XML may hold: a workbook with it could not be opened.
UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
TOO_LONG: Final = "(too long for a cell: see the page)"

NUMBER: Final = re.compile(r"[\s\d.,:;/%()€$£+–eE-]*\d[\s\d.,:;/%()€$£+–eE-]*")
LOGICAL: Final = {"true", "false"}
DAY_OF_MONTH: Final = re.compile(
    r"(\d{1,2}\.?[\s-]+)?([^\W\d_]{3,})\.?[\s,-]*(\d{1,2},?\s+)?(\d{2,4})?"
)
# First letters of the months in the languages of the programs that people use here.
MONTHS: Final = frozenset(
    (
        *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
        *("mär", "mrz", "mai", "okt", "dez", "maj", "fév", "avr", "jui", "aoû", "déc", "már"),
        *("ápr", "máj", "jún", "júl", "sze", "gen", "mag", "giu", "lug", "ago", "set", "ott"),
        *("dic", "ian", "iun", "iul", "noi"),
    )
)


def runs(text: str) -> bool:
    """Whether a program would take the text for a formula; one with a mark is marked, too."""
    return text.lstrip(" ").startswith(FORMULA_STARTS) or text.startswith(MARK)


def is_value(text: str) -> bool:
    """Whether a program that opens a CSV would make a number, a date or a truth of it."""
    words = text.strip()
    if not words or len(words) > 40 or "\n" in words:
        return False
    if NUMBER.fullmatch(words) or words.casefold() in LOGICAL:
        return True
    found = DAY_OF_MONTH.fullmatch(words)
    has_number = found is not None and any((found[1], found[3], found[4]))
    return has_number and found is not None and found[2][:3].casefold() in MONTHS


def harmless(text: str) -> str:
    """The text for a cell that is typed as text, as in a workbook."""
    return f"{MARK}{text}" if runs(text) else text


def harmless_untyped(text: str) -> str:
    """The text for a cell whose type is guessed, as in a CSV: 007 must not become 7."""
    return f"{MARK}{text}" if text and (runs(text) or is_value(text)) else text


def bare(text: str) -> str:
    """The text without the mark that one of the two functions above put there."""
    inner = text[1:]
    return inner if text.startswith(MARK) and (runs(inner) or is_value(inner)) else text


def plain(text: str) -> str:
    """One kind of line break, and nothing that a workbook could not hold."""
    if not text:
        return text
    return UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def same(one: str, other: str) -> bool:
    """Whether two cells say the same, as far as programs for spreadsheets keep what they say."""
    one, other = _kept(one), _kept(other)
    return one == other or (one == TOO_LONG and len(other) >= LONGEST_CELL)


def _kept(text: str) -> str:
    # How workbooks write a carriage return, and their way of saying that this is none.
    return re.sub("_x000[dD]_", "", plain(text).replace("x005F_", "")).strip()


def folded(heading: str) -> str:
    """Headings are the same whatever their case, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", heading).casefold())


def letters(column: int) -> str:
    """The name of a column, counted from 0: A, B, … AA."""
    name, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def reference(column: int, row: int) -> str:
    """D7, as it stands in the program's corner; the row is counted from 1."""
    return f"{letters(column)}{row}"
