"""Codes of sheets: whose sheet it is and about which practice. Computed, never stored.

Five characters from a hash and a check character. There are 31 signs, a prime, and each place has
a weight of its own: one wrong character, or two that changed places, never give another code.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from core.errors import BadInput
from exchanges.models import Participation
from peergroups.models import AgendaItem, Session
from regions.models import Region

SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that looks like something else
LENGTH: Final = 6
BODY: Final = LENGTH - 1
INVERSE: Final = pow(LENGTH, -1, len(SIGNS))  # of the last place's weight


class NoCode(BadInput):
    """What was typed is no code of a sheet; the reason says what is wrong with it."""


@dataclass(frozen=True)
class Sheet:
    """Whose answers about which practice: a person's, or what a region agreed on."""

    item: AgendaItem
    person: Participation | None = None
    region: Region | None = None

    @property
    def mark(self) -> str:
        """What the code is computed from."""
        who = f"r{self.region.pk}" if self.region else f"p{self.person.pk if self.person else 0}"
        return f"{self.item.session_id}.{self.item.pk}.{who}"


def sheets_by_code(session: Session, sheets: Iterable[Sheet]) -> dict[str, Sheet]:
    """The sheets of a session by their codes; the rare second one of a code takes another."""
    found: dict[str, Sheet] = {}
    for sheet in sheets:
        attempt = 0
        while (code := code_of(sheet.mark, attempt)) in found:
            attempt += 1
        found[code] = sheet
    return found


def all_sheets(
    items: Sequence[AgendaItem], people: Sequence[Participation], regions: Sequence[Region]
) -> list[Sheet]:
    """In an order in which nobody who comes later changes an earlier code."""
    old_first = sorted(people, key=lambda person: person.pk)
    by_pk = sorted(items, key=lambda item: item.pk)
    sheets = [Sheet(item, person=person) for person in old_first for item in by_pk]
    tables = sorted(regions, key=lambda region: region.pk)
    return [*sheets, *(Sheet(item, region=region) for region in tables for item in by_pk)]


def code_of(mark: str, attempt: int = 0) -> str:
    digest = hashlib.sha256(f"{mark}.{attempt}".encode()).digest()
    number = int.from_bytes(digest[:8])
    values = []
    for _place in range(BODY):
        number, value = divmod(number, len(SIGNS))
        values.append(value)
    return "".join(SIGNS[value] for value in [*values, _check(values)])


def _check(values: Sequence[int]) -> int:
    """What makes the weighted sum of all places divisible."""
    total = sum(weight * value for weight, value in enumerate(values, start=1))
    return -total * INVERSE % len(SIGNS)


def read_code(typed: str) -> str:
    """The code that was typed: small letters, spaces and dashes do not matter."""
    code = "".join(char for char in typed.upper() if char.isalnum())
    if len(code) != LENGTH:
        raise NoCode(_("A code has six characters. Look at the sheet again."))
    if any(char not in SIGNS for char in code):
        raise NoCode(_("No code has a 0, 1, I, L or O. Look at the sheet again."))
    values = [SIGNS.index(char) for char in code]
    if values[-1] != _check(values[:-1]):
        raise NoCode(_("A character of the code is wrong. Look at the sheet again."))
    return code


def in_groups(code: str) -> str:
    """Three by three, as people read it: K47 M2P."""
    return f"{code[:3]} {code[3:]}"
