"""What regions look for, for tests."""

from datetime import date
from typing import Any

from practices.models import Need
from practices.tests.factories import make_theme
from regions.models import Region
from regions.tests.factories import make_region, next_number


def make_need(region: Region | None = None, **fields: Any) -> Need:
    """Tied to a theme of its own unless told otherwise."""
    values: dict[str, Any] = {"text": f"Looks for {next_number()}.", "as_of": date(2026, 3, 1)}
    if not {"theme", "industry", "instrument"} & fields.keys():
        values["theme"] = make_theme()
    return Need.objects.create(region=region or make_region(), **values | fields)
