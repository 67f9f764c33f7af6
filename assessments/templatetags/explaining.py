"""A short explanation beside a figure, opened by keyboard, mouse or touch, without scripts."""

from typing import Any

from django import template

from assessments.questions.explaining import EXPLANATIONS

register = template.Library()


@register.inclusion_tag("assessments/_explain.html")
def explain(name: str, place: str = "") -> dict[str, Any]:
    """{% explain "score" "relevance" %}; `place` keeps two of a kind apart on one page."""
    return {"explanation": EXPLANATIONS[name], "id": f"why-{name}{place and f'-{place}'}"}
