"""People to be asked, as somebody pastes them: one on a line, with name, address and language."""

import re
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from core.languages import ANSWERING, ENGLISH
from regions.models import Level

LONGEST_NAME: Final = 120
ADDRESS: Final = re.compile(r"<?([^\s<>;,]+@[^\s<>;,]+)>?")
# The language that most people of a country answer in; elsewhere English.
OF_COUNTRY: Final = {
    "AT": "de",
    "DE": "de",
    "DK": "da",
    "FR": "fr",
    "HU": "hu",
    "IT": "it",
    "MD": "ro",
    "RO": "ro",
    "SE": "sv",
}
_NAMES: Final = {name.casefold(): code for code, name in ANSWERING.items()}


@dataclass(frozen=True)
class Asked:
    """Somebody to be asked."""

    name: str
    email: str
    language: str = ENGLISH
    level: str = ""


def language_of(region_code: str) -> str:
    """The language that is offered first for people of a region, by its NUTS code."""
    return OF_COUNTRY.get(region_code[:2].upper(), ENGLISH)


def read_lines(text: str, language: str) -> tuple[list[Asked], list[int]]:
    """The people in the text, and the numbers of lines that hold no name or no address.

    A line is "Anna Berg; anna@example.eu; sv", in any order, or "Anna Berg <anna@example.eu>";
    `language` is for lines that name none. An address that comes twice counts once.
    """
    found: dict[str, Asked] = {}
    unread: list[int] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        person = _read(line, language)
        if person is None:
            unread.append(number)
        else:
            found.setdefault(person.email.casefold(), person)
    return list(found.values()), unread


def _read(line: str, language: str) -> Asked | None:
    address = ADDRESS.search(line)
    if address is None or not _is_address(address[1]):
        return None
    words: dict[str, str] = {}
    names: list[str] = []
    for part in re.split(r"[;,\t]", line.replace(address[0], ";")):
        kind, value = _sort(part.strip())
        if kind == "name":
            names.append(value)
        else:
            words[kind] = value
    name = " ".join(each for each in names if each)
    if not name or len(name) > LONGEST_NAME:
        return None
    return Asked(name, address[1], words.get("language", language), words.get("level", ""))


def _sort(part: str) -> tuple[str, str]:
    """What a part of the line is: a language, a level, or else of the name."""
    word = part.casefold()
    if word in ANSWERING:
        return "language", word
    if word in _NAMES:
        return "language", _NAMES[word]
    for value, label in Level.choices:
        if word in {value, str(label).casefold()}:
            return "level", value
    return "name", part.strip("\"' ")


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
