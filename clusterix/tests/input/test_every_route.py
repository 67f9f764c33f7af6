"""Fires what nobody means at every address, in the query string, the path and every field."""

import os
import re
import zlib
from urllib.parse import quote, unquote

import pytest
from django.urls import Resolver404, resolve, reverse

from clusterix.tests.rights.ask import undone
from clusterix.tests.rights.fixtures import fixtures
from clusterix.tests.rights.routes import routes
from clusterix.tests.rights.table import rows
from clusterix.tests.rights.test_repeats import OURS, WRITES, writer
from clusterix.tests.rights.test_rows import addresses

pytestmark = pytest.mark.django_db

# Percent-encoded, as they stand in an address.
QUERIES = [
    "%00",
    "%ED%A0%80",
    "%FF%FE",
    "9" * 3_000,
    "-1",
    "0",
    "1e999",
    "NaN",
    "%D9%A3",
    "%F0%9F%98%80",
    "'%22%3E%3Cscript%3E",
    "%25%27%28%29%7C%26%21%3A*",
    "a" * 1_000,
    "a+" * 400,
    "2026-02-30",
    "9999999999999999999",
    "",
]
NAMES = [
    *("q", "sort", "theme", "region", "country", "industry", "tag", "maturity", "level"),
    *("status", "p", "year", "month", "day", "kind", "from", "until", "period", "next", "format"),
    *("code", "number", "partner", "state", "field", "view", "since", "token"),
]
PATHS = [
    *("%00", "%ED%A0%80", "9" * 5_000, "99999999999999999999", "a" * 3_000, "..%2F..%2Fetc"),
    *("-1", "%E2%80%AE%F0%9F%98%80"),
]
FIELDS = [
    "\x00",
    "a\x01b",
    "9" * 5_000,
    "-99999999999999999999",
    "NaN",
    "1e999",
    "2026-02-30",
    "0001-01-01",
    "a" * 100_001,
    "a" * 50_000,
    "\u202e\u0301😀",
    "=1+1",
    "not-a-choice",
    "",
]
# One field at a time, so that the others do not hide it: what reads as almost right.
ALONE = ["999999999999999999", "2026-02-30", "not-a-choice"]


# Every day each route gets a third of it, another one for the next route; `bench/input` all of it.
IS_WHOLE = os.environ.get("CLUSTERIX_INPUT") == "whole"


def share(url_name, values):
    """The values for this route: all kinds meet every part of the product, not every address."""
    if IS_WHOLE:
        return values
    start = zlib.crc32(url_name.encode()) % 3
    return values[start::3]


def client_of(stage, role):
    client = stage.client(role)
    client.raise_request_exception = False
    return client


def judge(what, response):
    """A sentence about a fault; a refusal of ours has words for people."""
    if response.status_code < 500:
        body = getattr(response, "content", b"x")
        is_silent = response.status_code == 400 and len(re.findall(rb"\w+", body)) < 5
        return [f"{what}: 400 without a sentence"] if is_silent else []
    kind, error, _trace = getattr(response, "exc_info", None) or (type(None), "", None)
    return [f"{what}: {response.status_code} ({kind.__name__}: {str(error)[:120]})"]


def once_each(pairs):
    """The first row of each route: a route in several rows is asked once."""
    first = {}
    for row_id, url_name in pairs:
        first.setdefault(url_name, row_id)
    return [(row_id, url_name) for url_name, row_id in first.items()]


# What a star alone decides has no object here; its addresses are among the paths below.
READS = once_each(
    (row.id, url_name)
    for row in rows().values()
    for url_name, method in addresses(row)
    if method == "GET" and url_name in OURS and set(row.cells.values()) - {"*", "-"}
)


@pytest.mark.parametrize(("row_id", "url_name"), READS)
def test_query_strings(row_id, url_name, stage):
    row, problems = rows()[row_id], []
    role, is_own = reader(row)
    client = client_of(stage, role)
    with undone():
        target = fixtures()[row.fixture](stage, stage.side(role, is_own=is_own)).at(url_name)
        path = reverse(url_name, kwargs=dict(target.kwargs) or None)
        if target.prepare:
            target.prepare(client)
        asked = [(NAMES, value) for value in QUERIES]
        # alone, what the guard refuses among others; what it lets through among the likeliest
        asked += [(["page"], value) for value in ("-1", "1e999", "%D9%A3")]
        asked += [(["sort", "region", "theme"], value) for value in ("0", "NaN", "%F0%9F%98%80")]
        for names, value in share(url_name, asked):
            query = "&".join(f"{name}={value}" for name in names)
            with undone():
                response = client.get(f"{path}?{query}")
            problems += judge(f"{url_name}?{names[0]}..={value[:20]}", response)
    assert problems == [], "\n".join(problems)


def reader(row):
    """Somebody who gets as far into the view as possible."""
    for role in ("C", "L", "A", "M"):
        if row.cells[role][0] in "YPRSO":
            return role, True
    return "V", False


def test_paths(stage):
    client, problems, unknown = client_of(stage, "L"), [], set()
    for route in routes():
        if not route.arguments or not route.is_ours:
            continue
        for value in share(route.name, PATHS):
            path = quote("/" + re.sub(r"<[^>]+>", value, route.pattern), safe="/%")
            if not is_known(path):  # answered without a view: alike for all of a folder
                if (path.split("/")[1], value) in unknown:
                    continue
                unknown.add((path.split("/")[1], value))
            with undone():
                response = client.generic("GET", path)
            problems += judge(f"{route.name} {path[:60]}", response)
    assert problems == [], "\n".join(problems)


def is_known(path):
    """Whether a view would be asked."""
    try:
        return bool(resolve(unquote(path)))
    except Resolver404:
        return False


@pytest.mark.parametrize(("row_id", "url_name"), once_each(WRITES))
def test_fields(row_id, url_name, stage):
    row, problems = rows()[row_id], []
    role, is_own = writer(row)
    client = client_of(stage, role)
    with undone():
        target = fixtures()[row.fixture](stage, stage.side(role, is_own=is_own)).at(url_name)
        path = reverse(url_name, kwargs=dict(target.kwargs) or None)
        if target.prepare:
            target.prepare(client)
        data = target.data() if callable(target.data) else dict(target.data)
        bodies = [dict.fromkeys(data, value) for value in FIELDS]
        bodies += [data | {name: value} for name in data for value in ALONE]
        for body in share(url_name, bodies):
            with undone():
                response = client.post(path, body)
            problems += judge(f"{url_name} {str(body)[:80]}", response)
        with undone():
            problems += judge(f"{url_name} nothing", client.post(path, {}))
    assert problems == [], "\n".join(problems)
