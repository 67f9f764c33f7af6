"""How well the kernel of the assessment is tested, in numbers.

Runs its tests on a copy, without Django and without a database: first counting which branches they
take, then once for each of about a thousand small faults put into the kernel (mutants). A mutant
that no test notices survives; it is shown, for it is a gap in the tests or a fault without effect.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import Final

from bench.mutation.report import Branches, Mutants, Survivor, as_text, write_into

BASE: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = BASE / "var" / "bench" / "kernel"
COPY: Final = FOLDER / "copy"
PYTHON: Final = FOLDER / "venv" / "bin" / "python"
REPORT: Final = BASE / "docs" / "method.md"
KERNEL: Final = "assessments/kernel"
TESTS: Final = "assessments/tests/kernel"
# What the tests of the kernel need, in the versions that the product is tested with.
SHARED: Final = ("pytest", "hypothesis", "krippendorff", "numpy")
LEAST_SCORE: Final = 90
SETTINGS: Final = f"""\
[mutmut]
source_paths={KERNEL}
also_copy=
    assessments/__init__.py
    assessments/tests
pytest_add_cli_args_test_selection={TESTS}
use_git_change_detection=false
"""


def main() -> int:
    options = _options()
    _install()
    _copy()
    branches = _branches()
    mutants = None if options.branches else _mutants(options.at_once)
    print(as_text(branches, mutants))
    if options.write and mutants:
        write_into(REPORT, branches, mutants)
        print(f"Written to {REPORT.relative_to(BASE)}.")
    is_enough = branches.is_whole and (mutants is None or mutants.score > LEAST_SCORE)
    return 0 if is_enough else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/kernel", description=__doc__)
    parser.add_argument("--branches", action="store_true", help="only the branches: some seconds")
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1, help="tests at once")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/method.md")
    return parser.parse_args()


def _install() -> None:
    """Make the environment with the tools, on first use."""
    if not PYTHON.exists():
        venv.create(FOLDER / "venv", with_pip=True)
    locked = (BASE / "requirements-dev.txt").read_text(encoding="utf-8")
    found = re.findall(rf"^({'|'.join(SHARED)})==(\S+)", locked, re.MULTILINE)
    tools = str(Path(__file__).with_name("requirements.txt"))
    shared = [f"{name}=={version}" for name, version in found]
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--requirement", tools, *shared]
    subprocess.run(pip, check=True, stdout=sys.stderr)


def _copy() -> None:
    """The kernel and its tests alone: nothing else can be what they lean on."""
    shutil.rmtree(COPY, ignore_errors=True)
    for folder in (KERNEL, TESTS):
        shutil.copytree(BASE / folder, COPY / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for package in ("assessments", "assessments/tests"):
        (COPY / package / "__init__.py").touch()
    (COPY / "setup.cfg").write_text(SETTINGS, encoding="utf-8")
    (COPY / "pytest.ini").write_text(f"[pytest]\ntestpaths = {TESTS}\n", encoding="utf-8")


def _branches() -> Branches:
    _inside("-m", "coverage", "run", "--branch", f"--source={KERNEL}", "-m", "pytest", "-q")
    _inside("-m", "coverage", "json", "--quiet", "-o", "coverage.json")
    counted = json.loads((COPY / "coverage.json").read_text(encoding="utf-8"))
    totals = counted["totals"]
    missing = [
        f"{name}: lines {file['missing_lines']}, branches {file['missing_branches']}"
        for name, file in counted["files"].items()
        if file["missing_lines"] or file["missing_branches"]
    ]
    return Branches(totals["covered_branches"], totals["num_branches"], missing)


def _mutants(at_once: int) -> Mutants:
    _inside("-m", "mutmut", "run", "--max-children", str(at_once))
    _inside("-m", "mutmut", "export-cicd-stats")
    counted = json.loads((COPY / "mutants" / "mutmut-cicd-stats.json").read_text(encoding="utf-8"))
    results = _inside("-m", "mutmut", "results")
    names = re.findall(r"^\s*(\S+): (?!killed)", results, re.MULTILINE)
    survivors = [Survivor(name, _change_of(name)) for name in names]
    return Mutants(counted["killed"] + counted["timeout"], counted["total"], survivors)


def _change_of(name: str) -> str:
    """The lines that the mutant takes away and puts in."""
    shown = _inside("-m", "mutmut", "show", name).splitlines()
    return "\n".join(
        line for line in shown if line[:1] in "-+" and not line.startswith(("---", "+++"))
    )


def _inside(*arguments: str) -> str:
    """What a tool says about the copy; its progress goes to the terminal of who waits."""
    done = subprocess.run(
        [str(PYTHON), *arguments], cwd=COPY, stdout=subprocess.PIPE, check=False, text=True
    )
    if done.returncode:
        sys.exit(f"{' '.join(arguments)} failed:\n{done.stdout[-2000:]}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
