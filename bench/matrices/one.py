"""Fill, warm up, measure everything in turns; the last line is the result as JSON."""

import gzip
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessments.models import Assessment, Rating
from bench.clock import Clock, Taken, median
from bench.matrices.filling import fill
from core import clock
from practices.models import Practice, Transfer
from regions.models import Membership, Region

# As where `collectstatic` has not run: the files are the same.
settings.STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
settings.PRACTICE_EXPORTS_PER_HOUR = 1_000_000  # for the visitor who is measured
CASES: Final = {
    "statuses": "/matrix/",
    "scores": "/matrix/?by=scores",
    "scores, roomy": "/matrix/?by=scores&view=roomy",
    "scores, filtered, latest change first": "/matrix/?by=scores&suggestion=adapt&sort=changed",
    "statuses as CSV": "/matrix/export.csv",
    "statuses as XLSX": "/matrix/export.xlsx",
}
# The least that the same rows take: by hand, every pair, then for a member the latest assessment.
PAIRS: Final = """
SELECT t.practice_id, t.region_id, t.status, t.since, p.title, p.slug, p.theme_id,
       p.origin_region_id
FROM practices_practice p JOIN practices_transfer t ON t.practice_id = p.id
WHERE p.published_revision_id IS NOT NULL AND p.archived_at IS NULL AND p.taken_down_at IS NULL
  AND (t.is_public OR %(member)s) ORDER BY p.title_sort, p.id
"""
RESULTS: Final = """
SELECT DISTINCT ON (a.transfer_id) a.transfer_id, a.id, a.state, a.rater_count, a.relevance,
       a.feasibility, a.suggestion, a.uncapped, a.could_easily_change
FROM assessments_assessment a JOIN practices_transfer t ON t.id = a.transfer_id
WHERE a.state = 'final' OR t.region_id = %(region)s
ORDER BY a.transfer_id, a.opened_at DESC, a.id DESC
"""

type Action = Callable[[], object]


def main(practices: int, regions: int, answers: int, rounds: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    fill(practices, regions, answers)
    membership = Membership.objects.select_related("user", "partner").order_by("pk")[0]
    member, visitor = Client(), Client()
    member.force_login(membership.user)
    watch = Clock()
    rows = []
    for name, address in CASES.items():
        for who, client in (("member", member), ("visitor", visitor)):
            if who == "visitor" and ("scores" in name or "XLSX" in name):
                continue
            actions = {
                "statement": _statements(membership.partner.region_id if who == "member" else 0),
                "page": _asking(client, address),
            }
            times = _in_turns(actions, rounds, watch)
            rows.append({"case": name, "who": who, **_about(client, address), **times})
    print(json.dumps({"rows": rows, "sizes": _sizes(), **_surroundings()}))


def _statements(region_id: int) -> Action:
    """What a member asks, or with 0 what a visitor does."""

    def action() -> object:
        with connection.cursor() as cursor:
            cursor.execute(PAIRS, {"member": bool(region_id)})
            found = cursor.fetchall()
            if region_id:
                cursor.execute(RESULTS, {"region": region_id})
                found += cursor.fetchall()
        return found

    return action


def _asking(client: Client, address: str) -> Action:
    return lambda: _read(client, address)


def _read(client: Client, address: str) -> bytes:
    response = client.get(address, secure=True, HTTP_HOST="localhost")
    if response.status_code != 200:
        sys.exit(f"{address} answered {response.status_code}")
    return b"".join(response.streaming_content) if response.streaming else response.content


def _about(client: Client, address: str) -> dict[str, Any]:
    with CaptureQueriesContext(connection) as captured:
        content = _read(client, address)
    if "-v" in sys.argv:
        for each in captured:
            print(each["time"], each["sql"][:3000], file=sys.stderr)
    return {"queries": len(captured), "bytes": len(content), "packed": len(gzip.compress(content))}


def _in_turns(actions: dict[str, Action], rounds: int, watch: Clock) -> dict[str, Taken]:
    """Medians; one after the other, so that a busy moment of the machine meets them all."""
    times: dict[str, list[Taken]] = {name: [] for name in actions}
    for turn in range(rounds + 2):
        for name, action in actions.items():
            taken = watch.measure(action)
            if turn > 1:  # the first ones warm up
                times[name].append(taken)
    return {name: median(each) for name, each in times.items()}


def _sizes() -> dict[str, int]:
    models = {"practices": Practice, "regions": Region, "pairs": Transfer}
    models |= {"assessments": Assessment, "answers": Rating}
    return {name: model._default_manager.count() for name, model in models.items()}


def _surroundings() -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0]
    cpus = Path("/proc/cpuinfo").read_text().count("processor\t") if sys.platform == "linux" else 0
    return {
        "postgres": f"PostgreSQL {version}",
        "python": f"Python {sys.version.split()[0]}, Django {django.get_version()}",
        "machine": f"{cpus} processors",
        "day": clock.today().isoformat(),
        "load": os.getloadavg()[0],
    }


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:5]))
