"""The embedded PostgreSQL: for demonstration, development and tests; production names a server."""

import contextlib
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Self

import psycopg

from clusterix.addresses import database_settings
from clusterix.launch.cluster import Cluster, locate, open_socket_directory, prepare
from clusterix.launch.errors import LaunchError, from_os_error, from_output
from clusterix.launch.locks import exclusive, is_last, share
from clusterix.launch.places import DATABASE_NAME, DATABASE_USER, PORT, Places, Purpose
from clusterix.launch.postmaster import end_orphan, forget_stale, running_pid, stop
from clusterix.launch.programs import CLEAN_ENVIRONMENT

PATIENCE_START: Final = 120.0  # seconds; after a power cut the log must be replayed first
PATIENCE_FORMER: Final = 10.0  # seconds for the processes of a killed server to go
LONGEST_LOG: Final = 5_000_000  # bytes
STILL_THERE: Final = "pre-existing shared memory block"

SETTINGS: Final = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "jit": "off",
}
# Tests throw their data away, so they need not wait for the disk.
TEST_SETTINGS: Final = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

type Say = Callable[[str], None]


class Server:
    """A running embedded server and this process's share in it."""

    def __init__(self, places: Places, say: Say) -> None:
        self.places = places
        self._say = say
        self._data = places.data
        self._process: subprocess.Popen[bytes] | None = None
        self._share: int | None = None

    @property
    def url(self) -> str:
        """A `postgresql://` address of the socket."""
        return self.places.url

    def django_database(self) -> dict[str, Any]:
        """The same address as Django's settings want it."""
        return database_settings("DATABASE_URL", self.url)

    @property
    def share(self) -> int:
        """The descriptor of the users' lock: a child that inherits it is a user as well."""
        if self._share is None:
            raise LaunchError("The database was released already.")
        return self._share

    def start(self) -> None:
        """Become a user of the server; start it when it is not running (also after it died)."""
        with exclusive(self.places.lock):
            if self._share is None:
                self._share = share(self.places.users)
            try:
                cluster = locate(self.places)
                self._data = cluster.data
                if not self.is_alive() or not self._wait_until_ready(cluster):
                    self._launch(cluster)
                _create_database(self.places)
            except BaseException:
                self._let_go()
                raise

    def is_alive(self) -> bool:
        """Whether the server process is there (one look at the process table)."""
        if self._process is not None:
            self._process.poll()
        return running_pid(self._data) is not None

    def release(self) -> None:
        """Stop using the server; the last user stops it."""
        if self._share is None:
            return
        with exclusive(self.places.lock):
            self._let_go()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def _let_go(self) -> None:
        if self._share is None:
            return
        try:
            pid = running_pid(self._data)
            if pid is None and self._process is not None and self._is_young():
                pid = self._process.pid
            if pid is not None and is_last(self._share, self.places.users):
                stop(pid, self._data, self._reap)
                with contextlib.suppress(OSError):
                    self.places.socket_directory.rmdir()
        finally:
            os.close(self._share)
            self._share = None
            if self._process is not None and self._process.poll() is None:
                # Others still use the server and it outlives this process; without this line
                # Python would warn of a child that nobody waited for.
                self._process.returncode = 0
            self._process = None

    def _reap(self) -> None:
        if self._process is not None:
            self._process.poll()

    def _launch(self, cluster: Cluster) -> None:
        """Start the server; again when processes of a killed one are still going."""
        if cluster.note:
            self._say(cluster.note)
        sockets = open_socket_directory(cluster)
        end_orphan(cluster.data, sockets)
        prepare(cluster)
        deadline = time.monotonic() + PATIENCE_FORMER
        while True:
            forget_stale(cluster.data, sockets)
            begin = _log_size(self.places.log)
            self._process = _spawn(cluster, sockets)
            if self._wait_until_ready(cluster):
                return
            said = _read_log(self.places.log, begin)
            if STILL_THERE not in said or time.monotonic() > deadline:
                break
            time.sleep(0.1)
        problem = f"PostgreSQL does not start on {cluster.data}, see {self.places.log}"
        raise from_output(said, cluster.data, problem)

    def _wait_until_ready(self, cluster: Cluster) -> bool:
        """True when the server answers, False when it ended instead."""
        deadline = time.monotonic() + PATIENCE_START
        while time.monotonic() < deadline:
            try:
                _connect(self.places, "postgres").close()
            except psycopg.OperationalError:
                time.sleep(0.02)
            else:
                return True
            if not self.is_alive() and not self._is_young():
                return False
        waited = f"PostgreSQL is not ready after {PATIENCE_START:.0f} seconds"
        raise LaunchError(f"{waited}: see {self.places.log}.")

    def _is_young(self) -> bool:
        """Whether our own child lives, even if it has not written `postmaster.pid` yet."""
        return self._process is not None and self._process.poll() is None


def ensure_running(base: Path, *, purpose: Purpose = "run", say: Say = print) -> Server:
    """Start the embedded server of the clone at `base`, or share the one that runs already."""
    places = Places(base.resolve(), purpose)
    server = Server(places, say)
    try:
        places.var.mkdir(exist_ok=True)
        server.start()
    except OSError as error:
        raise from_os_error(error, places.var) from error
    return server


def _spawn(cluster: Cluster, sockets: Path) -> subprocess.Popen[bytes]:
    settings = SETTINGS | {"unix_socket_directories": str(sockets)}
    if cluster.places.purpose == "test":
        settings |= TEST_SETTINGS
    log = cluster.places.log
    mode = "ab" if _log_size(log) < LONGEST_LOG else "wb"
    with log.open(mode) as output:
        os.chown(log, cluster.account.uid, cluster.account.gid)
        return subprocess.Popen(
            [
                str(cluster.programs.folder / "postgres"),
                "-D",
                str(cluster.data),
                *(part for name, value in settings.items() for part in ("-c", f"{name}={value}")),
            ],
            cwd="/",
            env=CLEAN_ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,  # Ctrl-C at the terminal is for us; we stop the server last
            **cluster.account.arguments,
        )


def _connect(places: Places, database: str) -> psycopg.Connection[Any]:
    return psycopg.connect(
        host=str(places.socket_directory),
        port=PORT,
        user=DATABASE_USER,
        dbname=database,
        connect_timeout=10,
        autocommit=True,
    )


def _create_database(places: Places) -> None:
    with _connect(places, "postgres") as connection:
        query = "select 1 from pg_database where datname = %s"
        if connection.execute(query, [DATABASE_NAME]).fetchone() is None:
            connection.execute(f'create database "{DATABASE_NAME}"')


def _log_size(log: Path) -> int:
    return log.stat().st_size if log.exists() else 0


def _read_log(log: Path, begin: int) -> str:
    with log.open("rb") as handle:
        handle.seek(min(begin, _log_size(log)))
        return handle.read().decode(errors="replace")
