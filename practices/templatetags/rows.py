"""The rows of the list. Twenty of them stand on a page, so they are drawn in one go."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Final, cast

from django import template
from django.template.context import Context
from django.urls import get_script_prefix
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.ui.kept import Same
from practices.finding.cards import Card
from practices.finding.highlights import Parts
from practices.finding.strip import LEGEND, statuses_of
from practices.models import Practice
from practices.templatetags.thread import mark_for, strips, theme, words_for
from regions.models import Region

register = template.Library()

# Every slot takes HTML: what comes from a text is escaped before.
ROW: Final = """<article class="prow"><div class="stack stack-s">{theme}
<h3><a href="{list_url}{slug}/"{lang}>{marked_title}</a></h3>
{summary}{fragment}
<div class="row"><p class="where">{facts}</p>{tags}</div></div>
<div class="side">{strip}{tally}<label class="pick no-print"><input type="checkbox" name="p"\
 value="{slug}" form="compare" autocomplete="off"{checked}>{compare}<span class="vh">\
 {title}</span></label></div></article>
"""
# Where the line breaks it ends with the dot.
DOT: Final = '&nbsp;<span aria-hidden="true">·</span> '


@register.simple_tag(takes_context=True)
def rows(context: Context, cards: Iterable[Card]) -> SafeString:
    """{% rows cards %}: with `list_url`, `regions`, `reader`, `none` and `picked` of the page."""
    place = context["list_url"], get_language(), get_script_prefix()
    page = _page(Same(context["regions"]), context["reader"].region_id, context["none"], *place)
    picked = context["picked"]
    drawn = [kept_row(card, page, card.practice.slug in picked) for card in cards]
    return mark_safe("".join(drawn))  # noqa: S308  # see ROW


@dataclass(frozen=True, slots=True, eq=False)
class _Page:
    """What the rows have in common."""

    list_url: str
    language: str | None
    compare: str
    strip: Callable[[Mapping[int, str]], SafeString]


@lru_cache(maxsize=64)
def _page(
    regions: Same, me: int | None, none: str, list_url: str, language: str | None, _prefix: str
) -> _Page:
    strip = strips(cast(Iterable[Region], regions.it), me, none)
    return _Page(list_url, language, escape(_("Compare")), strip)


@lru_cache(maxsize=1024)
def kept_row(card: Card, page: _Page, is_picked: bool) -> str:
    return ROW.format(**_slots(card, page), checked=" checked" if is_picked else "")


@register.simple_tag
def key_to_marks() -> SafeString:
    """{% key_to_marks %}: every mark of the strip with its words."""
    return _key(get_language(), get_script_prefix())


@lru_cache(maxsize=32)
def _key(_language: str | None, _prefix: str) -> SafeString:
    return format_html_join(
        "", "<li>{}{}</li>", ((mark_for(code), words_for(code)) for code in LEGEND)
    )


def _slots(card: Card, page: _Page) -> dict[str, str]:
    practice, hit = card.practice, card.hit
    title = escape(practice.title)
    return {
        "list_url": page.list_url,
        "compare": page.compare,
        "theme": theme(practice.theme),
        "slug": escape(practice.slug),
        # Where it is not the language of the page.
        "lang": ""
        if practice.language == page.language
        else f' lang="{escape(practice.language)}"',
        "title": title,
        "marked_title": marked(hit.title) if hit else title,
        "summary": _summary(card),
        "fragment": _paragraph("sum found", f"… {marked(hit.fragment)} …")
        if hit and hit.fragment
        else "",
        "facts": DOT.join(map(escape, card.facts)),
        "tags": _tags(practice, page.list_url),
        "strip": page.strip(statuses_of(practice)),
        "tally": _paragraph("tally", escape(card.tally)) if card.tally else "",
    }


def _summary(card: Card) -> str:
    practice = card.practice
    if practice.is_stub:
        return _paragraph("sum muted", escape(_("Description not yet collected")))
    if not practice.summary:
        return ""
    return _paragraph("sum", marked(card.hit.summary) if card.hit else escape(practice.summary))


def _tags(practice: Practice, list_url: str) -> str:
    links = [_tag(list_url, tag["code"], tag["name"]) for tag in practice.tag_labels]
    return f'<ul class="tags">{"".join(links)}</ul>' if links else ""


@lru_cache(maxsize=4096)
def _tag(list_url: str, code: str, name: str) -> str:
    return f'<li><a href="{list_url}?tag={escape(code)}">{escape(name)}</a></li>'


def _paragraph(css: str, words: str) -> str:
    return f'<p class="{css}">{words}</p>'


def marked(parts: Parts) -> str:
    """A text with the words that were searched."""
    return "".join(
        f"<mark>{escape(words)}</mark>" if is_hit else escape(words) for words, is_hit in parts
    )
