"""Time zones: those to choose from, and the one that a reader lives in."""

from collections import defaultdict
from datetime import datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from exchanges.models import Exchange

# What is no place: names of former systems, of offsets, and links to them.
NO_PLACES: Final = {"Etc", "SystemV", "US", "Canada", "Brazil", "Chile", "Mexico", "posix", "right"}
FORMER: Final = {"EL": "GR", "UK": "GB"}  # codes of the European Union for countries
UTC: Final = "UTC"


@cache
def zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """By continent: Europe first, then the others in the order of their names."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in sorted(available_timezones()):
        area, _slash, place = name.partition("/")
        if place and area not in NO_PLACES:
            found[area].append((name, place.replace("_", " ").replace("/", ", ")))
    areas = sorted(found, key=lambda area: (area != "Europe", area))
    return [*((area, found[area]) for area in areas), (UTC, [(UTC, UTC)])]


@cache
def zone_of_country(country: str) -> str:
    """The zone in which most people of a country live; nothing if it is not known."""
    wanted = FORMER.get(country, country)
    listed = (files("tzdata.zoneinfo") / "zone.tab").read_text(encoding="utf-8")
    for line in listed.splitlines():
        if line.startswith(f"{wanted}\t"):
            return line.split("\t")[2]
    return ""


def in_zone(exchange: Exchange, zone: str) -> tuple[str, str]:
    """From when until when in another zone: ("11:00", "12:15"); empty where it is the same hour."""
    if not (zone and exchange.starts_at):
        return "", ""
    start = datetime.combine(exchange.starts_on, exchange.starts_at, ZoneInfo(exchange.timezone))
    there = start.astimezone(ZoneInfo(zone))
    if there.utcoffset() == start.utcoffset():
        return "", ""
    end = ""
    if exchange.ends_at:
        last = datetime.combine(exchange.ends_on, exchange.ends_at, start.tzinfo)
        end = f"{last.astimezone(ZoneInfo(zone)):%H:%M}"
    return f"{there:%H:%M}", end


def is_same_hour(exchange: Exchange, zone: str) -> bool:
    """Whether clocks show the same there when the meeting begins."""
    moment = datetime.combine(exchange.starts_on, exchange.starts_at or time(12))
    offsets: set[timedelta | None] = {
        moment.replace(tzinfo=ZoneInfo(name)).utcoffset() for name in (zone, exchange.timezone)
    }
    return len(offsets) == 1
