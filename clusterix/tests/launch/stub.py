"""A clone with the real launcher around a product of a few lines, so that starts are quick."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from .conftest import TREE

MANAGE = """
import os, pathlib, sys, time
here = pathlib.Path(__file__).parent
command = sys.argv[1]
with open(here / "var" / "commands", "a") as handle:
    print(*sys.argv[1:], file=handle)
if command == os.environ.get("STUB_FAILS"):
    print("Traceback (most recent call last):", file=sys.stderr)
    sys.exit("The stub's reason.")
if command in ("demo_accounts", "setup_link"):
    print(f"[{command}]")
if command == "run_worker":
    with open(here / "var" / "workers", "a") as handle:
        print(os.getpid(), file=handle)
    time.sleep(float(os.environ.get("STUB_WORKER_LIVES", "300")))
"""

WSGI = """
import os
def application(environ, start_response):
    if environ["PATH_INFO"] == "/pid":
        body = f"{os.getpid()} {os.getppid()}".encode()
    else:
        body = b"fine"
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]
"""


def make(base):
    """Copy the launcher to `base` and put the stub around it."""
    target = base / "clusterix"
    shutil.copytree(
        TREE / "clusterix/launch", target / "launch", ignore=shutil.ignore_patterns("__pycache__")
    )
    for name in ("__init__.py", "addresses.py", "environment.py"):
        shutil.copy(TREE / "clusterix" / name, target / name)
    (target / "wsgi.py").write_text(WSGI)
    (base / "manage.py").write_text(MANAGE)
    return base


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Run:
    """One `bin/run` on a stub clone; its output is collected until it ends."""

    def __init__(self, base, *arguments, **environment):
        self.base = base
        inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "clusterix.launch.run", *arguments],
            cwd=base,
            env=inherited | environment | {"PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.lines = []

    def wait_until_up(self):
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
            if "Ctrl-C stops it." in line:
                return self
        raise AssertionError(self.end())

    def end(self, number=None):
        """Exit code, everything on stdout, everything on stderr."""
        if number is not None:
            self.process.send_signal(number)
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, "\n".join([*self.lines, out]), err


def get(port, path="/livez"):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return answer.read().decode()


def commands(base):
    return (base / "var/commands").read_text().splitlines()


def worker_pids(base):
    return [int(line) for line in (base / "var/workers").read_text().split()]


def wait_for(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def is_running(pid):
    """Whether the process lives; one that only waits to be reaped does not."""
    try:
        os.kill(pid, 0)
        status = Path(f"/proc/{pid}/stat").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False
    return re.search(r"\) (\w)", status)[1] != "Z"
