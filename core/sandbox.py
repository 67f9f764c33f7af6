"""Foreign files are read in a child process: it may run out of memory or time, we do not.

    answer = sandbox.run("practices.pictures:render", upload, seconds=10, megabytes=400, side=2000)

runs `render(source, side=2000)` of that module in a new interpreter. `source` is a binary file that
can be read and sought; the function returns bytes (JSON is text for `json.loads`). The child gets
no environment (no key, no database), no open connection and, unless root runs it, starts no
process of its own. It imports the task's module only, which therefore must not need Django.
Limits of memory are kept by Linux, not by macOS; those of time and of the answer everywhere.
"""

import errno
import importlib
import json
import math
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO, Final

AT_ONCE: Final = 2  # in one web process: together they may take twice `megabytes`
MEGABYTE: Final = 1024 * 1024
LARGEST_ANSWER: Final = 64  # megabytes
OPEN_FILES: Final = 64
LONGEST_TRACE: Final = 2000  # characters of what a broken task said

OUT_OF_MEMORY: Final = 81  # the child's own exit codes
ANSWER_TOO_BIG: Final = 82
KILLED_FOR_TIME: Final = {-signal.SIGXCPU, -signal.SIGALRM}

START: Final = (
    "import json, sys; call = json.loads(sys.argv[1]); sys.path[:] = call['path'];"
    "from core import sandbox; sandbox.serve(call)"
)

_places = threading.BoundedSemaphore(AT_ONCE)


class Stopped(Exception):
    """The task gave no answer. The text is for the log, not for people."""


class TooBig(Stopped):
    """It wanted more memory than it may take, or its answer is too long."""


class TooSlow(Stopped):
    """It was not ready in time, or other tasks kept it waiting for as long."""


class Broken(Stopped):
    """It failed or crashed."""


def run(
    task: str,
    source: Path | bytes,
    *,
    seconds: float,
    megabytes: int,
    answer_megabytes: int = LARGEST_ANSWER,
    **options: Any,
) -> bytes:
    """What the function "module:name" returns for the file; `options` are its JSON arguments.

    `megabytes` counts all memory of the child, about 60 of them for Python and its libraries.
    Raises `TooBig`, `TooSlow` or `Broken`; `OSError` when there is no room for temporary files.
    """
    call = {
        "path": [str(Path(each).absolute()) for each in sys.path],  # "" is the present folder
        "task": task,
        "seconds": math.ceil(seconds),
        "memory": megabytes * MEGABYTE,
        "answer": answer_megabytes * MEGABYTE,
        "options": options,
    }
    if not _places.acquire(timeout=seconds):
        raise TooSlow("Other tasks took all places.")
    try:
        with _opened(source) as given, TemporaryFile() as answer, TemporaryFile() as trace:
            code = _wait(_started(call, given, answer, trace), seconds)
            _refuse_failure(code, trace)
            answer.seek(0)
            return answer.read()
    finally:
        _places.release()


def serve(call: dict[str, Any]) -> None:
    """The child's side: take the limits on, then import the task, read, answer and end."""
    answer = os.dup(1)
    os.dup2(2, 1)  # what libraries print is no part of the answer
    _limit(call)
    try:
        module, _colon, name = call["task"].partition(":")
        function: Callable[..., bytes] = getattr(importlib.import_module(module), name)
        with os.fdopen(0, "rb", closefd=False) as source:
            result = function(source, **call["options"])
        with os.fdopen(answer, "wb") as file:
            file.write(result)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except OSError as error:
        if error.errno == errno.EFBIG:
            os._exit(ANSWER_TOO_BIG)
        raise


def _limit(call: dict[str, Any]) -> None:
    limits = {
        resource.RLIMIT_CPU: (call["seconds"], call["seconds"] + 1),
        resource.RLIMIT_FSIZE: (call["answer"], call["answer"]),
        resource.RLIMIT_NOFILE: (OPEN_FILES, OPEN_FILES),
        resource.RLIMIT_NPROC: (0, 0),
        resource.RLIMIT_CORE: (0, 0),
    }
    if sys.platform == "linux":
        limits[resource.RLIMIT_AS] = (call["memory"], call["memory"])
    for which, limit in limits.items():
        resource.setrlimit(which, limit)
    # Whoever waits for us may be killed meanwhile; nobody else would end us then.
    signal.alarm(call["seconds"] + 1)


def _opened(source: Path | bytes) -> IO[bytes]:
    if isinstance(source, Path):
        return source.open("rb")
    with ExitStack() as on_error:  # no room for it, perhaps
        file = on_error.enter_context(TemporaryFile())
        file.write(source)
        file.seek(0)
        on_error.pop_all()
    return file


def _started(
    call: dict[str, Any], given: IO[bytes], answer: IO[bytes], trace: IO[bytes]
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        # -I: neither variables nor the present folder change what it imports; -B: it writes nothing
        [sys.executable, "-I", "-B", "-c", START, json.dumps(call)],
        stdin=given,
        stdout=answer,
        stderr=trace,
        env={"LANG": "C.UTF-8"},
        cwd="/",
        start_new_session=True,
    )


def _wait(child: subprocess.Popen[bytes], seconds: float) -> int:
    """Its exit code; whatever happens here, it is gone afterwards."""
    try:
        return child.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        raise TooSlow(f"Not ready after {seconds} s.") from None
    finally:
        if child.returncode is None:
            child.kill()
            child.wait()


def _refuse_failure(code: int, trace: BinaryIO | IO[bytes]) -> None:
    if code == 0:
        return
    if code in KILLED_FOR_TIME:
        raise TooSlow("It used up its time.")
    if code == OUT_OF_MEMORY or code == -signal.SIGKILL:  # the system's own judge of memory
        raise TooBig("It wanted more memory than it may take.")
    if code == ANSWER_TOO_BIG:
        raise TooBig("Its answer is too long.")
    trace.seek(0)
    said = trace.read().decode(errors="replace").strip()
    raise Broken(f"Exit code {code}. {said[-LONGEST_TRACE:]}")
