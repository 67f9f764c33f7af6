"""A practice in few words: what a row of a list says about it."""

import re
from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.ui import dates
from practices.finding.highlights import Hit
from practices.finding.strip import statuses_of, tally
from practices.models import Content, Maturity, Practice
from regions.countries import country_name

LONGEST_PERIOD = 40
LONGEST_OWNER = 60


@dataclass(frozen=True, eq=False)
class Card:
    """A row of the catalogue: place, owner, period and maturity; and how many take it up.

    The same values give the same card as long as it is kept, and only itself is equal to it.
    """

    practice: Practice
    facts: list[str]
    tally: str
    hit: Hit | None = None  # where the words of a search stand

    @classmethod
    def of(cls, practice: Practice, shown: Container[int], hit: Hit | None = None) -> Self:
        """Needs theme, origin region, and the transfers that the reader may see.

        `shown` has the ids of the regions that the strip shows.
        """
        statuses = [status for pk, status in statuses_of(practice).items() if pk in shown]
        return cls(practice, facts_of(practice), tally(statuses) if statuses else "", hit)


def facts_of(practice: Practice) -> list[str]:
    """What is known of place, owner, period and maturity, each short enough for a line."""
    region, language = practice.origin_region, get_language()
    owner = practice.organisation
    if len(owner) > LONGEST_OWNER:
        owner = f"{owner[: LONGEST_OWNER - 1].rstrip()}…"
    period = years_of(practice)
    if not period and len(practice.period_text) <= LONGEST_PERIOD:
        period = practice.period_text
    facts = [
        _in_country(region.name, region.country, language) if region else place_of(practice),
        owner,
        period,
        _maturity(practice.maturity, language),
    ]
    return [fact for fact in facts if fact]


@lru_cache(maxsize=256)
def _in_country(place: str, country: str, _language: str | None) -> str:
    return f"{place}, {country_name(country)}"


@lru_cache(maxsize=64)
def _maturity(value: str, _language: str | None) -> str:
    return str(Maturity(value).label) if value else ""


@dataclass(frozen=True)
class Title:
    """A title whose last words in brackets are shown quieter."""

    main: str
    aside: str

    @classmethod
    def of(cls, title: str) -> Self:
        if match := re.fullmatch(r"(.*\S)\s+(\([^()]+\))", title):
            return cls(match[1], match[2])
        return cls(title, "")


def origin_of(practice: Practice) -> str:
    """The partner region that it comes from, else the place that it names."""
    return practice.origin_region.name if practice.origin_region else place_of(practice)


def place_of(text: Content) -> str:
    """The place and its countries: "Lower Austria, Austria"; "Slovenia" says its country."""
    names = dict.fromkeys(country_name(code) for code in text.countries)
    countries = [name for name in names if not text.place.startswith(name)]
    return ", ".join([*([capfirst(text.place)] if text.place else []), *countries])


def period_of(text: Content) -> str:
    """How long it ran: from the dates where they are known, else in the words of the source."""
    period = years_of(text)
    if not period:
        return text.period_text
    if text.is_ongoing and text.ends_on is None:
        return _("%(period)s, ongoing") % {"period": period}
    return period


def years_of(text: Content) -> str:
    """From when to when, only as precise as it is known: "since 2011", "2012 to 2018"."""
    return dates.period(text.starts_on, text.starts_precision, text.ends_on, text.ends_precision)
