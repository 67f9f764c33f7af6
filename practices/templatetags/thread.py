"""Marks of the thread: where a practice stands, in which theme, how mature, who speaks."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from django import template
from django.urls import get_script_prefix
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.ui.drawing import symbol, three_steps
from practices.finding.cards import origin_of
from practices.finding.strip import Travelling, statuses_of
from practices.models import Maturity, Practice, Theme, TransferStatus
from regions.models import Level, Region

register = template.Library()

OWN = "own"  # computed: the practice comes from here
NONE = "none"  # computed: nobody has looked at it for this region
ME = mark_safe(" data-me")
ON = mark_safe(' class="on"')
MATURITY_STEPS = {Maturity.IDEA: 1, Maturity.PILOT: 2, Maturity.PROVEN: 3, Maturity.ESTABLISHED: 4}
LEVEL_SYMBOLS = {
    Level.POLICY_MAKER: "r-pm",
    Level.INTERMEDIARY: "r-im",
    Level.PRACTITIONER: "r-cp",
}


def words_for(status: str) -> str:
    """The status in words; "own" and "none" (or empty) are computed, the others are stored."""
    if status == OWN:
        return _("Origin")
    if status in {"", NONE}:
        return _("Not yet considered")
    return str(TransferStatus(status).label)


def mark_for(status: str, label: str = "") -> SafeString:
    """The shape of a status; give a label only where no words stand beside it."""
    name = (status or NONE).replace("_", "-")
    return symbol(f"s-{name}", f"st st-{name}", label)


@register.simple_tag
def mark(status: str, label: str = "") -> SafeString:
    """{% mark transfer.status %}: the shape alone, hidden from screen readers."""
    return mark_for(status, label)


@register.simple_tag
def status(status: str, words: str = "") -> SafeString:
    """{% status transfer.status %}: the shape with its word."""
    return format_html(
        '<span class="status">{}{}</span>', mark_for(status), words or words_for(status)
    )


@register.simple_tag
def status_words(status: str) -> str:
    """{% status_words transfer.status %}: the word alone."""
    return words_for(status)


@register.simple_tag
def strip(
    practice: Travelling, regions: Iterable[Region], me: int | None = None, none: str = ""
) -> SafeString:
    """{% strip practice regions reader.region_id %}: the status in every region, in one order.

    The practice needs `transfers_of(reader)` prefetched; `regions` is a list fetched once per page.
    `none` says what an empty place means to somebody who reads public statuses only.
    """
    return strip_of(statuses_of(practice), regions, me, none)


def strip_of(
    statuses: Mapping[int, str], regions: Iterable[Region], me: int | None = None, none: str = ""
) -> SafeString:
    """The strip from a status per region id; what is missing was not yet considered."""
    return strips(regions, me, none)(statuses)


def strips(
    regions: Iterable[Region], me: int | None = None, none: str = ""
) -> Callable[[Mapping[int, str]], SafeString]:
    """Draws strips for a whole list: what they have in common is looked up once."""
    place = none, get_language(), get_script_prefix()
    stops = [(each.id, each.id == me, each.short_code, each.name) for each in regions]
    label = escape(_("Status in each partner region"))

    def drawn(statuses: Mapping[int, str]) -> SafeString:
        cells = [
            _cell(statuses.get(pk, NONE), is_me, code, name, *place)
            for pk, is_me, code, name in stops
        ]
        cells_html = "".join(cells)
        return mark_safe(f'<ol class="strip" aria-label="{label}">{cells_html}</ol>')  # noqa: S308 - the cells are escaped

    return drawn


@lru_cache(maxsize=4096)  # a list shows the same regions and statuses again and again
def _cell(
    status: str,
    is_me: bool,
    code: str,
    name: str,
    none: str,
    _language: str | None,
    _prefix: str,
) -> SafeString:
    words = none if status == NONE and none else words_for(status)
    return format_html(
        '<li{}>{}<span aria-hidden="true">{}</span><span class="vh">{}: {}</span></li>',
        *(ME if is_me else "", mark_for(status), code, name, words),
    )


@register.simple_tag
def theme(theme: Theme | None, words: bool = True) -> SafeString | str:
    """{% theme practice.theme %}: glyph and name; `words=False` where the name stands beside it."""
    return _theme(theme.glyph, theme.name if words else "") if theme else ""


@lru_cache(maxsize=256)
def _theme(glyph: str, words: str) -> SafeString:
    shape = symbol(f"t-{glyph[-1]}", "glyph")
    return format_html('<span class="theme {}">{}{}</span>', glyph, shape, words)


@register.simple_tag
def origin(practice: Practice) -> str:
    """{% origin practice %}: where it comes from."""
    return origin_of(practice)


@register.simple_tag
def maturity(value: str) -> SafeString | str:
    """{% maturity practice.maturity %}: four bars and the word; nothing when not known."""
    if not value:
        return ""
    steps = MATURITY_STEPS[Maturity(value)]
    bars = format_html_join(
        "",
        '<rect{} x="{}%" width="22%" height="8" rx="1"/>',
        ((ON if i < steps else "", i * 26) for i in range(4)),
    )
    return format_html(
        '<span class="maturity"><svg aria-hidden="true">{}</svg>{}</span>',
        bars,
        Maturity(value).label,
    )


@register.simple_tag
def needed(steps: int) -> SafeString:
    """{% needed requirement.needed %}: how much is needed, as three steps and in hidden words."""
    words = _("needed %(n)s of 3.") % {"n": steps}
    return format_html('{}<span class="vh">{} </span>', three_steps(steps), words)


@register.simple_tag
def level_mark(level: str, is_open: bool = False) -> SafeString:
    """{% level_mark seat.level %}: disc, square or triangle; `is_open` while still answering."""
    css = "role role-open" if is_open else "role"
    return symbol(LEVEL_SYMBOLS[Level(level)], css)


@register.simple_tag
def level_words(level: str) -> str:
    """{% level_words seat.level %}: policy maker, intermediary or cluster practitioner."""
    return str(Level(level).label)
