"""The migrations run once: each test database is a copy of the database they made."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql

LOCK: Final = 5_226_001  # of PostgreSQL's advisory locks, for the process that makes it
EXISTS: Final = "SELECT 1 FROM pg_database WHERE datname = %s"
FORMER: Final = "SELECT datname FROM pg_database WHERE starts_with(datname::text, %s)"


def use_template(*, keeps_database: bool) -> None:
    """Let Django's test database begin as a copy; make what it is copied from if it is missing."""
    wanted = connection.settings_dict["TEST"]
    with connection._nodb_cursor() as cursor:
        name = wanted["NAME"] or f"test_{connection.settings_dict['NAME']}"
        cursor.execute(EXISTS, [name])
        if keeps_database and cursor.fetchone():
            return
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])  # until this connection ends
        prefix = f"{name.removesuffix('_' + os.environ.get('PYTEST_XDIST_WORKER', ''))}_template_"
        template = prefix + _code()
        cursor.execute(EXISTS, [template])
        if not cursor.fetchone():
            _make(cursor, prefix, template)
    wanted["TEMPLATE"] = template


def _make(cursor: Any, prefix: str, template: str) -> None:
    """All or nothing: it has its name once it is complete. Those of former code go."""
    cursor.execute(FORMER, [prefix])
    for (former,) in cursor.fetchall():
        _run(cursor, "DROP DATABASE IF EXISTS {} WITH (FORCE)", former)
    _run(cursor, "CREATE DATABASE {}", unfinished := f"{template}_new")
    with _connected_to(unfinished):
        call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
    _run(cursor, "ALTER DATABASE {} RENAME TO {}", unfinished, template)


def _run(cursor: Any, statement: str, *names: str) -> None:
    cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def _connected_to(name: str) -> Iterator[None]:
    connection.close()
    kept = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = kept


def _code() -> str:
    """A name for what the migrations would make. They use more of the code than their folders."""
    told = hashlib.sha256()
    files = [settings.BASE_DIR / "requirements.txt"]
    for folder in sorted(each.parent for each in settings.BASE_DIR.glob("*/__init__.py")):
        files += [file for file in sorted(folder.rglob("*.py")) if "tests" not in file.parts]
    for file in files:
        told.update(f"{file.relative_to(settings.BASE_DIR)}\n".encode() + file.read_bytes())
    return told.hexdigest()[:16]
