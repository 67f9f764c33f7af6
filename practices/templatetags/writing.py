"""A field of the writing page or its two versions, and what a reader may do with a practice."""

from typing import Any

from django import template
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from practices.models import Practice
from practices.reading.acts import Acts
from practices.views.comparison import TwoVersions
from practices.writing.differences import Pieces
from regions.reader import Reader

register = template.Library()


@register.inclusion_tag("practices/_written.html")
def written(field: BoundField, versions: TwoVersions | str, saved_by: str) -> dict[str, Any]:
    """{% written form.title conflicts.title saved_by %}: both versions where there are two."""
    return {"field": field, "versions": versions, "saved_by": saved_by}


@register.simple_tag
def acts_on(practice: Practice, reader: Reader) -> Acts:
    """{% acts_on practice reader as acts %}: what to offer; one query, none for visitors."""
    return Acts.of(practice, reader)


@register.simple_tag
def pieces(found: Pieces) -> SafeString:
    """{% pieces difference.pieces %}: words taken out and put in are marked, and said aloud."""
    marks = {
        "out": ('<del><span class="vh">{} </span>{}</del>', _("Taken out:")),
        "in": ('<ins><span class="vh">{} </span>{}</ins>', _("Put in:")),
    }
    drawn = []
    for kind, words in found:
        if kind == "same":
            drawn.append(format_html("{}", words))
        else:
            mark, said = marks[kind]
            gap = words[: len(words) - len(words.lstrip())]
            drawn.append(format_html("{}" + mark, gap, said, words.lstrip()))
    return format_html_join("", "{}", ((each,) for each in drawn))
