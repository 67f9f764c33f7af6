"""Marks of the room: seats that are drawn, and the code to hold a phone at."""

from collections.abc import Iterable

import segno
from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from assessments.progress import Place
from practices.templatetags.thread import level_mark
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
