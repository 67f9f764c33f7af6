"""The embedded server after kills, with stale files, in broken and closed folders."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg
import pytest

from clusterix.launch import cluster, postgres, programs
from clusterix.launch.errors import LaunchError, from_output
from clusterix.launch.places import Places
from clusterix.launch.postgres import ensure_running
from clusterix.launch.postmaster import NO_PROCESS, is_server, running_pid

pytestmark = pytest.mark.kills
only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can change the user")


@pytest.fixture
def stranger():
    """A living process that is no PostgreSQL."""
    process = subprocess.Popen(["sleep", "300"])
    yield process.pid
    process.kill()
    process.wait()


def kill_server(places):
    pid = running_pid(places.data)
    os.kill(pid, signal.SIGKILL)
    return pid


def test_an_acknowledged_write_survives_kill_9(base):
    server = ensure_running(base)
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("create table kept (number int)")
        for number in range(50):
            connection.execute("insert into kept values (%s)", [number])
        kill_server(server.places)
    while server.is_alive():
        time.sleep(0.01)

    server.start()

    with psycopg.connect(server.url) as connection:
        assert connection.execute("select count(*) from kept").fetchone() == (50,)
    server.release()
    assert running_pid(server.places.data) is None


def test_kill_9_with_busy_connections_then_a_start_at_once(base):
    server = ensure_running(base)
    for _ in range(3):
        busy = [psycopg.connect(server.url) for _ in range(5)]
        for each in busy:
            each.execute("create temporary table t as select generate_series(1, 1000)")
        kill_server(server.places)
        server.start()
        with psycopg.connect(server.url) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
        for each in busy:
            each.close()
    server.release()


def test_the_pid_file_of_a_dead_process(used):
    (used / "var/postgres/postmaster.pid").write_text(f"{NO_PROCESS}\n{used}/var/postgres\n")
    ensure_running(used).release()


def test_the_pid_files_of_a_stranger(base, stranger):
    server = ensure_running(base)
    places = server.places
    pid = kill_server(places)
    while is_server(pid, places.data):
        time.sleep(0.01)
    server.release()
    for file in (places.data / "postmaster.pid", *places.socket_directory.glob("*.lock")):
        file.write_text(file.read_text().replace(f"{pid}\n", f"{stranger}\n", 1))

    with ensure_running(base) as server:
        assert server.is_alive()
    os.kill(stranger, 0)  # nobody stopped it


def test_the_pid_file_of_a_zombie(used):
    zombie = subprocess.Popen(["true"])
    os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)
    (used / "var/postgres/postmaster.pid").write_text(f"{zombie.pid}\n{used}/var/postgres\n")
    ensure_running(used).release()
    zombie.wait()


@pytest.mark.parametrize("content", ["", "\n", "gibberish"])
def test_a_pid_file_that_was_cut_off(used, content):
    (used / "var/postgres/postmaster.pid").write_text(content)
    ensure_running(used).release()


def test_a_server_whose_folder_was_deleted_under_it(base):
    former = ensure_running(base)
    pid = running_pid(former.places.data)
    shutil.rmtree(base / "var")
    with ensure_running(base) as server, psycopg.connect(server.url) as connection:
        assert connection.execute("select 1").fetchone() == (1,)
        assert not is_server(pid, former.places.data)
        former.release()
        assert server.is_alive()


@pytest.mark.parametrize("missing", ["PG_VERSION", "global/pg_control"])
def test_a_broken_data_folder(used, missing):
    (used / "var/postgres" / missing).unlink()
    with pytest.raises(
        LaunchError, match=r"^The database folder .* is broken, .*: put back a copy"
    ):
        ensure_running(used)


def test_a_data_folder_with_damage_that_only_the_server_sees(used):
    shutil.rmtree(used / "var/postgres/pg_wal")
    with pytest.raises(LaunchError) as caught:
        ensure_running(used)
    assert str(caught.value).startswith(f"PostgreSQL does not start on {used}/var/postgres, see ")
    assert "FATAL" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_data_folder_of_another_version(used):
    (used / "var/postgres/PG_VERSION").write_text("17\n")
    with pytest.raises(LaunchError, match="was made by PostgreSQL 17, but this is 18: export"):
        ensure_running(used)


def test_no_programs_on_this_platform(base, monkeypatch):
    monkeypatch.setattr(programs, "_candidates", lambda: [base])
    with pytest.raises(
        LaunchError, match=r"^There is no PostgreSQL 17 or newer for this platform:"
    ):
        ensure_running(base)


def test_a_postgresql_of_the_system_serves(base, monkeypatch):
    """Where no wheel exists, for instance on Alpine."""
    folder = programs.find_programs().folder
    monkeypatch.setattr(programs, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    assert programs.find_programs().folder == folder.resolve()


def test_a_full_disk_is_called_one(base):
    output = 'initdb: error: could not write to file "x": No space left on device'
    sentence = f"The disk that holds {base} is full: free some space, then start again."
    assert str(from_output(output, base, "Anything")) == sentence


def test_a_start_that_takes_too_long(used, monkeypatch):
    monkeypatch.setattr(postgres, "PATIENCE_START", 0.0)
    with pytest.raises(LaunchError, match=r"^PostgreSQL is not ready after 0 seconds: see"):
        ensure_running(used)
    assert running_pid(used / "var/postgres") is None


def test_a_socket_folder_of_somebody_else(base):
    sockets = Places(base).socket_directory
    sockets.write_text("not a folder")
    try:
        with pytest.raises(LaunchError, match=f"^{sockets} belongs to somebody else: remove it"):
            ensure_running(base)
    finally:
        sockets.unlink()


def test_a_folder_that_cannot_be_written(base):
    (base / "var").write_text("a file")
    with pytest.raises(
        LaunchError, match=r"^.*/var cannot be used \(File exists\): check who owns"
    ):
        ensure_running(base)


@only_root
def test_root_starts_it_as_an_ordinary_user(base):
    with ensure_running(base):
        owner = (base / "var/postgres").stat().st_uid
        assert owner != 0
        assert Places(base).socket_directory.stat().st_uid == owner
        assert Places(base).socket_directory.stat().st_mode & 0o777 == 0o700


@only_root
def test_root_goes_on_as_the_owner_of_the_data(used):
    for path in (used / "var/postgres", *(used / "var/postgres").rglob("*")):
        os.chown(path, 12345, 12345)
    with ensure_running(used) as server:
        pid = running_pid(server.places.data)
        assert Path(f"/proc/{pid}").stat().st_uid == 12345


@only_root
def test_data_that_belong_to_root(base):
    (base / "var/postgres").mkdir(parents=True)
    with pytest.raises(LaunchError, match="belongs to root, and PostgreSQL does not run as root"):
        ensure_running(base)


@only_root
def test_a_clone_under_a_closed_home(base, said, monkeypatch):
    base.chmod(0o700)
    refuse_the_wheel_in_place(monkeypatch)
    with ensure_running(base, say=said.append) as server, psycopg.connect(server.url) as connection:
        connection.execute("create table kept as select 7 as number")
    with ensure_running(base) as server, psycopg.connect(server.url) as connection:
        assert connection.execute("select number from kept").fetchone() == (7,)

    target = (base / "var/elsewhere").resolve()
    assert target.parent.as_posix() == "/var/tmp"
    assert said == [f"PostgreSQL works in {target}, because its user (nobody) cannot enter {base}."]
    assert base.stat().st_mode & 0o777 == 0o700
    assert sorted(each.name.split("-")[0] for each in target.iterdir()) == ["postgres", "programs"]


def refuse_the_wheel_in_place(monkeypatch):
    """As if the packages lay under the closed folder too: only the copy can be run."""
    in_place = programs.find_programs().folder
    original = programs.program_version

    def program_version(folder, account=None):
        return None if account and folder == in_place else original(folder, account)

    monkeypatch.setattr(cluster, "program_version", program_version)


@only_root
def test_a_later_clone_at_the_same_path_does_not_find_old_data(base):
    base.chmod(0o700)
    with ensure_running(base) as server, psycopg.connect(server.url) as connection:
        connection.execute("create table old ()")
    old = (base / "var/elsewhere").resolve()
    shutil.rmtree(base / "var")
    with ensure_running(base) as server, psycopg.connect(server.url) as connection:
        found = connection.execute("select to_regclass('old')").fetchone()
    shutil.rmtree(old)
    assert found == (None,)


@only_root
def test_an_ordinary_user_starts_it_alone(base):
    os.chown(base, 65534, 65534)
    assert in_a_child(65534, lambda: start_and_stop(base)) == 0
    assert (base / "var/postgres").stat().st_uid == 65534
    with ensure_running(base) as server:  # and root after it
        assert server.is_alive()


@only_root
def test_an_ordinary_user_after_root_gets_a_sentence(base):
    ensure_running(base).release()
    assert in_a_child(12345, lambda: refused(base, "belongs to another user")) == 0


def start_and_stop(base):
    with ensure_running(base) as server:
        return 0 if server.is_alive() else 1


def refused(base, words):
    try:
        ensure_running(base)
    except LaunchError as error:
        return 0 if words in str(error) else 1
    return 2


def in_a_child(uid, work):
    """The exit code of `work`, done as that user in a process of its own."""
    pid = os.fork()
    if pid == 0:
        code = 99
        try:
            os.setgroups([])
            os.setgid(uid)
            os.setuid(uid)
            code = work()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
