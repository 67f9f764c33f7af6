"""What stops a start: always one sentence that says what to do."""

import errno
import os
from pathlib import Path


class LaunchError(Exception):
    """The start cannot go on; the text is one sentence for the person at the terminal."""


def full_disk(folder: Path) -> LaunchError:
    return LaunchError(f"The disk that holds {folder} is full: free some space, then start again.")


def from_os_error(error: OSError, folder: Path) -> LaunchError:
    """A sentence for what the operating system refused while working in `folder`."""
    # Copying a tree gathers its errors in one that has a text only.
    if error.errno in {errno.ENOSPC, errno.EDQUOT} or os.strerror(errno.ENOSPC) in str(error):
        return full_disk(folder)
    where, reason = error.filename or folder, error.strerror or type(error).__name__
    return LaunchError(
        f"{where} cannot be used ({reason}): check who owns {folder} and start again."
    )


def from_output(output: str, folder: Path, otherwise: str) -> LaunchError:
    """A sentence for what a program of PostgreSQL printed before it gave up."""
    if "No space left on device" in output or "Disk quota exceeded" in output:
        return full_disk(folder)
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    told = [line for line in lines if "FATAL" in line or "PANIC" in line or "error:" in line]
    reason = (told or lines or ["it said nothing"])[-1].rstrip(".")
    return LaunchError(f"{otherwise} ({reason}).")
