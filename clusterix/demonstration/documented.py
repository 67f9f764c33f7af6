"""The exchanges of the project as its sources tell them, with their own dates."""

import json
from calendar import monthrange
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from clusterix.demonstration.context import Demo
from exchanges.actions import Details, plan_exchange
from exchanges.models import ExchangeKind, Reach
from regions.reader import Reader

FOLDER: Final = Path(settings.BASE_DIR) / "exchanges" / "demonstration"


def tell_documented(demo: Demo, coordinator: Reader) -> None:
    """Exchanges of the project as its sources tell them."""
    rows = json.loads((FOLDER / "exchanges.json").read_text(encoding="utf-8"))
    for row in rows:
        plan_exchange(details=documented(demo, row), slug=row["slug"], by=coordinator)


def documented(demo: Demo, row: dict[str, Any]) -> Details:
    start, end = (date.fromisoformat(row[name]) for name in ("starts_on", "ends_on"))
    if row["date_precision"] == "month":
        end = start.replace(day=monthrange(start.year, start.month)[1])
    elif row["date_precision"] == "year":
        end = date(start.year, 12, 31)
    is_dissemination = row["kind"] == ExchangeKind.DISSEMINATION
    return Details(
        title=row["title"],
        kind=row["kind"],
        starts_on=start,
        ends_on=end,
        place=row["place"],
        country=row["country"],
        host=demo.partners[row["host_partner_nuts"]] if row["host_partner_nuts"] else None,
        reach=Reach.NATIONAL
        if row["country"] == "PL" and is_dissemination
        else Reach.INTERNATIONAL,
        notes=row["notes"],
        is_public=True,
        also_kinds=tuple(row["also_included"]),
        date_precision=row["date_precision"],
        days=row["days"],
        guests_from=tuple(row["guests_from"]),
        source=row["source"],
        is_year_inferred=row["year_inferred"],
        practices=tuple(demo.practices[slug] for slug in row["practices"]),
    )
