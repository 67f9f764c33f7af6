"""Marks of the board: the time of a practice, and what moved between two rounds."""

import json
from datetime import datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assessments.shifts import Move
from assessments.templatetags.answers import answer_square
from peergroups.board.timing import Phase, Timer
from peergroups.planning.words import STEP_WORDS

register = template.Library()

LONG = 60  # minutes over the time; beyond, the number says nothing more


@register.filter
def phase_words(timer: Timer) -> str:
    """{{ timer|phase_words }}: Talk: 4 min left; Talk: 2 min over."""
    if timer.phase_over:
        return f"{STEP_WORDS[timer.phase.code]}: {over_words(timer.phase_over)}"
    return _left(timer.phase, timer.phase_left)


@register.filter
def over_words(minutes: int) -> str:
    """{{ timer.over|over_words }}: 3 min over."""
    if minutes > LONG:
        return _("more than an hour over")
    return _("%(n)s min over") % {"n": minutes}


def _left(phase: Phase, minutes: int | str) -> str:
    return _("%(step)s: %(n)s min left") % {"step": STEP_WORDS[phase.code], "n": minutes}


@register.filter
def phases_as_json(timer: Timer) -> str:
    """{{ timer|phases_as_json }}: what the page needs to go on counting by itself."""
    return json.dumps(
        [
            {
                "ends": milliseconds(each.ends_at),
                "name": str(STEP_WORDS[each.code]),
                "left": _left(each, "{n}"),
            }
            for each in timer.phases
        ]
    )


@register.simple_tag
def over_patterns() -> SafeString:
    """{% over_patterns %}: the words for the script that counts on."""
    patterns = _("%(n)s min over") % {"n": "{n}"}, over_words(LONG + 1)
    return format_html('data-over="{}" data-long="{}"', *patterns)


@register.inclusion_tag("peergroups/_timer_form.html", takes_context=True)
def timer_form(context: template.Context, do: str, label: str) -> dict[str, object]:
    """{% timer_form "pause" _("Pause") %}: one act about the minutes of the room."""
    names = ("session", "request", "csrf_token")
    return {name: context.get(name) for name in names} | {"do": do, "label": label}


@register.filter
def milliseconds(moment: datetime) -> int:
    """{{ timer.ends_at|milliseconds }}: as browsers count."""
    return int(moment.timestamp() * 1000)


@register.simple_tag
def move_mark(move: Move) -> SafeString:
    """{% move_mark move %}: from this answer to that."""
    return format_html(
        '<span class="moved">{}<span aria-hidden="true">→</span>'
        '<span class="vh">{}</span>{}</span>',
        answer_square(move.before, "rkey"),
        _("to"),
        answer_square(move.after, "rkey"),
    )
