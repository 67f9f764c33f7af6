"""Where practices stand in regions, as far as a reader may read it: a part of other statements."""

from functools import cache
from typing import Any

from practices.models import Transfer
from practices.querysets import reads_every_status
from regions.reader import Reader

Parameters = dict[str, Any]


def readable_transfers(reader: Reader) -> tuple[str, Parameters]:
    """The pairs that the reader may read, as a subquery; there are two kinds of readers."""
    return _transfers(Reader.system() if reads_every_status(reader) else Reader.visitor())


@cache
def _transfers(reader: Reader) -> tuple[str, Parameters]:
    rows = Transfer.objects.visible_to(reader).values("practice_id", "region_id", "status")
    text, parameters = rows.query.sql_with_params()
    names = [f"transfer{number}" for number in range(len(parameters))]
    return text % tuple(f"%({name})s" for name in names), dict(zip(names, parameters, strict=True))
