"""kill -9 of processes that answer, spread evenly over the answers of a room."""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from bench.databases import BASE
from bench.rooms.phones import Part
from bench.rooms.plan import Plan
from bench.rooms.servers import Web


def kill_meanwhile(
    web: Web, plan: Plan, part: Part, kills: int, environment: Mapping[str, str]
) -> tuple[dict[str, Any], int]:
    """What the phones saw, and how many processes were killed: one each time so many answered."""
    every, acks, killed = max(1, part.answers // (kills + 1)), 0, 0
    with subprocess.Popen(
        [sys.executable, "-m", "bench.rooms.phones"],
        cwd=BASE,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as phones:
        assert phones.stdin
        assert phones.stdout
        phones.stdin.write(json.dumps({"plan": plan.as_json(), "part": asdict(part)}))
        phones.stdin.close()
        last = ""
        for last in phones.stdout:
            acks += last == "ack\n"
            if last == "ack\n" and acks % every == 0 and killed < kills:
                killed += _kill_one(web)
    if phones.returncode != 0:
        raise SystemExit("The phones ended with a fault.")
    return json.loads(last), killed


def _kill_one(web: Web) -> int:
    """One of the workers, as if the machine had no memory left for it."""
    workers = web.workers
    if not workers:
        return 0
    with suppress(ProcessLookupError):
        os.kill(random.choice(workers), signal.SIGKILL)  # any of them
        return 1
    return 0
