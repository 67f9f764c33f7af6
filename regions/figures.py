"""Figures about a region that apps above compute: a column of the list, a number on its page.

An app registers `core.panels.register("region_figures", "", panel)`; its panel returns a
`RegionFigure` per region id. The first one registered is the number on the map.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.utils.functional import Promise

from core.panels import panels_for

PLACE: Final = "region_figures"


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
