"""{% load map %}: the map of partner regions, drawn by the server."""

from typing import Any

from django import template

from regions.map import Drawing

register = template.Library()


@register.inclusion_tag("regions/_map.html")
def region_map(drawing: Drawing, label: str, caption: str = "") -> dict[str, Any]:
    """{% region_map drawing label caption %}: `label` says in a sentence what the map shows."""
    return {"drawing": drawing, "label": label, "caption": caption}
