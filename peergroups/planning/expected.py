"""People who are expected and not on the list of the meeting yet: they count for the plan alone."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from exchanges.models import Participation, ParticipationState
from regions.models import Level, Partner

BASE: Final = 900_000_000_000  # no row has such a number, so theirs stand beside those of the list
MOST: Final = 30  # of one level of a region
MOST_LINES: Final = 60
LINE: Final = re.compile(r"\b(\d{1,9})-([0-2])-(\d{1,2})\b", re.ASCII)
LEVELS: Final = tuple(Level)

type Expected = dict[tuple[int, Level], int]  # how many, by partner and level


def read_expected(typed: QueryDict, partners: Mapping[int, Partner]) -> Expected:
    """Those of the address, with what the form sets; 0 takes a line away."""
    found: Expected = {}
    for partner, level, number in LINE.findall(typed.get("expected", "")[:2_000]):
        found[int(partner), LEVELS[int(level)]] = int(number)
    partner, level = typed.get("add_partner", ""), typed.get("add_level", "")
    number = typed.get("add_number", "")
    if partner.isdecimal() and level in Level.values and number.isdecimal():
        found[int(partner[:9]), Level(level)] = int(number[:2])
    known = {key: min(n, MOST) for key, n in found.items() if key[0] in partners and n}
    return dict(list(known.items())[:MOST_LINES])


def write_expected(expected: Expected) -> str:
    return ".".join(
        f"{partner}-{LEVELS.index(level)}-{number}" for (partner, level), number in expected.items()
    )


def expected_people(
    expected: Expected, partners: Mapping[int, Partner]
) -> tuple[Participation, ...]:
    """Somebody for each, without a name; never stored."""
    lines = [key for key, number in expected.items() for _each in range(number)]
    return tuple(
        Participation(
            pk=BASE + place,
            partner=partners[partner],
            level=level,
            state=ParticipationState.INVITED,
            name=_("Expected: %(level)s") % {"level": level.label.lower()},
        )
        for place, (partner, level) in enumerate(lines)
    )


def listed(people: Sequence[Participation]) -> list[Participation]:
    """Without those who are only expected."""
    return [each for each in people if each.pk < BASE]
