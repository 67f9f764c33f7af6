"""The formulas of the method as MathML: text that can be read aloud, searched and printed."""

from collections.abc import Callable
from typing import Final

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

SUM, MINUS, DOT = "∑", "−", "·"


@register.simple_tag
def formula(name: str) -> SafeString:
    """{% formula "score" %}: one line of the method."""
    return format_html(
        '<p class="formula"><math displaystyle="true">{}</math></p>', FORMULAS[name]()
    )


def _score() -> SafeString:
    top = _row(_under(_o(SUM), _i("c")), _sub("w", "c"), _sub("m", "c"))
    return _row(_sub("S", "d"), _o("="), _over(top, _row(_under(_o(SUM), _i("c")), _sub("w", "c"))))


def _coverage() -> SafeString:
    answered = _row(_under(_o(SUM), _i("a")), _sub("w", "a"))
    return _row(
        _sub("C", "d"), _o("="), _over(answered, _row(_under(_o(SUM), _i("q")), _sub("w", "q")))
    )


def _within_group() -> SafeString:
    inside = _row(_n("1"), _o(MINUS), _over(_sup("s", "2"), _n("2")))
    return _row(_sub("r", "WG"), _o("="), _i("max"), _o("("), _n("0"), _o(","), inside, _o(")"))


def _alpha() -> SafeString:
    return _row(_i("α"), _o("="), _n("1"), _o(MINUS), _over(_sub("D", "o"), _sub("D", "e")))


def _importance() -> SafeString:
    top = _row(_i("t"), _o(DOT), _i("B"), _o(MINUS), _i("A"))
    return _row(_sup("w", "*"), _o("="), _over(top, _row(_sub("m", "c"), _o(MINUS), _i("t"))))


def _flip() -> SafeString:
    far = _row(_o("("), _i("t"), _o(MINUS), _sub("S", "d"), _o(")"), _o(DOT))
    weights = _row(_under(_o(SUM), _i("k")), _sub("w", "k"))
    return _row(_i("Δ"), _o("="), far, _over(weights, _sub("w", "c")))


FORMULAS: Final[dict[str, Callable[[], SafeString]]] = {
    "score": _score,
    "coverage": _coverage,
    "r_wg": _within_group,
    "alpha": _alpha,
    "importance": _importance,
    "flip": _flip,
}


def _i(name: str) -> SafeString:
    return format_html("<mi>{}</mi>", name)


def _n(number: str) -> SafeString:
    return format_html("<mn>{}</mn>", number)


def _o(sign: str) -> SafeString:
    return format_html("<mo>{}</mo>", sign)


def _row(*parts: SafeString) -> SafeString:
    return format_html("<mrow>{}</mrow>", format_html_join("", "{}", ((each,) for each in parts)))


def _over(top: SafeString, bottom: SafeString) -> SafeString:
    return format_html("<mfrac>{}{}</mfrac>", top, bottom)


def _sub(name: str, index: str) -> SafeString:
    return format_html("<msub>{}{}</msub>", _i(name), _i(index))


def _sup(name: str, power: str) -> SafeString:
    return format_html("<msup>{}{}</msup>", _i(name), _i(power))


def _under(sign: SafeString, index: SafeString) -> SafeString:
    return format_html("<munder>{}{}</munder>", sign, index)
