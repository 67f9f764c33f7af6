"""The filters of an address in words, each with the way to take it away."""

from django.utils.translation import gettext as _

from assessments.matrix.grid import Grid
from assessments.matrix.scores import words_of
from core.ui.chips import Chip


def chips_of(grid: Grid) -> list[Chip]:
    """One for each filter that is in force."""
    return [
        Chip(label_of(grid, name, value), grid.asked.without((name, value)) or ".")
        for name, value in grid.asked.filters
    ]


def label_of(grid: Grid, name: str, value: str) -> str:
    """A filter in words: "Theme: Financing instruments"."""
    match name:
        case "q":
            return _("Words: %(value)s") % {"value": value}
        case "theme":
            names = {each.code: each.name for each in grid.table.themes}
            return _("Theme: %(value)s") % {"value": names[value]}
        case "region":
            names = {each.code: each.name for each in grid.table.regions}
            return _("Region: %(value)s") % {"value": names[value]}
        case "tag":
            return _("Tag: %(value)s") % {"value": grid.tags[value]}
        case "status":
            return _("Status: %(value)s") % {"value": grid.status_words(value)}
        case "suggestion":
            return _("Suggestion: %(value)s") % {"value": words_of(value)}
        case _:
            region = grid.reader.partner.region.name if grid.reader.partner else ""
            return _("Only open work in %(region)s") % {"region": region}
