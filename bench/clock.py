"""How long something takes: by the clock on the wall, and of the processors' time.

The second counts the web process and its database process together, and not what others do on the
same machine meanwhile.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from django.db import connection


class Taken(NamedTuple):
    """In ms."""

    passed: float
    worked: float


def median(times: Sequence[Taken]) -> Taken:
    return Taken(*(round(statistics.median(each), 2) for each in zip(*times, strict=True)))


class Clock:
    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self.backend = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")

    def measure(self, action: Callable[[], object]) -> Taken:
        """What was measured elsewhere comes back as it is."""
        worked, begin = self._worked(), time.perf_counter()
        taken = action()
        if isinstance(taken, Taken):
            return taken
        passed = time.perf_counter() - begin
        return Taken(passed * 1000, (self._worked() - worked) * 1000)

    def _worked(self) -> float:
        """Seconds of this process and, where it can be read, of the database's."""
        try:
            backend = int(self.backend.read_text().split()[0]) / 1e9
        except OSError:
            backend = 0.0
        return time.process_time() + backend
