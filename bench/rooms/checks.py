"""Whether what is stored is what was acknowledged: nothing lost, nothing twice."""

from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import Any, Final

import psycopg

from bench.rooms.bare_tables import TABLES

# The rating of a seat and a question is the tap that comes last in the order of taps.
WRONG_RATINGS: Final = """
SELECT count(*) FROM assessments_rating r JOIN LATERAL (
    SELECT uuid FROM assessments_tap t
    WHERE t.seat_id = r.seat_id AND t.criterion_id = r.criterion_id
    ORDER BY by_self DESC, made_at DESC, device COLLATE "C" DESC, sequence DESC, uuid DESC LIMIT 1
) winner ON true WHERE winner.uuid <> r.tap_id
"""
MISSING_RATINGS: Final = """
SELECT count(*) FROM (SELECT DISTINCT seat_id, criterion_id FROM assessments_tap) t
LEFT JOIN assessments_rating r USING (seat_id, criterion_id) WHERE r.id IS NULL
"""
AUDITED: Final = """
SELECT tap FROM core_activity, jsonb_array_elements_text(changes->'taps') tap
WHERE verb = 'answers.sent'
"""
BACKENDS: Final = """
SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def make_bare_tables(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(TABLES)


class Stored:
    """The database of the room, and how much its processes worked."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url, autocommit=True)

    def compare(self, acknowledged: Collection[str]) -> dict[str, Any]:
        """`lost`: acknowledged, but not there. `doubled`: effects or lines of one tap twice."""
        stored = {str(row[0]) for row in self._rows("SELECT uuid FROM assessments_tap")}
        audited = Counter(row[0] for row in self._rows(AUDITED))
        doubled = sum(times - 1 for times in audited.values())
        return {
            "lost": len(set(acknowledged) - stored),
            "doubled": doubled,
            "unaudited": len(stored ^ audited.keys()),
            "wrong": self._number(WRONG_RATINGS) + self._number(MISSING_RATINGS),
        }

    def processor_time(self) -> float:
        """Seconds of the backends that serve this database now; those that ended are not seen."""
        return sum(_worked(pid) for (pid,) in self._rows(BACKENDS))

    def surroundings(self) -> dict[str, str]:
        [(version, fsync, commit)] = self._rows(
            "SELECT current_setting('server_version'), current_setting('fsync'),"
            " current_setting('synchronous_commit')"
        )
        processors = Path("/proc/cpuinfo").read_text().count("processor\t")
        return {
            "machine": f"{processors} processors",
            "postgres": f"PostgreSQL {version}, fsync {fsync}, synchronous_commit {commit}",
        }

    def _rows(self, statement: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(statement).fetchall()

    def _number(self, statement: str) -> int:
        [(number,)] = self._rows(statement)
        return int(number)


def _worked(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    except OSError:
        return 0.0
