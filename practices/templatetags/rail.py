"""The filters beside the catalogue: a hundred rows and more on every page, so drawn in one go."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.facets import Choice, Facet
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
            words = _Words()
            parts += [
                _count(escape(choice.anchor), choice, words, SWAPPED) for choice in facet.choices
            ]
    return mark_safe("\n".join(parts))  # noqa: S308  # every part is escaped


class _Words(dict[int, str]):
    """What follows a number of practices, for screen readers."""

    def __missing__(self, count: int) -> str:
        self[count] = escape(ngettext("practice", "practices", count))
        return self[count]


def _rows(facet: Facet, shown: Iterable[Choice]) -> SafeString:
    words = _Words()
    name = facet.name
    rows = []
    for choice in shown:
        value = escape(choice.value)
        rows.append(
            f'<label class="check"><input type="checkbox" id="{name}-{value}" name="{name}"'
            f' value="{value}" form="filters" autocomplete="off"'
            f"{' checked' if choice.is_chosen else ''}>{_sign(choice)}{escape(choice.label)}"
            f"{_count(f'{name}-{value}', choice, words)}</label>"
        )
    return mark_safe("".join(rows))  # noqa: S308  # all that is not ours is escaped


def _sign(choice: Choice) -> SafeString | str:
    if choice.theme:
        return theme(choice.theme, words=False)
    return mark_for(choice.mark) if choice.mark else ""


def _count(anchor: str, choice: Choice, words: _Words, swapped: str = "") -> str:
    return (
        f'<span class="n" id="n-{anchor}"{swapped}>{choice.count}'
        f'<span class="vh"> {words[choice.count]}</span></span>'
    )
