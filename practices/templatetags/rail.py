"""The filters beside the catalogue: a hundred rows and more on every page, so drawn in one go."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Final

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core.ui.drawing import icon
from practices.finding.facets import Choice, Facet
from practices.templatetags.thread import mark_for, theme

register = template.Library()

OPEN: Final = " open"
SWAPPED: Final = ' hx-swap-oob="true"'


@register.simple_tag
def rail(facets: Iterable[Facet]) -> SafeString:
    """{% rail facets %}: each facet with its values, the first ones open."""
    chevron = icon("chev")
    parts = [
        f"<details{OPEN if facet.is_open else ''}><summary>{escape(facet.heading)}{chevron}"
        f"</summary>{_choices(facet)}</details>\n"
        for facet in facets
    ]
    return mark_safe("".join(parts))  # noqa: S308  # every part is escaped


@register.simple_tag
def new_counts(facets: Iterable[Facet]) -> SafeString:
    """{% new_counts facets %}: for htmx, what changed in the rail."""
    language = get_language()
    parts: list[str] = []
    for facet in facets:
        if facet.is_moving:
            parts.append(_choices(facet, SWAPPED))
        else:
            parts += [
                f'<span class="n" id="n-{escape(each.anchor)}"{SWAPPED}>'
                f"{_end(each.count, language)}"
                for each in facet.choices
            ]
    return mark_safe("\n".join(parts))  # noqa: S308  # every part is escaped


def _choices(facet: Facet, swapped: str = "") -> str:
    """The values with their counts; a long list is folded."""
    first, folded = facet.first, facet.folded
    more = ""
    if folded:
        is_open = OPEN if facet.unfolds else ""
        words = escape(_("%(n)s more") % {"n": len(folded)})
        more = f'<details class="fold"{is_open}><summary>{words}</summary>{_rows(folded)}</details>'
    return (
        f'<fieldset id="facet-{facet.name}"{swapped}><legend class="vh">{escape(facet.heading)}'
        f"</legend>{_rows(first)}{more}</fieldset>"
    )


def _rows(shown: Iterable[Choice]) -> str:
    language = get_language()
    rows = [
        f"{_beginning(each.anchor, each.value, each.label, each.is_chosen, _sign(each))}"
        f"{_end(each.count, language)}</label>"
        for each in shown
    ]
    return "".join(rows)


@lru_cache(maxsize=4096)
def _end(count: int, _language: str | None) -> str:
    """What stands behind a choice: how many practices have it."""
    words = escape(ngettext("practice", "practices", count))
    return f'{count}<span class="vh"> {words}</span></span>'


@lru_cache(maxsize=4096)  # the same on every page, but for the numbers
def _beginning(anchor: str, value: str, label: str, is_chosen: bool, sign: str) -> str:
    name = escape(anchor.removesuffix(f"-{value}"))
    value = escape(value)
    return (
        f'<label class="check"><input type="checkbox" id="{name}-{value}" name="{name}"'
        f' value="{value}" form="filters" autocomplete="off"{" checked" if is_chosen else ""}>'
        f'{sign}{escape(label)}<span class="n" id="n-{name}-{value}">'
    )


def _sign(choice: Choice) -> str:
    if choice.theme:
        return theme(choice.theme, words=False)
    return mark_for(choice.mark) if choice.mark else ""
