"""Databases of a measurement: on the server of DATABASE_URL, else on the embedded one."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql

from clusterix.environment import is_embedded, read_database
from clusterix.launch.postgres import ensure_running

BASE = Path(__file__).resolve().parents[1]


def server() -> AbstractContextManager[Any]:
    return ensure_running(BASE) if is_embedded(os.environ) else nullcontext()


@contextmanager
def database(name: str, *, keep: bool) -> Iterator[str]:
    """The address of a database that exists until then."""
    ours = read_database(os.environ, BASE)
    keys = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host"}
    parts = {keys[key]: ours[key] for key in keys if ours.get(key)} | ours.get("OPTIONS", {})
    if ours.get("PORT"):
        parts["port"] = ours["PORT"]
    with psycopg.connect(**parts, autocommit=True) as server:
        known = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not known.fetchone():
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield _url({**parts, "dbname": name})
        finally:
            if not keep:
                gone = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
                server.execute(gone)


def _url(parts: dict[str, Any]) -> str:
    name = parts.pop("dbname")
    return f"postgresql:///{quote(name)}?{urlencode(parts)}"
