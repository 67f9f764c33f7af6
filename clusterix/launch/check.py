"""`bin/test`: every check that CI runs, each under a heading with its time, then a summary."""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from clusterix.launch.chromium import HOW_TO_GET, find_chromium
from clusterix.launch.errors import LaunchError
from clusterix.launch.install import INTERRUPTED
from clusterix.launch.postgres import ensure_running

BASE: Final = Path(__file__).resolve().parents[2]
BIN: Final = Path(sys.executable).parent
PYTHON: Final = sys.executable
FAST: Final = "--fast"
# These walk every route as every role, or load the whole demonstration: together half of the time.
WHOLE: Final = tuple(f"clusterix/tests/{name}" for name in ("demonstration", "input", "rights"))


@dataclass(frozen=True)
class Check:
    """One command; `environment` is added to the present one."""

    title: str
    command: Sequence[str]
    environment: dict[str, str] = field(default_factory=dict)


def main(arguments: Sequence[str]) -> int:
    """Run all, also after a failure. The exit code is 0 only when none failed."""
    os.environ["CLUSTERIX_PURPOSE"] = "test"
    rest = [each for each in arguments if each != FAST]
    try:
        with ensure_running(BASE, purpose="test"):
            results = [_run(each) for each in checks(rest, is_fast=FAST in arguments)]
    except LaunchError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    return _summary([*results, *_chromium()])


def checks(pytest_arguments: Sequence[str], *, is_fast: bool) -> list[Check]:
    """The list, quick ones first."""
    chosen = ["-m", "not browser and not kills"] if is_fast else []
    if is_fast:
        chosen += [f"--ignore={folder}" for folder in WHOLE]
    # three on two cores: a journey mostly waits, for a page, a worker, a server that starts
    pytest = [PYTHON, "-m", "pytest", "-n", "3", "--dist", "worksteal", *chosen, *pytest_arguments]
    deploy = [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    migrations = [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]
    djade = [str(BIN / "djade"), "--target-version", "6.1", "--check"]
    templates = sorted(str(path) for path in _templates())
    return [
        Check("Format of the code (ruff format)", [str(BIN / "ruff"), "format", "--check", "."]),
        Check("Lint (ruff check)", [str(BIN / "ruff"), "check", "."]),
        Check("Format of the templates (djade)", [*djade, *templates]),
        Check("Borders between the apps (import-linter)", [str(BIN / "lint-imports")]),
        Check("Types (mypy)", [PYTHON, "-m", "mypy"]),
        Check("Migrations fit the models", migrations),
        Check("Deployment settings (check --deploy)", deploy, production_environment()),
        Check("Tests (pytest)", pytest),
    ]


def production_environment() -> dict[str, str]:
    """What a real installation sets; nothing is contacted."""
    return {
        "DATABASE_URL": "postgresql://clusterix:secret@localhost:5432/clusterix",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "clusterix.example.org",
        "EMAIL_URL": "smtp://user:password@localhost:587?tls=starttls",
        "DEBUG": "0",
    }


def _templates() -> list[Path]:
    folders = [BASE / "templates", *BASE.glob("*/templates")]
    return [path for folder in folders for path in folder.rglob("*.html")]


def _run(check: Check) -> tuple[str, bool, float]:
    print(f"\n=== {check.title}", flush=True)
    begin = time.monotonic()
    done = subprocess.run(check.command, cwd=BASE, env=os.environ | check.environment, check=False)
    seconds = time.monotonic() - begin
    print(f"--- {seconds:.1f} s", flush=True)
    return check.title, done.returncode == 0, seconds


def _chromium() -> list[tuple[str, bool, float]]:
    """Without a browser the journeys were skipped: a person is told, CI fails."""
    if find_chromium() is not None:
        return []
    print(f"\n{HOW_TO_GET}")
    is_ci = os.environ.get("CI", "").lower() == "true"
    return [("Chromium for the browser journeys", False, 0.0)] if is_ci else []


def _summary(results: list[tuple[str, bool, float]]) -> int:
    print("\n=== Summary")
    for title, is_right, seconds in results:
        print(f"{'ok    ' if is_right else 'FAILED'} {seconds:7.1f} s  {title}")
    wrong = sum(not is_right for _, is_right, _ in results)
    print(f"{wrong} of {len(results)} checks failed." if wrong else "All checks passed.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
