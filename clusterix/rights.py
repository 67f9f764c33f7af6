"""The rights table as the running product uses it; `clusterix/tests/rights/` drives all of it."""

import csv
from functools import cache
from pathlib import Path
from typing import Final

TABLE: Final = Path(__file__).with_name("rights.csv")


@cache
def hidden_routes() -> frozenset[str]:
    """URL names for which a visitor gets 404 instead of the login page: a row denies with 404."""
    with TABLE.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    denials = {row["id"]: row["deny"] for row in rows}
    return frozenset(
        token.partition("@")[0]
        for row in rows
        if denials.get(row["deny"].removeprefix("as "), row["deny"]) == "404"  # "as P07"
        for token in row["url_name"].split()
    )
