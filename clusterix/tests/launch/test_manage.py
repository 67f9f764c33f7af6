"""`manage.py` and the web server's door with wrong settings: one sentence, no traceback."""

import os
import subprocess
import sys

import pytest

from .conftest import TREE

pytestmark = pytest.mark.kills


def python(*arguments, **environment):
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=TREE,
        env=inherited | {"CLUSTERIX_PURPOSE": "test"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_wrong_setting_stops_a_command_with_its_sentence():
    done = python("manage.py", "check", DEBUG="maybe")
    assert done.returncode == 1
    assert done.stderr == (
        "DEBUG is 'maybe', neither on nor off; a right one looks like DEBUG=1 or DEBUG=0.\n"
    )


def test_a_wrong_setting_stops_the_web_server_with_its_sentence():
    """Code 4, because at any other gunicorn would start its workers again for ever."""
    done = python("-c", "import clusterix.wsgi", EMAIL_URL="pigeon:")
    assert done.returncode == 4
    assert done.stderr.startswith("EMAIL_URL is no way of sending mail known here; a right one")
    assert done.stderr.count("\n") == 1


def test_a_command_finds_a_database_without_anybody_naming_one():
    code = "from django.db import connection as c; print(c.cursor().execute('select 7').fetchone())"
    done = python("manage.py", "shell", "--no-imports", "-c", code)
    assert (done.stdout, done.returncode) == ("(7,)\n", 0), done.stderr


def test_a_python_without_the_packages():
    done = python("-I", "-S", "manage.py", "check")
    assert done.returncode == 1
    assert done.stderr == (
        "django is not installed: start bin/run once, then use .venv/bin/python.\n"
    )
