"""A room of 300 people before the web server as `bin/run` starts it, measured side by side.

First every person answers sixteen questions within a minute, while all phones, two boards and the
wall look what is new. Then phones answer without pause: ours, and the least that answers, in turns.
Everything that was acknowledged is compared with what is stored.
"""

import argparse
import json
import os
import secrets
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from bench.databases import BASE, database, server
from bench.rooms import report
from bench.rooms.checks import Stored, make_bare_tables
from bench.rooms.kills import kill_meanwhile
from bench.rooms.phones import Part
from bench.rooms.plan import Plan
from bench.rooms.servers import BARE, CANDIDATES, CHOSEN, PRODUCT, Server, Web, running

REPORT: Final = BASE / "docs" / "performance.md"
NAME: Final = "clusterix_bench_room"


def main() -> int:
    options = _options()
    with server(), database(f"{NAME}_{os.getpid()}", keep=False) as url:
        bench = Bench(url, options)
        result = bench.run()
    print(report.as_text(result))
    if options.write:
        report.write_into(REPORT, result)
        print(f"Written to {REPORT.relative_to(BASE)}.")
    return 0 if report.is_whole(result) else 1


def _options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/room", description=__doc__)
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--seconds", type=int, default=60, help="in which everybody answers")
    parser.add_argument("--full", type=int, default=10, help="seconds of each turn without pause")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--at-once", type=int, default=32, help="phones that answer without pause")
    parser.add_argument("--servers", action="store_true", help="compare web servers as well")
    parser.add_argument("--kill", action="store_true", help="only: 50 kill -9 in 5,000 answers")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--answers", type=int, default=5_000)
    parser.add_argument(
        "--write", action="store_true", help="put the tables into docs/performance.md"
    )
    return parser.parse_args(arguments)


class Bench:
    def __init__(self, url: str, options: argparse.Namespace) -> None:
        self.url, self.options = url, options
        self.environment = {
            "SECRET_KEY": secrets.token_urlsafe(64),
            **os.environ,
            "ALLOWED_HOSTS": "127.0.0.1",
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "clusterix.settings",
            "PYTHONPATH": str(BASE),
            "EMAIL_URL": f"file://{BASE / 'var' / 'bench' / 'mail'}",
            "DEBUG": "",
        }

    def run(self) -> dict[str, Any]:
        self.python("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        told = self.python("-m", "bench.within", "bench.rooms.prepare", str(self.options.people))
        self.plan = Plan.from_json(json.loads(told.splitlines()[-1]))
        make_bare_tables(self.url)
        self.stored = Stored(self.url)
        result: dict[str, Any] = {"load": os.getloadavg()[0], **self.stored.surroundings()}
        if self.options.kill:
            return result | {"kills": self.kill()}
        result["spread"] = self.spread()
        result["full"] = self.full([CHOSEN])
        if self.options.servers:
            result["servers"] = self.full(CANDIDATES)
        return result | {"load_after": os.getloadavg()[0]}

    def python(self, *command: str, sent: str = "") -> str:
        done = subprocess.run(
            [sys.executable, *command],
            cwd=BASE,
            env=self.environment,
            input=sent,
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        )
        return done.stdout

    def spread(self) -> dict[str, Any]:
        """Everybody answers every question within a minute, the room looks on."""
        with running(CHOSEN, PRODUCT, self.environment) as web:
            return self.play(web, Part(web.port, "spread", seconds=self.options.seconds))

    def full(self, servers: Sequence[Server]) -> list[dict[str, Any]]:
        """Each server with the product and with the bare view, in turns."""
        results: list[dict[str, Any]] = []
        for turn in range(self.options.turns):
            for each in servers:
                for module, path in ((PRODUCT, ""), (BARE, "/taps/")):
                    with running(each, module, self.environment) as web:
                        part = Part(web.port, "full", path=path, at_once=self.options.at_once)
                        part.seconds, part.boards = 1, False
                        self.play(web, part)  # warms up
                        part.seconds = self.options.full
                        seen = self.play(web, part)
                    results.append({"server": each.name, "bare": bool(path), "turn": turn, **seen})
                    rate = seen["answers"] / seen["seconds"]
                    print(f"{each.name}, {module}: {rate:.0f} per second", file=sys.stderr)
        return results

    def play(self, web: Web, part: Part) -> dict[str, Any]:
        """Let the phones play their part; what they saw, and whether it is what is stored."""
        before, backends = web.processor_time, self.stored.processor_time()
        sent = json.dumps({"plan": self.plan.as_json(), "part": asdict(part)})
        seen = json.loads(self.python("-m", "bench.rooms.phones", sent=sent).splitlines()[-1])
        return report.summary(seen) | {
            "web_ms": (web.processor_time - before) * 1000,
            "database_ms": (self.stored.processor_time() - backends) * 1000,
            **({} if part.path else self.stored.compare(seen["acks"])),
        }

    def kill(self) -> dict[str, Any]:
        with running(CHOSEN, PRODUCT, self.environment) as web:
            part = Part(web.port, "count", answers=self.options.answers, boards=False)
            part.at_once = self.options.at_once
            seen, killed = kill_meanwhile(
                web, self.plan, part, self.options.kills, self.environment
            )
        return report.summary(seen) | {"killed": killed} | self.stored.compare(seen["acks"])


if __name__ == "__main__":
    os.chdir(Path(BASE))
    sys.exit(main())
