"""Pieces of a page that come out the same for the same values: drawn once, then kept.

Such a piece knows the values it is given and nothing else: no request, no reader, no token of a
form. So what is kept for one reader can hold nothing of another.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, cast

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language

MOST: Final = 2048  # pieces; most have a few hundred characters


def kept(template: str, values: Mapping[str, Any]) -> SafeString:
    """The template with these values: words, numbers, truths, and lists of these."""
    if settings.DEBUG:  # somebody may be working on the template
        return _drawn(template, values)
    told = tuple((name, _told(value)) for name, value in values.items())
    return _kept(template, get_language(), get_script_prefix(), _Given(told, values))


@dataclass(frozen=True, slots=True)
class Same:
    """Stands for one object in a key: equal to itself alone, and it stays where it is.

    A model's rows are equal when their numbers are; what they are called may have changed.
    """

    it: object

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.it is other.it

    def __hash__(self) -> int:
        return id(self.it)


@dataclass(frozen=True, slots=True)
class _Given:
    told: tuple[Any, ...]
    values: Mapping[str, Any] = field(compare=False)


def _told(value: object) -> object:
    """What tells values apart. Types count: safe words are not escaped, and `True` equals 1."""
    kind = type(value)  # not `isinstance`: something lazy would keep the request that it came with
    if issubclass(kind, (str, int, float, type(None))):
        return kind, value
    if issubclass(kind, Promise):
        return str(value)
    if issubclass(kind, (tuple, list)):
        return kind, tuple(map(_told, cast(Iterable[object], value)))
    raise TypeError(f"{kind.__name__} may change, so nothing made of it is kept.")


@lru_cache(maxsize=MOST)
def _kept(template: str, _language: str | None, _prefix: str, given: _Given) -> SafeString:
    """The prefix is where the product lies on its server: addresses begin with it."""
    return _drawn(template, given.values)


def _drawn(template: str, values: Mapping[str, Any]) -> SafeString:
    return render_to_string(template, dict(values))
