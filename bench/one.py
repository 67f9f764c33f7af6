"""One size: fill, warm up, measure everything in turns; the last line is the result as JSON."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.cases import CASES, Case, floor_for, sqlite_address
from bench.clock import Clock, Taken, median
from bench.filling import fill
from bench.others import Datasette
from core import clock
from practices.filters import PracticeFilter, Vocabulary
from practices.finding.facets import SHOWN
from practices.finding.listing import KEPT_ROWS, ROWS, kept_card
from practices.search import Facet
from practices.search.statement import statement_for
from practices.templatetags.rows import kept_row
from regions.models import Membership
from regions.reader import Reader

# As where `collectstatic` has not run: the files are the same.
settings.STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
FEWEST = 3  # measurements of what takes long
LONG = 2_000  # ms

type Action = Callable[[], object]


def main(size: int, rounds: int, sqlite_python: str) -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    fill(size)
    sqlite = Datasette(sqlite_python, size) if sqlite_python else None
    watch = Clock()
    visitor, member, reader = _readers()
    results = []
    for case in CASES:
        actions = _actions(case, visitor, member, reader)
        if sqlite:
            actions["datasette"] = sqlite.asking(sqlite_address(case))
        times = _in_turns(actions, rounds, watch)
        results.append({"case": case.name, "queries": _queries(case, visitor), **times})
    if sqlite:
        sqlite.close()
    print(json.dumps({"size": size, "rows": results, **_surroundings()}))


def _readers() -> tuple[Client, Client, Reader]:
    """A visitor, and a member with the reader that they are."""
    user = Membership.objects.get().user
    member = Client()
    member.force_login(user)
    return Client(), member, Reader.for_user(user.pk)


def _actions(case: Case, visitor: Client, member: Client, reader: Reader) -> dict[str, Action]:
    codes = Vocabulary.for_reader(reader)
    wanted = {
        "theme": codes.codes_of(Facet.THEME, ["theme-1"])[0],
        "maturity": codes.codes_of(Facet.MATURITY, ["proven"])[0],
    }
    address = f"/practices/?{case.address}"
    return {
        "floor": _sql(floor_for(case, wanted), {}),
        "statement": _sql(*_statement(case, Reader.visitor())),
        "page": lambda: _read(visitor, address),
        "page_anew": Anew(visitor, address),
        "member_statement": _sql(*_statement(case, reader)),
        "member_page": lambda: _read(member, address),
    }


def _statement(case: Case, reader: Reader) -> tuple[str, dict[str, Any]]:
    words = Vocabulary.for_reader(reader)
    filters = PracticeFilter(QueryDict(case.address), reader, words)
    return statement_for(filters.question(rows=ROWS, most=SHOWN))


def _sql(text: str, parameters: dict[str, Any]) -> Action:
    def action() -> object:
        with connection.cursor() as cursor:
            cursor.execute(text, parameters or None)
            return cursor.fetchall()

    return action


def _read(client: Client, address: str) -> object:
    response = client.get(address, secure=True, HTTP_HOST="localhost")
    if response.status_code != 200:
        sys.exit(f"{address} answered {response.status_code}")
    return response.content


@dataclass(frozen=True)
class Anew:
    """A page as if nobody had seen any of its practices since the process began."""

    client: Client
    address: str

    def before(self) -> None:
        """To forget the rows is not a part of the page."""
        KEPT_ROWS.forget()
        kept_card.cache_clear()
        kept_row.cache_clear()

    def __call__(self) -> object:
        return _read(self.client, self.address)


def _queries(case: Case, visitor: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        _read(visitor, f"/practices/?{case.address}")
    return len(captured)


def _in_turns(actions: dict[str, Action], rounds: int, watch: Clock) -> dict[str, Taken]:
    """Medians. One after the other, so that a busy moment of the machine meets them all.

    Each is done once more before it counts: what ran before it left the processors' caches cold.
    """
    times: dict[str, list[Taken]] = {name: [] for name in actions}
    for turn in range(rounds + 1):
        for name, action in actions.items():
            is_long = bool(times[name]) and times[name][-1].passed > LONG
            if is_long and turn > FEWEST:
                continue
            if not is_long:
                _prepare(action)
                action()
            _prepare(action)
            times[name].append(watch.measure(action))
    for each in times.values():
        del each[0]  # the first turn warms up
    return {name: median(each) for name, each in times.items()}


def _prepare(action: Action) -> None:
    if isinstance(action, Anew):
        action.before()


def _surroundings() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0]
        cursor.execute("SHOW shared_buffers")
        buffers = cursor.fetchone()[0]
        cursor.execute("SELECT pg_size_pretty(pg_table_size('practices_catalogueentry'))")
        table = cursor.fetchone()[0]
    cpus = Path("/proc/cpuinfo").read_text().count("processor\t") if sys.platform == "linux" else 0
    return {
        "postgres": f"PostgreSQL {version}, shared_buffers {buffers}",
        "python": f"Python {sys.version.split()[0]}, Django {django.get_version()}",
        "machine": f"{cpus} processors",
        "day": clock.today().isoformat(),
        "table": table,
        "debug": str(settings.DEBUG),
    }


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
