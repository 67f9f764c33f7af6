"""Panels: an upper app shows something on a lower app's page without being imported there."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest

type Panel = Callable[[HttpRequest, Sequence[int]], dict[int, Any]]

_panels: dict[str, list[tuple[str, Panel]]] = defaultdict(list)


def register(place: str, template: str, panel: Panel) -> None:
    """Register `panel` for a place ("practice_detail"); called in `AppConfig.ready()`.

    The panel takes the request and the ids on the page, asks the database once, and returns what
    its template needs per id.
    """
    _panels[place].append((template, panel))


def panels_for(
    place: str, request: HttpRequest, ids: Sequence[int]
) -> list[tuple[str, dict[int, Any]]]:
    """All panels of a place with their content per id, in the order of registration."""
    return [(template, panel(request, ids)) for template, panel in _panels[place]]


def shown_at(place: str, request: HttpRequest, pk: int) -> list[tuple[str, Any]]:
    """Template and content of each panel that has something to show about one object."""
    return [
        (template, content[pk])
        for template, content in panels_for(place, request, [pk])
        if pk in content
    ]
