"""The embedded server in its ordinary days."""

import os
import re
import signal
import subprocess
import sys

import psycopg
import pytest

from clusterix.launch.errors import LaunchError
from clusterix.launch.places import Places
from clusterix.launch.postgres import ensure_running
from clusterix.launch.postmaster import running_pid

from . import stub
from .conftest import TREE

pytestmark = pytest.mark.kills


def ask(server, query):
    with psycopg.connect(server.url) as connection:
        return connection.execute(query).fetchone()


def test_first_start_and_next_start(base, said):
    with ensure_running(base, say=said.append) as server:
        with psycopg.connect(server.url) as connection:
            connection.execute("create table kept as select 7 as number")
        assert server.is_alive()
    assert not server.is_alive()
    assert not Places(base).socket_directory.exists()

    with ensure_running(base, say=said.append) as server:
        assert ask(server, "select number from kept") == (7,)
    assert said == []


def test_how_the_server_is_set(base):
    with ensure_running(base) as server:
        query = """
            select current_setting('listen_addresses'), current_setting('jit'),
                current_setting('fsync'), current_setting('unix_socket_permissions'),
                datlocprovider, datlocale, pg_encoding_to_char(encoding)
            from pg_database where datname = 'clusterix'
        """
        assert ask(server, query) == ("", "off", "on", "0700", "b", "C.UTF-8", "UTF8")
        assert server.django_database() == {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "clusterix",
            "USER": "clusterix",
            "PASSWORD": "",
            "HOST": str(Places(base).socket_directory),
            "PORT": "5432",
            "OPTIONS": {},
        }


def test_the_extensions_we_need_are_there(base):
    with ensure_running(base, purpose="test") as server, psycopg.connect(server.url) as connection:
        for extension in ("unaccent", "pg_trgm", "btree_gist", "citext"):
            connection.execute(f"create extension {extension}")


def test_tests_have_a_server_of_their_own_that_does_not_wait_for_the_disk(base):
    with ensure_running(base) as kept, ensure_running(base, purpose="test") as thrown_away:
        assert kept.url != thrown_away.url
        query = "select current_setting('fsync'), current_setting('synchronous_commit')"
        assert ask(kept, query) == ("on", "on")
        assert ask(thrown_away, query) == ("off", "off")


def test_the_last_of_two_users_stops_it(base):
    one = ensure_running(base)
    other = ensure_running(base)
    one.release()
    assert ask(other, "select 1") == (1,)
    one.release()  # twice does no harm
    other.release()
    assert running_pid(Places(base).data) is None


def test_a_user_that_was_killed_is_not_waited_for(base):
    server = ensure_running(base)
    code = (
        "import sys, time; from pathlib import Path;"
        "from clusterix.launch.postgres import ensure_running;"
        "s = ensure_running(Path(sys.argv[1])); print('ready', flush=True); time.sleep(60)"
    )
    other = subprocess.Popen([sys.executable, "-c", code, base], cwd=TREE, stdout=subprocess.PIPE)
    assert other.stdout.readline() == b"ready\n"
    other.kill()
    other.wait()
    other.stdout.close()
    server.release()
    assert running_pid(Places(base).data) is None


def test_what_a_killed_user_leaves_behind_is_a_user(base):
    """As the web server, when `bin/run` was killed and it has not noticed yet."""
    server = ensure_running(base)
    code = (
        "import os, signal, subprocess, sys; from pathlib import Path;"
        "from clusterix.launch.postgres import ensure_running;"
        "s = ensure_running(Path(sys.argv[1]));"
        "quiet = {'stdout': subprocess.DEVNULL, 'pass_fds': [s.share]};"
        "print(subprocess.Popen(['sleep', '60'], **quiet).pid, flush=True);"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", code, base], cwd=TREE, stdout=subprocess.PIPE)
    left = int(killed.stdout)
    server.release()
    assert running_pid(Places(base).data) is not None
    os.kill(left, signal.SIGKILL)
    stub.wait_for(lambda: not stub.is_running(left))
    ensure_running(base).release()
    assert running_pid(Places(base).data) is None


def test_five_first_starts_at_once(base):
    code = (
        "import sys; from pathlib import Path; import psycopg;"
        "from clusterix.launch.postgres import ensure_running\n"
        "with ensure_running(Path(sys.argv[1])) as s:\n"
        " print(psycopg.connect(s.url).execute('select 1').fetchone()[0], flush=True)\n"
        " sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, base]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    starts = [subprocess.Popen(command, cwd=TREE, **pipes) for _ in range(5)]
    assert [each.stdout.readline() for each in starts] == [b"1\n"] * 5
    answers = [each.communicate(b"") for each in starts]
    assert [each.returncode for each in starts] == [0] * 5, answers
    log = Places(base).log.read_text()
    assert len(re.findall("starting PostgreSQL", log)) == 1
    assert running_pid(Places(base).data) is None


def test_two_clones_do_not_disturb_each_other(base):
    (base / "one").mkdir()
    (base / "other").mkdir()
    with ensure_running(base / "one") as one:
        with ensure_running(base / "other") as other:
            assert ask(other, "select 1") == (1,)
        assert ask(one, "select 1") == (1,)


def test_a_path_longer_than_a_socket_may_have(base):
    deep = base.joinpath(*["a-folder-with-a-long-name"] * 8)
    deep.mkdir(parents=True)
    with ensure_running(deep) as server:
        assert ask(server, "select 1") == (1,)


def test_an_interrupted_first_start_leaves_no_half_folder(base):
    new = base / "var/postgres.new"
    new.mkdir(parents=True)
    (new / "PG_VERSION").write_text("18\n")
    with ensure_running(base) as server:
        assert ask(server, "select 1") == (1,)
    assert not new.exists()


def test_a_released_server_gives_no_share(base):
    server = ensure_running(base)
    server.release()
    with pytest.raises(LaunchError, match="released"):
        _ = server.share


def test_the_modes_of_the_folders_above_stay(base):
    before = [(each.stat().st_mode, each.stat().st_uid) for each in (base, base.parent)]
    ensure_running(base).release()
    after = [(each.stat().st_mode, each.stat().st_uid) for each in (base, base.parent)]
    assert before == after
