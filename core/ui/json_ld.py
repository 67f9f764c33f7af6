"""Structured data for search engines: a script element that holds data and runs nothing."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# Inside a script element only these could end it; JSON writes them as escapes.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def json_ld_element(data: Mapping[str, Any]) -> SafeString:
    """The data as JSON-LD; a security policy without inline scripts lets it through."""
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False).translate(ESCAPES)
    escaped = mark_safe(text)  # noqa: S308  # the signs that end a script are gone
    return format_html('<script type="application/ld+json">{}</script>', escaped)
