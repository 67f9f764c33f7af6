"""`bin/run`: everything from the database to the web server, until Ctrl-C."""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Final, NoReturn

from clusterix.addresses import SettingError
from clusterix.environment import is_embedded, read, read_port
from clusterix.launch.children import Child, end_all
from clusterix.launch.errors import LaunchError, from_os_error, full_disk
from clusterix.launch.locks import exclusive
from clusterix.launch.port import address, check_host, check_port, reachable_host
from clusterix.launch.postgres import Server, ensure_running

BASE: Final = Path(__file__).resolve().parents[2]
# Threads, because a browser opens connections ahead of need: without a buffering proxy in
# front, each of those would hold a plain worker until it times out.
WEB_SERVER: Final = ("--worker-class", "gthread", "--workers", "2", "--threads", "4")
RESTARTS_OF_WORKER: Final = 3  # in a row
LONG_LIFE: Final = 600.0  # seconds after which an end is not counted with the former ones
PATIENCE_WEB: Final = 60.0
TICK: Final = 0.3


class Stop(BaseException):
    """Ctrl-C or SIGTERM: not an error, so nothing that handles errors may swallow it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0 after Ctrl-C or SIGTERM, 1 after a sentence on stderr."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    try:
        run(_options(arguments))
    except (LaunchError, SettingError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(from_os_error(error, BASE / "var"), file=sys.stderr)
        return 1
    except Stop:
        print("Stopped.")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bin/run", description="Starts Clusterix on this machine and stops it with Ctrl-C."
    )
    parser.add_argument("--port", help="port of the web server (else PORT, else 8000)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument(
        "--empty",
        action="store_true",
        help="no demonstration: prints the link for setting up a partnership of your own",
    )
    return parser.parse_args(arguments)


def run(options: argparse.Namespace) -> None:
    """Start everything, watch it, stop everything."""
    if options.port is not None:
        os.environ["PORT"] = options.port
    port = read_port(os.environ)
    (BASE / "var").mkdir(exist_ok=True)
    read(os.environ, BASE)
    check_host(options.host, os.environ)
    check_port(options.host, port)
    server: Server | None = None
    children: list[Child] = []
    try:
        if is_embedded(os.environ):
            notes: list[str] = []
            server = _step("Starting PostgreSQL", lambda: ensure_running(BASE, say=notes.append))
            print(*(f"  {note}\n" for note in notes), sep="", end="", flush=True)
        _prepare(options.empty)
        children += _children(options.host, port, server.share if server else None)
        _step("Starting the web server", lambda: _start(children, options.host, port))
        _welcome(options.empty, options.host, port)
        _watch(children, server)
    finally:
        _ignore_signals()
        end_all(children)
        if server is not None:
            server.release()


def _prepare(is_empty: bool) -> None:
    """Bring tables, files and contents up to date; a second start at once waits."""
    with exclusive(BASE / "var" / "prepare.lock", patience=600), ThreadPoolExecutor() as beside:
        static = beside.submit(_manage, "collectstatic", "--noinput")
        _step("Bringing the tables up to date", lambda: _manage("migrate", "--noinput"))
        _step("Making the cache table", lambda: _manage("createcachetable"))
        if not is_empty:
            _step("Loading the demonstration", lambda: _manage("load_demo", "--if-empty"))
        _step("Collecting the static files", static.result)


def _children(host: str, port: int, share: int | None) -> list[Child]:
    web = web_command(host, port)
    worker = [sys.executable, "manage.py", "run_worker"]
    return [Child("web server", web, BASE, share), Child("worker", worker, BASE, share)]


def web_command(
    host: str, port: int, module: str = "clusterix.wsgi", options: Sequence[str] = WEB_SERVER
) -> list[str]:
    web = [sys.executable, "-m", "gunicorn", module, "--bind", address(host, port)]
    web += [*options, "--graceful-timeout", "10", "--log-level", "warning"]
    # Longer than the five seconds after which a phone in a meeting looks again what is new.
    web += ["--keep-alive", "10"]
    # Loaded once, before the workers: what is wrong with it is said once and ends the start.
    return [*web, "--no-control-socket", "--preload"]


def _start(children: list[Child], host: str, port: int) -> None:
    """Start all and wait until the web server answers, whatever it answers."""
    for child in children:
        child.start()
    deadline = time.monotonic() + PATIENCE_WEB
    while time.monotonic() < deadline:
        if children[0].has_ended():
            _refuse_dead(children[0])
        connection = HTTPConnection(reachable_host(host), port, timeout=5)
        try:
            connection.request("GET", "/livez")
            connection.getresponse()
        except (OSError, HTTPException):
            time.sleep(0.05)
        else:
            return
        finally:
            connection.close()
    raise LaunchError(f"The web server does not answer after {PATIENCE_WEB:.0f} seconds.")


def _welcome(is_empty: bool, host: str, port: int) -> None:
    print(f"\nClusterix is at http://{address(reachable_host(host), port)}/\n", flush=True)
    _manage("setup_link" if is_empty else "demo_accounts", show=True)
    print("\nCtrl-C stops it.", flush=True)


def _watch(children: list[Child], server: Server | None) -> NoReturn:
    """Until Ctrl-C; a dead database or worker is started again, a dead web server ends all."""
    while True:
        time.sleep(TICK)
        if server is not None and not server.is_alive():
            print("PostgreSQL ended unexpectedly and is started again.", file=sys.stderr)
            server.start()
        for child in children:
            if not child.has_ended():
                continue
            if child.age > LONG_LIFE:
                child.restarts = 0
            if child.name != "worker" or child.restarts >= RESTARTS_OF_WORKER:
                _refuse_dead(child)
            child.restarts += 1
            print(
                f"The worker ended (code {child.exit_code}) and is started again "
                f"({child.restarts} of {RESTARTS_OF_WORKER}).",
                file=sys.stderr,
            )
            child.start()


def _refuse_dead(child: Child) -> NoReturn:
    raise LaunchError(
        f"The {child.name} ended unexpectedly (code {child.exit_code}), so everything was stopped: "
        "see its message above, then start again."
    )


def _step[T](title: str, work: Callable[[], T]) -> T:
    """One line of progress with its time."""
    print(f"{title} … ", end="", flush=True)
    begin = time.monotonic()
    try:
        result = work()
    except BaseException:
        print("no", flush=True)
        raise
    print(f"{time.monotonic() - begin:.1f} s", flush=True)
    return result


def _manage(*arguments: str, show: bool = False) -> None:
    """Run a command of `manage.py`; a failure becomes one sentence, the rest goes to a log."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=BASE,
        stdin=subprocess.DEVNULL,
        stdout=None if show else subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return
    log = BASE / "var" / "run.log"
    said = (done.stdout or "") + done.stderr
    log.write_text(said)
    if "No space left on device" in said:
        raise full_disk(BASE / "var")
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    reason = (lines or ["it said nothing"])[-1].rstrip(".")
    raise LaunchError(f"manage.py {arguments[0]} failed ({reason}): {log} has the details.")


def _stop(*_: object) -> NoReturn:
    raise Stop


def _ignore_signals() -> None:
    """While stopping: a second Ctrl-C would leave processes behind."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


if __name__ == "__main__":
    sys.exit(main())
