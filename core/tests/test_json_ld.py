"""Structured data inside a page: JSON that cannot end its element."""

import json
from datetime import UTC, datetime

from core.ui.json_ld import json_ld_element

EVIL = "</script><script>alert(1)</script><!-- & \u2028"


def test_what_ends_an_element_is_escaped_and_reads_the_same():
    element = json_ld_element({"name": EVIL, "on": datetime(2026, 5, 4, 10, 0, tzinfo=UTC)})
    start, end = '<script type="application/ld+json">', "</script>"
    inside = element.removeprefix(start).removesuffix(end)

    assert element == f"{start}{inside}{end}"
    assert not set("<>&") & set(inside)
    assert json.loads(inside) == {"name": EVIL, "on": "2026-05-04T10:00:00Z"}
