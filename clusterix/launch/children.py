"""The processes that belong to one start: the web server and the worker."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

GRACE: Final = 12.0  # seconds for requests and jobs to finish
PR_SET_PDEATHSIG: Final = 1


class Child:
    """One process in its own group, so that Ctrl-C reaches it only through us, in order."""

    def __init__(self, name: str, command: Sequence[str], base: Path, share: int | None) -> None:
        self.name = name
        self.restarts = 0
        self._command = command
        self._base = base
        self._share = share
        self._started_at = 0.0
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, or start it again after it ended."""
        self._started_at = time.monotonic()
        self._process = subprocess.Popen(
            self._command,
            cwd=self._base,
            stdin=subprocess.DEVNULL,
            process_group=0,
            # Holds the embedded server as long as the child lives, even when we are killed.
            pass_fds=[] if self._share is None else [self._share],
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,
        )

    @property
    def age(self) -> float:
        """Seconds since it was started the last time."""
        return time.monotonic() - self._started_at

    def has_ended(self) -> bool:
        return self._process is not None and self._process.poll() is not None

    @property
    def exit_code(self) -> int | None:
        return self._process.returncode if self._process else None

    def ask_to_end(self) -> None:
        self._signal(signal.SIGTERM)

    def end(self, deadline: float) -> None:
        """Wait until `deadline`, then kill it with everything it started."""
        if self._process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(max(0.0, deadline - time.monotonic()))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _signal(self, number: int) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)


def end_all(children: Sequence[Child]) -> None:
    """Ask all of them at once, then insist one by one."""
    for child in children:
        child.ask_to_end()
    deadline = time.monotonic() + GRACE
    for child in children:
        child.end(deadline)


_LIBC: Final = ctypes.CDLL(None)


def _end_with_parent() -> None:
    """Have the kernel end this child when the parent dies, so that kill -9 leaves nothing."""
    _LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
