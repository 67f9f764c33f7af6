"""Reads partners that were copied from a spreadsheet; pure, and it never guesses silently."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from regions.countries import COUNTRIES
from regions.names import sort_key

MOST_ROWS: Final = 200
LIMITS: Final = {"organisation": 160, "short": 40, "region": 120}
NUTS: Final = re.compile(r"[A-Z]{2}[A-Z0-9]{0,3}")
HEADINGS: Final = {
    "organisation": ("organisation", "organization", "partner", "name", "partner organisation"),
    "short": ("short", "short name", "acronym", "abbreviation"),
    "region": ("region", "territory"),
    "code": ("nuts", "nuts code", "nuts-code", "code"),
    "country": ("country", "country code"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "lng", "long"),
}
IN_ORDER: Final = ("organisation", "short", "region")

MISSING: Final = {
    "organisation": _("The name of the organisation is missing."),
    "region": _("The name of the region is missing."),
    "code": _("The NUTS code is missing: two letters and up to three more, as in SE22."),
}


@dataclass(frozen=True)
class PastedRow:
    """One line as read; `problems` empty = it can be kept. `line` counts from 1."""

    line: int
    organisation: str = ""
    short: str = ""
    region: str = ""
    code: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    letters: str = ""
    problems: tuple[str | Promise, ...] = ()


@dataclass(frozen=True)
class Pasted:
    """All lines, and what is wrong with the text as a whole."""

    rows: list[PastedRow] = field(default_factory=list)
    problems: tuple[str | Promise, ...] = ()

    @property
    def is_good(self) -> bool:
        return bool(self.rows) and not self.problems and not self.bad_count

    @property
    def bad_count(self) -> int:
        return sum(bool(row.problems) for row in self.rows)

    @property
    def country_count(self) -> int:
        return len({row.country for row in self.rows if row.country})


def read(text: str, letters: Sequence[str] = ()) -> Pasted:
    """Rows of organisation, short name, region, NUTS code and country.

    Columns are parted by tabs, semicolons or commas; with a line of headings they come in any
    order, without one the NUTS code is found by its form. `letters` are the two or three letters
    that somebody chose for each row; the others are proposed.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        return Pasted(problems=(_("Paste at least one partner."),))
    if len(lines) > MOST_ROWS:
        many = _("Paste at most %(n)d rows at once.") % {"n": MOST_ROWS}
        return Pasted(problems=(many,))
    delimiter = delimiter_of([line for _number, line in lines])
    cells = [(number, split(line, delimiter)) for number, line in lines]
    headings = headings_of(cells[0][1])
    if headings:
        cells = cells[1:]
    found = [(number, named(row, headings)) for number, row in cells]
    return Pasted(rows=_checked(found, letters))


def delimiter_of(lines: Sequence[str]) -> str:
    """The sign that parts the columns: what most lines hold, tabs before semicolons and commas."""
    for sign in "\t;":
        if sum(sign in line for line in lines) * 2 > len(lines):
            return sign
    return ","


