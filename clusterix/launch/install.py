"""Makes `.venv` and installs the locked packages; runs on a bare Python, before any package.

A stamp in `.venv` remembers what was installed, so that a later start needs no network.
"""

import contextlib
import fcntl
import hashlib
import json
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

OLDEST_PYTHON: Final = (3, 12)
INTERRUPTED: Final = 130  # the shell's own code for Ctrl-C


class InstallError(Exception):
    """The packages are not there; the text is one sentence for the person at the terminal."""


def main(base: Path, names: list[str]) -> int:
    """Install the requirement files `names` into the `.venv` of `base`."""
    try:
        (base / "var").mkdir(exist_ok=True)
        with _alone(base / "var" / "install.lock"):
            install(base, names)
    except (InstallError, OSError) as error:
        print(_sentence(error, base), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def install(base: Path, names: list[str]) -> None:
    """Do nothing when the stamp fits, else what is missing."""
    folder = base / ".venv"
    stamp = folder / "clusterix-installed.json"
    wanted = {name: _hash(base / name) for name in names}
    known = _read(stamp)
    # A copy of another clone's environment has scripts that start the other one's Python.
    works = known.get("folder", str(folder)) == str(folder) and _works(folder)
    if works and wanted.items() <= known.items():
        return
    begin = time.monotonic()
    print(f"Installing the packages into {folder} (once, takes about half a minute) …", flush=True)
    if not works:
        known = {}
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True, symlinks=True)
    _pip(base, folder, names)
    stamp.write_text(json.dumps(known | wanted | {"folder": str(folder)}, indent=2) + "\n")
    print(f"Installed in {time.monotonic() - begin:.0f} s.", flush=True)


def _pip(base: Path, folder: Path, names: list[str]) -> None:
    log = base / "var" / "install.log"
    command = [str(folder / "bin" / "python"), "-m", "pip", "install", "--require-hashes"]
    command += ["--no-input", "--disable-pip-version-check", "--no-warn-script-location"]
    for name in names:
        command += ["-r", name]
    done = subprocess.run(command, cwd=base, capture_output=True, text=True, check=False)
    log.write_text(done.stdout + done.stderr)
    if done.returncode != 0:
        lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        reason = (lines or ["pip failed"])[-1].removeprefix("ERROR: ").rstrip(".")
        if "No space left on device" in done.stderr:
            reason = "the disk is full"
        raise InstallError(
            f"The packages cannot be installed ({reason}): "
            f"mend that or the network connection, then start again; {log} has the details."
        )


def _works(folder: Path) -> bool:
    """Whether the environment's own Python starts, is new enough and has pip."""
    code = f"import pip, sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    try:
        done = subprocess.run(
            [folder / "bin" / "python", "-c", code], capture_output=True, check=False
        )
    except OSError:
        return False
    return done.returncode == 0


def _read(stamp: Path) -> dict[str, str]:
    try:
        known = json.loads(stamp.read_text())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@contextlib.contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Two first starts at once: the second waits for the first."""
    with lock.open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _sentence(error: Exception, base: Path) -> str:
    if isinstance(error, OSError):
        where = error.filename or base
        return f"{where} cannot be used ({error.strerror}): mend that, then start again."
    return str(error)


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parents[2], sys.argv[1:]))
