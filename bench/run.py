"""How fast the catalogue is, measured side by side: ours, the bare statement, and others.

Makes databases of its own on the server that DATABASE_URL names (else on the embedded one), fills
them with invented practices, measures each in a process of its own, and removes them.
"""

import argparse
import json
import os
import secrets
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

from bench.databases import database, server
from bench.report import PASSED, WORKED, as_table, write_into

BASE = Path(__file__).resolve().parents[1]
FOLDER = BASE / "var" / "bench"
REPORT = BASE / "docs" / "performance.md"
LARGEST = 1_000_000


def main() -> int:
    options = _options()
    with server():
        sqlite_python = _sqlite_python() if options.datasette else ""
        results = [_measured(size, options, sqlite_python) for size in options.sizes]
    column = WORKED if options.processor_time else PASSED
    print(as_table(results, column))
    if options.write:
        write_into(REPORT, results, column)
        print(f"Written to {REPORT.relative_to(BASE)}.")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/catalogue", description=__doc__)
    parser.add_argument(
        "--sizes", type=_sizes, default=[1_000, 10_000, 100_000], help="as in 1000,10000,100000"
    )
    parser.add_argument("--rounds", type=int, default=15, help="measurements of each kind")
    parser.add_argument(
        "--datasette", action="store_true", help="compare with Datasette (installs it in var/bench)"
    )
    parser.add_argument(
        "--processor-time", action="store_true", help="for a machine that others use meanwhile"
    )
    parser.add_argument(
        "--write", action="store_true", help="put the tables into docs/performance.md"
    )
    parser.add_argument(
        "--keep", action="store_true", help="leave the databases for the next run, which is quicker"
    )
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    sizes = [int(each) for each in text.split(",")]
    if not all(0 < size <= LARGEST for size in sizes):
        raise argparse.ArgumentTypeError(f"sizes lie between 1 and {LARGEST}")
    return sizes


def _measured(size: int, options: argparse.Namespace, sqlite_python: str) -> dict[str, Any]:
    """In a process of its own, for Django's settings name one database."""
    with database(f"clusterix_bench_{size}", keep=options.keep) as url:
        module = [sys.executable, "-m", "bench.within", "bench.one"]
        command = [*module, str(size), str(options.rounds), sqlite_python]
        environment = {
            "SECRET_KEY": secrets.token_urlsafe(64),
            "ALLOWED_HOSTS": "localhost",
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "clusterix.settings",
            "EMAIL_URL": f"file://{FOLDER / 'mail'}",
            "DEBUG": "",
        }
        done = subprocess.run(
            command, cwd=BASE, env=environment, stdout=subprocess.PIPE, check=True, text=True
        )
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def _sqlite_python() -> str:
    """The interpreter of the environment with Datasette, made on first use."""
    python = FOLDER / "venv" / "bin" / "python"
    if not python.exists():
        venv.create(FOLDER / "venv", with_pip=True)
    requirements = str(BASE / "bench" / "requirements.txt")
    pip = [str(python), "-m", "pip", "install", "--quiet", "--requirement", requirements]
    subprocess.run(pip, check=True, stdout=sys.stderr)
    return str(python)


if __name__ == "__main__":
    sys.exit(main())
