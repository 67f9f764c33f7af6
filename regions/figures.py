"""Figures about a region that apps above compute.

A panel registered at "region_figures" returns a `RegionFigure` per region id: a column of the list
and a number on the page; the first one is the number on the map. A panel at "region_more_figures"
returns a list of them per region id, for the page only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.utils.functional import Promise

from core.panels import panels_for

PLACE: Final = "region_figures"
MORE: Final = "region_more_figures"


@dataclass(frozen=True)
class RegionFigure:
    """One number. `name` heads the column, `words` says the number: "3 practices"."""

    name: str | Promise
    count: int
    words: str
    url: str = ""
    note: str = ""


def figures_for(request: HttpRequest, ids: Sequence[int]) -> list[dict[int, RegionFigure]]:
    """Per registered figure what it is for each region; one query each."""
    return [content for _template, content in panels_for(PLACE, request, ids)]


def all_figures_of(request: HttpRequest, region_id: int) -> list[RegionFigure]:
    """The numbers at the head of a region's page."""
    ids = [region_id]
    first = [column[region_id] for column in figures_for(request, ids) if region_id in column]
    more = [content.get(region_id, []) for _template, content in panels_for(MORE, request, ids)]
    return first + [figure for figures in more for figure in figures]
