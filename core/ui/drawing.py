"""Symbols of the sprite `static/icons.svg`, as small inline SVGs."""

from functools import lru_cache

import segno
from django.templatetags.static import static
from django.urls import get_script_prefix
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

SPRITE = "icons.svg"


def symbol(name: str, css: str, label: str = "") -> SafeString:
    """The symbol `name` of the sprite; hidden from screen readers unless it has a label."""
    return _symbol(get_script_prefix(), name, css, label)


@lru_cache(maxsize=1024)  # a page shows the same few hundreds of times
def _symbol(prefix: str, name: str, css: str, label: str) -> SafeString:
    """The prefix is where the product lies on its server; `static` looks at it."""
    url = f"{static(SPRITE)}#{name}"
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"/></svg>', css, label, url
        )
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', css, url)


def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """An icon in the size and colour of the text around it."""
    return symbol(f"i-{name}", f"icon {css}".rstrip(), label)


def three_steps(number: int) -> SafeString:
    """0 to 3 as three steps, filled or empty; whoever draws them says the number in words."""
    bars = format_html_join(
        "",
        '<rect class="{}" x="{}" width="11" height="10" rx="1"/>',
        (("on" if i < number else "", i * 13) for i in range(3)),
    )
    return format_html('<svg class="lv" aria-hidden="true">{}</svg>', bars)


def qr(text: str, label: str) -> SafeString:
    """A QR code; dark on white in every colour mode, since phones need that to read it."""
    drawn = segno.make(text, error="m", micro=False).svg_inline(
        scale=1, border=4, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None
    )
    picture = mark_safe(drawn)  # noqa: S308  # paths and numbers only, no text of anybody
    return format_html('<span class="qr" role="img" aria-label="{}">{}</span>', label, picture)