def split(line: str, delimiter: str) -> list[str]:
    """The cells of a line; quoted cells may hold the delimiter."""
    try:
        row = next(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error:
        row = line.split(delimiter)
    return [" ".join(cell.split()) for cell in row]


def headings_of(row: Sequence[str]) -> list[str]:
    """The field of each column, when this is a line of headings; else nothing."""
    fields = []
    for cell in row:
        word = cell.casefold().strip(" :*")
        fields.append(next((name for name, words in HEADINGS.items() if word in words), ""))
    return fields if "code" in fields and "organisation" in fields else []


def named(row: Sequence[str], headings: Sequence[str]) -> dict[str, str]:
    """The cells by the name of their field."""
    if headings:
        return {name: cell for name, cell in zip(headings, row, strict=False) if name}
    cells = [cell for cell in row if cell]
    code = code_in(cells[1:])
    rest = [cell for cell in cells if cell != code and not _is_country(cell, code)]
    if len(rest) == 2:  # organisation and region, as many lists have it
        rest.insert(1, "")
    found = dict(zip(IN_ORDER, rest, strict=False))
    return found | {"code": code, "country": code[:2], "left_over": " ".join(rest[3:])}


def code_in(cells: Sequence[str]) -> str:
    """The NUTS code among these cells: one with a digit, else capitals of a known country.

    Short names such as ERAI have the form of a code; a known country comes first in a real one.
    """
    fits = [cell for cell in cells if NUTS.fullmatch(cell.upper())]
    digits = [cell for cell in fits if any(char.isdigit() for char in cell)]
    capitals = [cell for cell in fits if cell.isupper() and cell[:2] in COUNTRIES]
    longest_first = sorted(capitals, key=len, reverse=True)
    return next(iter([*digits, *longest_first]), "")


def _is_country(cell: str, code: str) -> bool:
    return bool(code) and cell.upper() == code[:2].upper()


def _checked(
    found: Sequence[tuple[int, dict[str, str]]], letters: Sequence[str]
) -> list[PastedRow]:
    rows: list[PastedRow] = []
    seen: set[str] = set()
    taken: set[str] = set()
    for index, (number, cells) in enumerate(found):
        chosen = letters[index].strip().upper() if index < len(letters) else ""
        row = _row(number, cells, chosen or letters_for(cells.get("region", ""), taken))
        problems = [*row.problems]
        if row.code and row.code in seen:
            problems.append(_("This NUTS code is in the list twice."))
        if row.letters in taken:
            problems.append(_("These letters are used twice. Choose others."))
        seen.add(row.code)
        taken.add(row.letters)
        rows.append(PastedRow(**{**row.__dict__, "problems": tuple(problems)}))
    return rows


def _row(number: int, cells: dict[str, str], letters: str) -> PastedRow:
    code = cells.get("code", "").upper()
    organisation = cells.get("organisation", "")
    latitude, longitude = (_degrees(cells.get(name, "")) for name in ("latitude", "longitude"))
    return PastedRow(
        line=number,
        organisation=organisation,
        short=cells.get("short") or short_for(organisation),
        region=cells.get("region", ""),
        code=code,
        country=(cells.get("country") or code[:2]).upper()[:2],
        latitude=latitude if longitude is not None else None,
        longitude=longitude if latitude is not None else None,
        letters=letters,
        problems=tuple(_problems(cells, code, letters)),
    )


def _problems(cells: dict[str, str], code: str, letters: str) -> list[str | Promise]:
    problems: list[str | Promise] = []
    for name, sentence in MISSING.items():
        if not cells.get(name):
            problems.append(sentence)
    if code and not NUTS.fullmatch(code):
        problems.append(
            _("%(code)s is not a NUTS code: two letters and up to three more, as in SE22.")
            % {"code": code[:20]}
        )
    for name, limit in LIMITS.items():
        if len(cells.get(name, "")) > limit:
            problems.append(
                ngettext_lazy(
                    "A name is longer than %(n)d character. Shorten it.",
                    "A name is longer than %(n)d characters. Shorten it.",
                    limit,
                )
                % {"n": limit}
            )
    if cells.get("left_over"):
        problems.append(_("There are too many columns. Keep organisation, region and NUTS code."))
    if not 1 < len(letters) < 4:
        problems.append(_("Write two or three letters for the marks of this region."))
    return problems


def _degrees(cell: str) -> float | None:
    try:
        number = float(cell.replace(",", "."))
    except ValueError:
        return None
    return number if -180 <= number <= 180 else None


def short_for(organisation: str) -> str:
    """What stands before the first sign of a longer explanation: "ERAI" of "ERAI - Entreprise…"."""
    first = re.split(r"\.\s|\s[-–/]\s|,|\(", organisation)[0].strip() or organisation
    words = first.split()
    while len(words) > 1 and len(" ".join(words)) > LIMITS["short"]:
        words.pop()
    return " ".join(words)[: LIMITS["short"]]


def letters_for(region: str, taken: set[str]) -> str:
    """Two letters that tell the region from those before: LA for Lower Austria, SK for Skåne."""
    key = re.sub(r"[^a-z ]", " ", sort_key(region)).split()
    word = "".join(key)
    wanted = ["".join(part[0] for part in key[:2])] if len(key) > 1 else []
    wanted += [word[0] + other for other in word[1:]] if word else []
    wanted += [first + second for first in "xyz" for second in "abcdefghijklmnopqrstuvwxyz"]
    return next(pair.upper() for pair in wanted if len(pair) == 2 and pair.upper() not in taken)
