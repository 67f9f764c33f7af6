"""Marks of the minutes, drawn from their plain data."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assessments.templatetags.answers import answer_square, draw_move
from core.ui.drawing import icon
from peergroups.minutes import blocks
from peergroups.minutes.sentences import middle, why_it_moved
from practices.templatetags.thread import level_mark
from regions.models import Level

register = template.Library()

Content = dict[str, Any]

register.filter("levels_line", blocks.levels_line)
register.filter("rounds_line", blocks.rounds_line)
register.filter("hidden_line", blocks.hidden_line)
register.filter("why_it_moved", why_it_moved)
register.filter("middle", middle)
register.filter("minutes_head", blocks.head_of)
register.filter("day_of", blocks.day_of)
register.filter("amendment_line", blocks.amendment_line)


@register.simple_tag
def present_levels(levels: list[str]) -> SafeString:
    """{% present_levels region.levels %}: a mark per person, and the levels in words."""
    marks = format_html_join("", "{}", ((level_mark(level),) for level in levels))
    words = ", ".join(str(Level(each).label) for each in levels)
    return format_html(
        '<span class="seats" aria-hidden="true">{}</span><span class="vh">{}</span>', marks, words
    )


@register.simple_tag
def minutes_cell(cell: Content) -> SafeString:
    """{% minutes_cell cell %}: one field per person of a region, the lowest answer first."""
    given: list[int | None] = [*cell["values"], *([None] * cell["unknown"])]
    squares = format_html_join("", "{}", ((answer_square(each),) for each in given))
    if not given:
        squares = format_html('<span class="vh">{}</span>', _("no answer"))
    flag: SafeString | str = ""
    if cell["has_obstacle"]:
        words = _("Obstacle raised")
        flag = format_html(
            '<span class="stopflag">{}<span class="vh">{}</span></span>', icon("flag"), words
        )
    return format_html("<div>{}</div>{}", squares, flag)


@register.simple_tag
def minutes_span(line: Content) -> str:
    """{% minutes_span line %}: −1.5 to +2."""
    return blocks.span_words(line)


@register.simple_tag
def shift_plot(shift: Content) -> SafeString | str:
    """{% shift_plot shift %}: the middle answer of the first round, and where it went."""
    first, last = shift["first"], shift["last"]
    if first is None or last is None:
        return ""
    label = _("First round %(first)s, last round %(last)s") % {
        "first": middle(first),
        "last": middle(last),
    }
    return draw_move(first, last, label)
