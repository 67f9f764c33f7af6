"""Knows the server process of a data folder, and is not fooled by a stale `postmaster.pid`."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from clusterix.launch.errors import LaunchError

# Higher than any process number a kernel gives, so it never belongs to a living process.
NO_PROCESS: Final = 2_147_483_646
# Signals of the two kinds of shutdown, and the seconds that each may take: the fast one rolls
# back open transactions and writes a checkpoint, the immediate one leaves that to the next start.
FAST: Final = (signal.SIGINT, 30.0)
IMMEDIATE: Final = (signal.SIGQUIT, 10.0)


def running_pid(data: Path) -> int | None:
    """The process that serves `data` now, or None; whatever `postmaster.pid` claims."""
    pid = _first_number(data / "postmaster.pid")
    return pid if pid is not None and is_server(pid, data) else None


def is_server(pid: int, data: Path) -> bool:
    """Whether `pid` is a living `postgres` that was started on `data`.

    The command line is asked because every user may read it; the link to the executable is
    closed even to root in a container, and a zombie has neither.
    """
    command = _command(pid)
    return bool(command) and Path(command[0]).name == "postgres" and str(data) in command


def _command(pid: int) -> list[str]:
    proc = Path("/proc")
    if (proc / "self" / "cmdline").exists():
        try:
            return (proc / str(pid) / "cmdline").read_text(errors="replace").split("\0")
        except OSError:
            return []
    answer = subprocess.run(
        ["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return answer.stdout.split()


def forget_stale(data: Path, socket_directory: Path) -> None:
    """Make lock files of a server that is gone harmless, when a stranger now has its number.

    Only the number is replaced: PostgreSQL reads the shared memory's key from the rest of the
    file and so refuses to start while processes of the killed server still write.
    """
    file = data / "postmaster.pid"
    pid = _first_number(file)
    if pid is not None and not is_server(pid, data):
        lines = file.read_text().splitlines(keepends=True)
        with file.open("r+") as handle:
            handle.writelines([f"{NO_PROCESS}\n", *lines[1:]])
            handle.truncate()
    elif file.exists() and pid is None:
        file.unlink()  # cut off while it was written: PostgreSQL would refuse it for ever
    for lock in socket_directory.glob(".s.PGSQL.*.lock"):
        lock.unlink()


def end_orphan(data: Path, socket_directory: Path) -> None:
    """End a server whose data folder was deleted under it: it still holds the socket.

    At once, because an orderly shutdown would write its last state into the new folder.
    """
    for lock in socket_directory.glob(".s.PGSQL.*.lock"):
        pid = _first_number(lock)
        if pid is not None and is_server(pid, data):
            stop(pid, data, ways=(IMMEDIATE,))


def stop(
    pid: int,
    data: Path,
    reap: Callable[[], object] = lambda: None,
    ways: Sequence[tuple[signal.Signals, float]] = (FAST, IMMEDIATE),
) -> None:
    """Ask for a fast shutdown, insist after a while. `reap` collects a child of this process."""
    for number, patience in ways:
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            try:
                os.kill(pid, number)  # once more each second: a server that just starts loses one
            except ProcessLookupError:
                return
            if _is_gone_soon(pid, data, reap):
                return
    raise LaunchError(f"PostgreSQL (process {pid}) does not stop: end it with kill -9 {pid}.")


def _is_gone_soon(pid: int, data: Path, reap: Callable[[], object]) -> bool:
    until = time.monotonic() + 1.0
    while time.monotonic() < until:
        reap()
        if not is_server(pid, data):
            return True
        time.sleep(0.02)
    return False


def _first_number(file: Path) -> int | None:
    try:
        return abs(int(file.read_text().split("\n", 1)[0]))
    except (OSError, ValueError):
        return None
