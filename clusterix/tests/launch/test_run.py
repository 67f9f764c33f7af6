"""`bin/run` as a process: start, stop, kill -9, and one sentence for what goes wrong."""

import os
import signal
import socket

import pytest

from clusterix.launch.places import Places
from clusterix.launch.postmaster import running_pid

from . import stub

pytestmark = pytest.mark.kills


@pytest.fixture
def clone(base):
    return stub.make(base)


@pytest.fixture
def port():
    return stub.free_port()


def start(clone, port, *arguments, **environment):
    return stub.Run(clone, "--port", str(port), *arguments, **environment).wait_until_up()


def assert_one_sentence(answer, *words):
    code, _, err = answer
    assert code == 1
    assert len(err.strip().splitlines()) == 1, err
    assert "Traceback" not in err
    for word in words:
        assert word in err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_start_and_stop(clone, port, number):
    run = start(clone, port)
    assert stub.get(port) == "fine"
    web = [int(pid) for pid in stub.get(port, "/pid").split()]

    code, out, err = run.end(number)

    assert (code, err) == (0, "")
    assert f"Clusterix is at http://127.0.0.1:{port}/\n\n[demo_accounts]" in out
    assert out.endswith("Stopped.\n")
    assert sorted(stub.commands(clone)) == [
        "collectstatic --noinput",
        "createcachetable",
        "demo_accounts",
        "load_demo --if-empty",
        "migrate --noinput",
        "run_worker",
    ]
    assert running_pid(Places(clone).data) is None
    assert not any(stub.is_running(pid) for pid in [*web, *stub.worker_pids(clone)])


def test_empty_prints_the_setup_link_and_loads_nothing(clone, port):
    _, out, _ = start(clone, port, "--empty").end(signal.SIGINT)

    assert "[setup_link]" in out
    assert not any(each.startswith(("load_demo", "demo_acc")) for each in stub.commands(clone))


def test_kill_9_leaves_nothing_that_disturbs_the_next_start(clone, port):
    run = start(clone, port)
    pids = [int(pid) for pid in stub.get(port, "/pid").split()] + stub.worker_pids(clone)
    run.end(signal.SIGKILL)
    stub.wait_for(lambda: not any(stub.is_running(pid) for pid in pids))
    assert running_pid(Places(clone).data) is not None  # nobody was left to stop it

    again = start(clone, port)
    assert stub.get(port) == "fine"
    assert again.end(signal.SIGTERM)[0] == 0
    assert running_pid(Places(clone).data) is None


def test_the_same_clone_on_two_ports(clone, port):
    other_port = stub.free_port()
    one, other = start(clone, port), start(clone, other_port)
    assert other.end(signal.SIGINT)[0] == 0
    assert stub.get(port) == "fine"
    assert running_pid(Places(clone).data) is not None
    assert one.end(signal.SIGINT)[0] == 0
    assert running_pid(Places(clone).data) is None


def test_postgresql_killed_under_it_is_started_again(clone, port):
    run = start(clone, port)
    former = running_pid(Places(clone).data)
    os.kill(former, signal.SIGKILL)
    stub.wait_for(lambda: running_pid(Places(clone).data) not in {None, former})
    code, _, err = run.end(signal.SIGINT)
    assert (code, err) == (0, "PostgreSQL ended unexpectedly and is started again.\n")


def test_a_worker_killed_under_it_is_started_again(clone, port):
    run = start(clone, port)
    stub.wait_for(lambda: (clone / "var/workers").exists())
    os.kill(stub.worker_pids(clone)[0], signal.SIGKILL)
    stub.wait_for(lambda: len(stub.worker_pids(clone)) == 2)
    code, _, err = run.end(signal.SIGINT)
    assert (code, err) == (0, "The worker ended (code -9) and is started again (1 of 3).\n")


def test_a_worker_that_always_dies_ends_everything(clone, port):
    code, _, err = start(clone, port, STUB_WORKER_LIVES="0").end()
    assert code == 1
    assert err.splitlines()[-1].startswith("The worker ended unexpectedly (code 0), so everything")
    assert len(stub.worker_pids(clone)) == 4
    assert running_pid(Places(clone).data) is None


def test_a_dead_web_server_ends_everything(clone, port):
    run = start(clone, port)
    os.kill(int(stub.get(port, "/pid").split()[1]), signal.SIGKILL)
    assert_one_sentence(run.end(), "The web server ended unexpectedly (code -9)")
    assert running_pid(Places(clone).data) is None


def test_a_web_server_that_cannot_start(clone, port):
    (clone / "clusterix/wsgi.py").write_text("raise SystemExit(4)")
    answer = stub.Run(clone, "--port", str(port)).end()
    assert_one_sentence(answer, "The web server ended unexpectedly (code 4)")


def test_a_port_in_use(clone, port):
    with socket.create_server(("127.0.0.1", port)):
        answer = stub.Run(clone, "--port", str(port)).end()
    assert_one_sentence(answer, f"Port {port} is in use", f"bin/run --port {port + 1}")
    assert running_pid(Places(clone).data) is None


@pytest.mark.parametrize(
    ("arguments", "environment", "words"),
    [
        (["--port", "http"], {}, ["PORT is 'http'"]),
        ([], {"PORT": "99999"}, ["PORT is '99999'"]),
        ([], {"DEBUG": "maybe"}, ["DEBUG is 'maybe'"]),
        ([], {"DATABASE_URL": "mysql://x/y", "SECRET_KEY": "ab3-" * 20 + "xyz"}, ["DATABASE_URL "]),
        ([], {"DATABASE_URL": "postgresql://x/y"}, ["SECRET_KEY is missing"]),
        (["--host", "0.0.0.0"], {}, ["ALLOWED_HOSTS is not set although --host 0.0.0.0"]),
        (["--host", "192.0.2.1"], {"ALLOWED_HOSTS": "192.0.2.1"}, ["no address 192.0.2.1"]),
    ],
)
def test_a_wrong_setting(clone, arguments, environment, words):
    assert_one_sentence(stub.Run(clone, *arguments, **environment).end(), *words)


def test_a_step_that_fails(clone, port):
    answer = stub.Run(clone, "--port", str(port), STUB_FAILS="migrate").end()
    log = clone / "var/run.log"
    assert_one_sentence(answer, "manage.py migrate failed (The stub's reason): ", str(log))
    assert "Traceback" in log.read_text()
    assert running_pid(Places(clone).data) is None


def test_a_broken_data_folder(clone, port):
    (clone / "var/postgres").mkdir(parents=True)
    (clone / "var/postgres/PG_VERSION").write_text("18\n")
    os.chown(clone / "var/postgres", 65534, 65534) if os.geteuid() == 0 else None
    assert_one_sentence(stub.Run(clone, "--port", str(port)).end(), "is broken, parts of it")


def test_a_folder_that_cannot_be_written(clone, port):
    (clone / "var").write_text("a file")
    assert_one_sentence(stub.Run(clone, "--port", str(port)).end(), "/var cannot be used")


def test_ctrl_c_in_the_middle_of_a_start(clone, port):
    run = stub.Run(clone, "--port", str(port))
    assert run.process.stdout.read(10) == "Starting P"
    code, out, err = run.end(signal.SIGINT)
    assert (code, err) == (0, "")
    assert out.endswith("Stopped.\n")
    assert running_pid(Places(clone).data) is None
