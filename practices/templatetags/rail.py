"""The filters beside the catalogue: a hundred rows and more on every page, so drawn in one go."""

from collections.abc import Iterable, Iterator

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.facets import Choice, Facet
from practices.templatetags.thread import mark_for, theme

register = template.Library()

CHECKED = mark_safe(" checked")
OPEN = mark_safe(" open")
SWAPPED = mark_safe(' hx-swap-oob="true"')
CHOICE = (
    '<label class="check"><input type="checkbox" id="{0}" name="{1}" value="{2}" form="filters"'
    ' autocomplete="off"{3}>{4}{5}{6}</label>'
)
COUNT = '<span class="n" id="n-{}"{}>{}<span class="vh"> {}</span></span>'


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
    drawn = [
        choices(facet, is_swapped=True)
        if facet.is_moving
        else format_html_join("\n", COUNT, _counts(facet.choices, SWAPPED))
        for facet in facets
    ]
    return format_html_join("\n", "{}", ((each,) for each in drawn))


def _rows(facet: Facet, shown: Iterable[Choice]) -> SafeString:
    rows = list(shown)
    counts = (format_html(COUNT, *each) for each in _counts(rows))
    return format_html_join(
        "",
        CHOICE,
        (
            (
                choice.anchor,
                facet.name,
                choice.value,
                CHECKED if choice.is_chosen else "",
                _sign(choice),
                choice.label,
                count,
            )
            for choice, count in zip(rows, counts, strict=True)
        ),
    )


def _sign(choice: Choice) -> SafeString | str:
    if choice.theme:
        return theme(choice.theme, words=False)
    return mark_for(choice.mark) if choice.mark else ""


def _counts(
    shown: Iterable[Choice], swapped: SafeString | str = ""
) -> Iterator[tuple[str, SafeString | str, int, str]]:
    said: dict[int, str] = {}
    for choice in shown:
        if choice.count not in said:
            said[choice.count] = ngettext("practice", "practices", choice.count)
        yield choice.anchor, swapped, choice.count, said[choice.count]
