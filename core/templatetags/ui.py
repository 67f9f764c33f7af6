"""Template tags of the look; a builtin, so that no page loads it. No word of the domain."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import uuid4

from django import template
from django.conf import settings
from django.core.paginator import Page, Paginator
from django.forms import BoundField
from django.http import HttpRequest, QueryDict
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from core.idempotency import KEY_FIELD
from core.links import absolute
from core.ui import dates, drawing, fields, numbers
from core.ui.json_ld import json_ld_element
from core.ui.kept import kept as kept_piece
from core.ui.markdown import to_html

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """{% icon "search" %}: an icon of the sprite; `label` only where no words stand beside it."""
    return drawing.icon(name, str(label), css)


@register.simple_tag
def qr(text: str, label: str) -> SafeString:
    """{% qr join_address _("Code of the room") %}: a QR code."""
    return drawing.qr(text, str(label))


@register.simple_tag
def idempotency_key() -> SafeString:
    """{% idempotency_key %}: what makes sending a form twice the same as sending it once."""
    return format_html('<input type="hidden" name="{}" value="{}">', KEY_FIELD, uuid4())


@register.inclusion_tag("core/field.html")
def field(
    bound: BoundField, look: str = "", hint: str = "", label: str = "", css: str = ""
) -> dict[str, Any]:
    """{% field form.title %}: label, hint, error, input and counter.

    `look` of radios and several checkboxes: options (default), seg or choices.
    """
    if hint:
        bound.help_text = hint  # so that the input points to it, too
    return {
        "field": bound,
        "label": label or bound.label,
        "hint": bound.help_text,
        "shape": fields.shape_of(bound, look),
        "counter": fields.counter_of(bound),
        "says_required": fields.says_required(bound),
        "css": css,
    }


@register.simple_tag
def steps(number: int) -> SafeString:
    """{% steps item.has %}: 0 to 3 as three filled or empty steps; the words stand beside it."""
    return drawing.three_steps(number)


@register.inclusion_tag("core/errors.html")
def errors(*forms: fields.AnyForm) -> dict[str, Any]:
    """{% errors form %} or {% errors form formset %}: all problems, with links to their fields."""
    return {"problems": fields.problems_of(forms)}


@register.simple_tag
def kept(template: str, **values: Any) -> SafeString:
    """{% kept "_menu.html" links=links %}: like `include ... only`, and drawn once for each links.

    For pieces that come out the same for many readers; see `core.ui.kept`.
    """
    return kept_piece(template, values)


@register.simple_tag(takes_context=True)
def pager(context: Context, page: Page[Any]) -> SafeString | str:
    """{% pager page_obj %}: the pages of a list; the rest of the query string is kept."""
    last, here = page.paginator.num_pages, page.number
    if last < 2:
        return ""
    request: HttpRequest | None = context.get("request")
    asked = request.GET.copy() if request else QueryDict(mutable=True)
    asked["page"] = "0"
    draw = _pager.__wrapped__ if settings.DEBUG else _pager
    return draw(last, here, asked.urlencode(), get_language())


@lru_cache(maxsize=512)
def _pager(last: int, here: int, query: str, _language: str | None) -> SafeString:
    shown = Paginator(range(last), 1).get_elided_page_range(here, on_each_side=2, on_ends=1)
    # With a sign in front it is found nowhere else: inside of names and values it is encoded.
    before, page, after = f"&{query}".partition("&page=")

    def address(number: int) -> str:
        return f"?{(before + page + str(number))[1:]}{after[1:]}"

    values = {
        "here": here,
        "entries": [(each, address(each) if isinstance(each, int) else "") for each in shown],
        "previous": address(here - 1) if here > 1 else "",
        "next": address(here + 1) if here < last else "",
    }
    return render_to_string("core/pager.html", values)


@register.simple_tag(takes_context=True)
def whole_address(context: Context, path: str) -> str:
    """{% whole_address path %}: with the name of this place, for search engines and other sites."""
    request: HttpRequest | None = context.get("request")
    return request.build_absolute_uri(path) if request else absolute(path)


@register.simple_tag(name="time")
def time_tag(value: date | None, precision: str = "day") -> SafeString | str:
    """{% time practice.starts_on practice.starts_precision %}: a date, for people and machines."""
    return dates.time_element(value, precision)


@register.simple_tag
def days(start: date | None, end: date | None = None, with_year: bool = True) -> str:
    """{% days exchange.starts_on exchange.ends_on %}: 8–9 May 2013."""
    return dates.days(start, end, with_year=with_year)


@register.simple_tag
def period(
    start: date | None,
    start_precision: str = "year",
    end: date | None = None,
    end_precision: str = "year",
) -> str:
    """{% period start start_precision end end_precision %}: since 2011; 2011 to 2013."""
    return dates.period(start, start_precision, end, end_precision)


@register.filter
def day(value: date | None, precision: str = "day") -> str:
    """{{ date|day }} or {{ date|day:"month" }}: 9 May 2013, May 2013."""
    return dates.day(value, precision)


@register.filter
def day_month(value: date | None) -> str:
    """{{ date|day_month }}: 9 May."""
    return dates.day_month(value)


@register.filter
def moment(value: datetime | None) -> str:
    """{{ datetime|moment }}: 9 May 2013, 14:05."""
    return dates.moment(value)


@register.filter
def number(value: numbers.Number, places: int = 0) -> str:
    """{{ 1850|number }}: 1,850; {{ x|number:2 }} with decimals."""
    return numbers.number(value, places)


@register.filter
def signed(value: numbers.Number, places: int = 1) -> str:
    """{{ score|signed }}: +1.0 or −0.4."""
    return numbers.signed(value, places)


@register.filter
def euro(value: numbers.Number) -> str:
    """{{ amount|euro }}: €180,000."""
    return numbers.euro(value)


@register.filter
def euro_short(value: numbers.Number) -> str:
    """{{ amount|euro_short }}: €1.22 m."""
    return numbers.euro_short(value)


@register.filter
def markdown(text: str | None) -> SafeString:
    """{{ practice.problem|markdown }}: safe HTML; headings start at h3."""
    return to_html(text)


@register.simple_tag
def json_ld(data: Mapping[str, Any]) -> SafeString:
    """{% json_ld structured_data %}: schema.org data of the page, for search engines."""
    return json_ld_element(data)
