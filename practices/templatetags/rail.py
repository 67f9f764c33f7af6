"""The filters beside the catalogue: a hundred rows and more on every page, so drawn in one go."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from practices.finding.facets import Choice, Facet
from practices.templatetags.thread import mark_for, theme

register = template.Library()

OPEN = mark_safe(" open")
SWAPPED = mark_safe(' hx-swap-oob="true"')


@register.simple_tag
def choices(facet: Facet, *, is_swapped: bool = False) -> SafeString:
    """{% choices facet %}: its values with their counts; a long list is folded."""
    folded = facet.folded
    more: SafeString | str = ""
    if folded:
        more = format_html(
            '<details class="fold"{}><summary>{}</summary>{}</details>',
            OPEN if facet.unfolds else "",
            _("%(n)s more") % {"n": len(folded)},
            _rows(facet, folded),
        )
    return format_html(
        '<fieldset id="facet-{}"{}><legend class="vh">{}</legend>{}{}</fieldset>',
        facet.name,
        SWAPPED if is_swapped else "",
        facet.heading,
        _rows(facet, facet.first),
        more,
    )


@register.simple_tag
def new_counts(facets: Iterable[Facet]) -> SafeString:
    """{% new_counts facets %}: for htmx, what changed in the rail."""
    parts: list[str] = []
    for facet in facets:
        if facet.is_moving:
            parts.append(choices(facet, is_swapped=True))
        else:
            parts += [
                f'<span class="n" id="n-{escape(each.anchor)}"{SWAPPED}>'
                f"{_end(each.count, get_language())}"
                for each in facet.choices
            ]
    return mark_safe("\n".join(parts))  # noqa: S308  # every part is escaped


@lru_cache(maxsize=4096)
def _end(count: int, _language: str | None) -> str:
    """What stands behind a choice: how many practices have it."""
    words = escape(ngettext("practice", "practices", count))
    return f'{count}<span class="vh"> {words}</span></span>'


def _rows(facet: Facet, shown: Iterable[Choice]) -> SafeString:
    language = get_language()
    rows = (
        f"{_beginning(facet.name, each.value, each.label, each.is_chosen, _sign(each))}"
        f"{_end(each.count, language)}</label>"
        for each in shown
    )
    return mark_safe("".join(rows))  # noqa: S308  # all that is not ours is escaped


@lru_cache(maxsize=4096)  # the same on every page, but for the numbers
def _beginning(name: str, value: str, label: str, is_chosen: bool, sign: str) -> str:
    value = escape(value)
    return (
        f'<label class="check"><input type="checkbox" id="{name}-{value}" name="{name}"'
        f' value="{value}" form="filters" autocomplete="off"{" checked" if is_chosen else ""}>'
        f'{sign}{escape(label)}<span class="n" id="n-{name}-{value}">'
    )


def _sign(choice: Choice) -> SafeString | str:
    if choice.theme:
        return theme(choice.theme, words=False)
    return mark_for(choice.mark) if choice.mark else ""
