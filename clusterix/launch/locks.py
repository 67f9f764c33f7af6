"""File locks between the processes of one clone; the kernel frees them when a process dies."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clusterix.launch.errors import LaunchError


def _open(path: Path) -> int:
    # For reading only, so that an ordinary user can lock a file which root has made.
    return os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)


@contextmanager
def exclusive(path: Path, *, patience: float = 120) -> Iterator[None]:
    """Alone with `path`; gives up after `patience` seconds."""
    descriptor = _open(path)
    try:
        deadline = time.monotonic() + patience
        while not _try(descriptor, fcntl.LOCK_EX):
            if time.monotonic() > deadline:
                raise LaunchError(
                    f"Another start of this copy has held {path} for {patience:.0f} seconds: "
                    "end that one, then start again."
                )
            time.sleep(0.02)
        yield
    finally:
        os.close(descriptor)


def share(path: Path) -> int:
    """Become one of the users of `path`; the lock lasts until the descriptor is closed."""
    descriptor = _open(path)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


def is_last(descriptor: int, path: Path) -> bool:
    """True when nobody else shares the lock of `path`. The caller must be about to close it."""
    try:
        is_replaced = not os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        is_replaced = True
    # After somebody deleted and remade the folder, the users of the new file are not ours.
    return not is_replaced and _try(descriptor, fcntl.LOCK_EX)


def _try(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
