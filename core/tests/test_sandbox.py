"""A foreign file cannot take more than it was given."""

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.conf import settings

from core import sandbox

TASKS = "core.tests.sandbox_tasks"


def run(task, source=b"abc", *, seconds=20, megabytes=200, **options):
    return sandbox.run(f"{TASKS}:{task}", source, seconds=seconds, megabytes=megabytes, **options)


def _fields():
    """Process, state and parent of every process."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # ended meanwhile
            found.append([path.parent.name, *path.read_text().rsplit(")", 1)[1].split()[:2]])
    return found


def test_bytes_go_in_and_bytes_come_out():
    assert run("reverse", b"abc", times=2) == b"cbacba"


def test_a_file_is_read_where_it_lies(tmp_path):
    file = tmp_path / "given"
    file.write_bytes(b"xyz")
    assert run("seek_twice", file) == b"xyxyz"


def test_an_empty_file_is_a_file():
    assert run("reverse", b"") == b""


def test_the_child_knows_nothing_of_us():
    known = json.loads(run("tell"))
    assert set(known["environment"]) <= {"LANG", "LC_CTYPE"}  # Python adds the second
    assert known["django"] is False


def test_memory_is_limited():
    with pytest.raises(sandbox.TooBig, match="more memory"):
        run("eat")


def test_the_answer_is_limited():
    with pytest.raises(sandbox.TooBig, match="too long"):
        run("reverse", b"x" * 1024, times=2000, answer_megabytes=1)


@pytest.mark.parametrize("task", ["spin", "sleep"])
def test_time_is_limited(task):
    begin = time.monotonic()
    with pytest.raises(sandbox.TooSlow):
        run(task, seconds=0.5)
    assert time.monotonic() - begin < 5


def test_a_failure_is_told_for_the_log():
    with pytest.raises(sandbox.Broken, match=r"ValueError: Nothing to read here\."):
        run("fail")


def test_a_crash_is_no_answer():
    with pytest.raises(sandbox.Broken, match="Exit code -6"):
        run("crash")


@pytest.mark.parametrize("task", ["no_such_function", "reverse.__globals__"])
def test_a_task_that_is_none(task):
    with pytest.raises(sandbox.Broken):
        run(task)


@pytest.mark.skipif(os.getuid() == 0, reason="root may start any number of processes")
def test_the_child_starts_nothing():
    with pytest.raises(sandbox.Broken):
        run("start_another")


def test_no_process_is_left_behind():
    before = len(descendants(os.getpid()))
    for task in ("reverse", "fail", "spin"):
        with contextlib.suppress(sandbox.Stopped):
            run(task, seconds=0.5)
    assert len(descendants(os.getpid())) == before


def test_no_room_for_more_than_a_few_at_once(monkeypatch):
    monkeypatch.setattr(sandbox, "_places", threading.BoundedSemaphore(1))
    with sandbox._places, pytest.raises(sandbox.TooSlow, match="took all places"):
        run("reverse", seconds=0.1)
    assert run("reverse") == b"cba"


def test_modules_are_found_from_the_present_folder(monkeypatch):
    elsewhere = [each for each in sys.path if each != str(settings.BASE_DIR)]
    monkeypatch.setattr(sys, "path", ["", *elsewhere])
    monkeypatch.chdir(settings.BASE_DIR)
    assert run("reverse") == b"cba"


@pytest.mark.kills
def test_the_child_of_a_killed_process_ends_by_itself(tmp_path):
    code = f"from core import sandbox; sandbox.run('{TASKS}:sleep', b'', seconds=2, megabytes=200)"
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=settings.BASE_DIR)
    wait_until(lambda: len(descendants(parent.pid)) == 1)
    child = descendants(parent.pid)[0]
    parent.kill()
    parent.wait()
    wait_until(lambda: not is_running(child))


def descendants(pid):
    return [int(each[0]) for each in _fields() if each[2] == str(pid)]


def is_running(pid):
    """A zombie waits for whoever inherited it and does nothing any more."""
    return any(each[0] == str(pid) and each[1] != "Z" for each in _fields())


def wait_until(holds, seconds=20):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)
