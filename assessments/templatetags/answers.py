"""Answers as fields with a sign, and how far the regions' middle answers lie apart."""

from fractions import Fraction
from typing import Protocol

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.distributions import Cell, Differ, Line
from core.ui.drawing import icon
from core.ui.numbers import MINUS

register = template.Library()


class Answered(Protocol):
    """Anything that holds somebody's own answer."""

    @property
    def value(self) -> int | None: ...


# value -> class, sign, word
STEPS: dict[int, tuple[str, str, str | Promise]] = {
    -2: ("r1", MINUS * 2, gettext_lazy("strong barrier")),
    -1: ("r2", MINUS, gettext_lazy("barrier")),
    0: ("r3", "0", gettext_lazy("neutral")),
    1: ("r4", "+", gettext_lazy("driver")),
    2: ("r5", "++", gettext_lazy("strong driver")),
}
UNKNOWN = gettext_lazy("I do not know")
DIFFER = {
    Differ.WIDELY: gettext_lazy("Widely"),
    Differ.SOMEWHAT: gettext_lazy("Somewhat"),
    Differ.LITTLE: gettext_lazy("Little"),
}
SIGN = '<span aria-hidden="true">{}</span><span class="vh">{}</span>'


@register.simple_tag
def answer_square(value: int | None, css: str = "") -> SafeString:
    """{% answer_square 2 %}: the field of one answer; of None: "I do not know"."""
    if value is None:
        return format_html('<span class="dk">{}</span>', format_html(SIGN, "?", UNKNOWN))
    code, sign, word = STEPS[value]
    return format_html(
        '<span class="r {}">{}</span>', f"{code} {css}".rstrip(), format_html(SIGN, sign, word)
    )


@register.simple_tag
def answer_pip(value: int | None) -> SafeString:
    """{% answer_pip 2 %}: a step of the progress that has been answered."""
    if value is None:
        return format_html("<li>{}</li>", format_html(SIGN, "?", UNKNOWN))
    code, sign, word = STEPS[value]
    return format_html('<li class="r {}">{}</li>', code, format_html(SIGN, sign, word))


@register.simple_tag
def answer_buttons(answer: Answered | None) -> SafeString:
    """{% answer_buttons entry.answer %}: the five steps as buttons, the given one pressed."""
    given = answer.value if answer else None
    pressed = format_html(' aria-pressed="{}"', "true")
    return format_html_join(
        "",
        '<button class="{}" name="answer" value="{}"{}>{}</button>',
        (
            (code, value, pressed if value == given else "", format_html(SIGN, sign, word))
            for value, (code, sign, word) in STEPS.items()
        ),
    )


@register.filter
def answer_words(value: int | None) -> str:
    """{{ value|answer_words }}: strong driver; I do not know."""
    return str(UNKNOWN if value is None else STEPS[value][2])


@register.simple_tag
def answer_cell(cell: Cell) -> SafeString:
    """{% answer_cell cell %}: one field per person of a region, the lowest answer first."""
    given: list[int | None] = [*cell.values, *([None] * cell.unknown)]
    squares = format_html_join("", "{}", ((answer_square(each),) for each in given))
    flag: SafeString | str = ""
    if cell.has_obstacle:
        flag = format_html(
            '<span class="stopflag">{}<span class="vh">{}</span></span>',
            icon("flag"),
            _("Obstacle raised"),
        )
    if not given:
        squares = format_html('<span class="vh">{}</span>', _("no answer"))
    return format_html("<div>{}</div>{}", squares, flag)


@register.simple_tag
def answer_spread(line: Line) -> SafeString:
    """{% answer_spread line %}: from the lowest to the highest middle answer of the regions."""
    if line.differ is None or line.lowest is None or line.highest is None:
        return format_html("<small>{}</small>", _("one region only"))
    return format_html(
        '<svg aria-hidden="true"><line x1="0" x2="100%" y1="50%" y2="50%"/>'
        '<line class="zero" x1="50%" x2="50%" y1="0" y2="100%"/>'
        '<line class="span" x1="{}%" x2="{}%" y1="50%" y2="50%"/></svg><b>{}</b><small>{}</small>',
        place_of(line.lowest),
        place_of(line.highest),
        DIFFER[line.differ],
        _("%(low)s to %(high)s") % {"low": middle(line.lowest), "high": middle(line.highest)},
    )


@register.simple_tag
def answer_move(first: Fraction, last: Fraction) -> SafeString:
    """{% answer_move line.first line.last %}: where a middle answer stood, and where it went."""
    label = _("In the meeting %(first)s, at home %(last)s")
    return draw_move(
        float(first), float(last), label % {"first": middle(first), "last": middle(last)}
    )


def draw_move(first: float, last: float, label: str) -> SafeString:
    """Two middle answers, -2 to 2, on one line with the way between them."""
    return format_html(
        '<svg class="rail-plot" role="img" aria-label="{}">'
        '<line x1="3%" x2="97%" y1="10" y2="10"/>'
        '<line class="zero" x1="50%" x2="50%" y1="2" y2="18"/>'
        '<line class="move" x1="{a}" x2="{b}" y1="10" y2="10"/>'
        '<circle class="from" cx="{a}" cy="10" r="4.5"/>'
        '<circle class="to" cx="{b}" cy="10" r="4.5"/>'
        "</svg>",
        label,
        a=_on_line(first),
        b=_on_line(last),
    )


def _on_line(value: float) -> str:
    """Where a middle answer lies on the drawn line, which begins at 3 percent."""
    return f"{50 + value * 23.5:.2f}%"


@register.filter
def middle_words(value: Fraction) -> str:
    """{{ line.first|middle_words }}: −1.5."""
    return middle(value)


def place_of(value: Fraction) -> str:
    """Where a middle answer lies on the line from -2 to +2, in percent."""
    return f"{float((value + 2) * 25):.1f}"


def middle(value: Fraction) -> str:
    """A middle answer as people read it: −1.5, 0, +2."""
    size = f"{float(abs(value)):.2f}".rstrip("0").rstrip(".")
    if value == 0:
        return "0"
    return f"{MINUS if value < 0 else '+'}{size}"


@register.simple_tag
def answer_key() -> SafeString:
    """{% answer_key %}: what the fields mean."""
    steps = format_html_join(
        "",
        '<li><span class="r {} rkey">{}</span>{}</li>',
        (
            (code, format_html(SIGN, sign, word), str(word).capitalize())
            for code, sign, word in STEPS.values()
        ),
    )
    return format_html(
        '<ul class="legend">{}<li><span class="badge">?</span>{}</li>'
        '<li><span class="stopflag">{}</span>{}</li></ul>',
        steps,
        UNKNOWN,
        icon("flag"),
        _("Obstacle"),
    )
