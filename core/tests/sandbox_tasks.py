"""What the child process of the tests does. No Django here, as in every task."""

import json
import os
import subprocess
import sys
import time
from typing import IO


def reverse(source: IO[bytes], *, times: int = 1) -> bytes:
    sys.stdout.write("said by a library")
    return source.read()[::-1] * times


def seek_twice(source: IO[bytes]) -> bytes:
    first = source.read(2)
    source.seek(0)
    return first + source.read()


def tell(source: IO[bytes]) -> bytes:
    known = {"environment": sorted(os.environ), "django": "django" in sys.modules}
    return json.dumps(known).encode()


def eat(source: IO[bytes]) -> bytes:
    return bytes(2_000_000_000)


def spin(source: IO[bytes]) -> bytes:
    while True:
        pass


def sleep(source: IO[bytes]) -> bytes:
    time.sleep(60)
    return b""


def fail(source: IO[bytes]) -> bytes:
    raise ValueError("Nothing to read here.")


def crash(source: IO[bytes]) -> bytes:
    os.abort()


def start_another(source: IO[bytes]) -> bytes:
    return subprocess.check_output(["/bin/echo", "free"])
