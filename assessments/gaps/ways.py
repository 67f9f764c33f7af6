"""What becomes of gaps: an upper app says which actions close them, and how to plan one."""

from collections.abc import Callable
from dataclasses import dataclass

from practices.models import Practice
from regions.models import Region
from regions.reader import Reader


@dataclass(frozen=True)
class Closing:
    """One action that closes the gap: "action 1.2", its address and how it stands."""

    words: str
    url: str
    state: str


@dataclass(frozen=True)
class Ways:
    """Per kind the actions that close its gap; `plan_url` is where one is planned, by kind."""

    closings: dict[str, list[Closing]]
    plan_urls: dict[str, str]


type Offer = Callable[[Reader, Practice, Region], Ways]

_offers: list[Offer] = []


def register(offer: Offer) -> None:
    """Called by an upper app when the apps are ready; asks the database once."""
    _offers.append(offer)


def ways_for(reader: Reader, practice: Practice, region: Region) -> list[Ways]:
    return [offer(reader, practice, region) for offer in _offers]
