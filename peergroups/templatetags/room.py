"""Marks of the room: seats that are drawn, and the code to hold a phone at."""

from collections.abc import Iterable

import segno
from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from assessments.progress import Place
from exchanges.models import Participation
from peergroups.models import RegionStep, StepKind, shown_title
from peergroups.outcome import reading
from practices.templatetags.thread import level_mark, mark_for
from regions.models import Level

register = template.Library()

QUIET = 4  # modules of white around the code, as the standard asks


@register.simple_tag
def seats(places: Iterable[Place], nameless: bool = False) -> SafeString:
    """{% seats progress.places %}: a mark per person, an outline while still answering.

    `nameless`: finished first and all of one shape, so that nobody's level can be read off.
    """
    shown = [(place.level or Level.POLICY_MAKER, place.is_finished) for place in places]
    if nameless:
        shown = [(Level.POLICY_MAKER.value, done) for _level, done in shown]
        shown.sort(key=lambda each: not each[1])
    marks = format_html_join(
        "", "{}", ((level_mark(level, is_open=not done),) for level, done in shown)
    )
    return format_html('<span class="seats" aria-hidden="true">{}</span>', marks)


@register.simple_tag
def qr(address: str, label: str) -> SafeString:
    """{% qr url label %}: the address as a QR code, drawn as one path; no style, no script."""
    code = segno.make(address, error="m", micro=False)
    size = code.symbol_size(border=QUIET)[0]
    path = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(code.matrix_iter(border=QUIET))
        for x, dark in enumerate(row)
        if dark
    )
    return format_html(
        '<svg class="qr" role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}" height="{}">'
        '<rect width="100%" height="100%" fill="#fff"/><path d="{}" fill="#000"/></svg>',
        label,
        size,
        size,
        size * 5,
        size * 5,
        path,
    )


STEP_MARKS = {
    StepKind.INTERESTED: "interested",
    StepKind.NOT_FOR_US: "not_now",
    StepKind.ASK_AT_HOME: "assessing",
}


@register.simple_tag
def step_mark(kind: str) -> SafeString:
    """{% step_mark step.kind %}: the shape with the words of a region's next step."""
    step = StepKind(kind)
    return format_html('<span class="status">{}{}</span>', mark_for(STEP_MARKS[step]), step.label)


@register.simple_tag
def step_kinds() -> list[tuple[str, str]]:
    """{% step_kinds as kinds %}: what a region can choose, with its words."""
    return [(kind.value, str(kind.label)) for kind in StepKind]


@register.filter
def who_chose(step: RegionStep) -> str:
    """{{ step|who_chose }}: by level and organisation, or that the moderator entered it."""
    return reading.who_chose(step)


@register.filter
def role_words(participation: Participation) -> str:
    """{{ person|role_words }}: Intermediary, ERAI."""
    return reading.role_of(participation)


@register.filter
def roles(people: Iterable[Participation]) -> str:
    """{{ line.unread|roles }}: policy maker, practitioner."""
    return ", ".join(each.get_level_display().lower() for each in people)


register.filter(shown_title)  # {{ practice|shown_title }}: nothing of one that was taken down
