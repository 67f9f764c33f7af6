"""Marks of the board: the time of a practice, and what moved between two rounds."""

import json
from datetime import datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assessments.templatetags.answers import answer_square
from peergroups.board.shift import Move
from peergroups.board.timing import Phase, Timer
from peergroups.planning.words import STEP_WORDS

register = template.Library()


@register.filter
def phase_words(timer: Timer) -> str:
    """{{ timer|phase_words }}: Talk: 4 min left; Talk: 2 min over."""
    name = STEP_WORDS[timer.phase.code]
    if timer.phase_over:
        return _("%(step)s: %(n)s min over") % {"step": name, "n": timer.phase_over}
    return _("%(step)s: %(n)s min left") % {"step": name, "n": timer.phase_left}


@register.filter
def phases_as_json(timer: Timer) -> str:
    """{{ timer|phases_as_json }}: what the page needs to go on counting by itself."""
    return json.dumps([_told(each) for each in timer.phases])


def _told(phase: Phase) -> dict[str, str | int]:
    name = STEP_WORDS[phase.code]
    return {
        "ends": milliseconds(phase.ends_at),
        "left": _("%(step)s: %(n)s min left") % {"step": name, "n": "{n}"},
        "over": _("%(step)s: %(n)s min over") % {"step": name, "n": "{n}"},
    }


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
