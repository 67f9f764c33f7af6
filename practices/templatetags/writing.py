"""A field of the writing page or its two versions, and what a reader may do with a practice."""

from typing import Any

from django import template
from django.forms import BoundField

from practices.acts import Acts
from practices.models import Practice
from practices.views.comparison import TwoVersions
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
