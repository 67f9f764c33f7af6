"""Many more practices, quickly: the database copies those that are there under new numbers.

Frequencies of words and values stay what they were; so do the texts, a copy's included.
"""

from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Model

from practices.models import (
    CatalogueEntry,
    EvidenceStatement,
    Practice,
    Revision,
    Tagging,
    Transfer,
)
from practices.search import sql

COPIED: Final[tuple[type[Model], ...]] = (
    *(Practice, Revision, EvidenceStatement, Tagging, Practice.industries.through),
    *(Transfer, CatalogueEntry),
)
# Columns that hold the number of a practice or of its revision.
NUMBERS: Final = {"practice_id", "revision_id", "published_revision_id"}
NUMBERED: Final = (Practice, Revision)  # whose own number is drawn, not counted by the database


def multiply(drawn: int, times: int) -> None:
    """Until there are `times` as many: those numbered 1 to `drawn` stay, copies come after."""
    with connection.cursor() as cursor:
        # Each line by itself takes an index far longer than all of them at once.
        dropped = _drop_indexes(cursor, CatalogueEntry._meta.db_table)
        with transaction.atomic():  # a practice and its revision point to each other
            for model in COPIED:
                _copy(cursor, model, drawn, times)
        cursor.execute("SET maintenance_work_mem = '2GB'")
        for definition in dropped:
            cursor.execute(definition)
        cursor.execute(sql.RECOUNT)


def _drop_indexes(cursor: Any, table: str) -> list[str]:
    """All but the key's; how to make them again."""
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s"
        " AND indexdef NOT LIKE 'CREATE UNIQUE%%'",
        [table],
    )
    found = cursor.fetchall()
    for name, _definition in found:
        cursor.execute(f'DROP INDEX "{name}"')
    return [definition for _name, definition in found]


def _copy(cursor: Any, model: type[Model], drawn: int, times: int) -> None:
    table = model._meta.db_table
    fields = [
        each.column
        for each in model._meta.concrete_fields
        if not each.primary_key or each.column in NUMBERS or model in NUMBERED
    ]
    moved = ", ".join(_moved(model, name) for name in fields)
    names = ", ".join(f'"{name}"' for name in fields)
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT {moved} FROM {table} AS each"
        " CROSS JOIN generate_series(1, %(copies)s) AS turn",
        {"copies": times - 1, "drawn": drawn},
    )


def _moved(model: type[Model], name: str) -> str:
    if name in NUMBERS or (name == "id" and model in NUMBERED):
        return f'each."{name}" + turn * %(drawn)s'
    if name == "slug" and model is Practice:
        return "each.slug || '-' || turn"
    return f'each."{name}"'
