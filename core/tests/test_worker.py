"""The worker as a process: it sends what was committed, also after a kill -9."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection, transaction

from core.mail import post
from core.models import Mail

PATIENCE = 30


def worker(email_url: str, *arguments: str) -> subprocess.Popen[bytes]:
    """A worker on the test database that sends mail through this address."""
    parts = connection.settings_dict
    host = quote(str(parts["HOST"]), safe="")
    url = f"postgresql://{parts['USER']}:{parts['PASSWORD']}@/{parts['NAME']}?host={host}"
    if parts["PORT"]:
        url += f"&port={parts['PORT']}"
    environ = {
        **os.environ,
        "DATABASE_URL": url,
        "EMAIL_URL": email_url,
        "SECRET_KEY": settings.SECRET_KEY,
    }
    command = [sys.executable, "manage.py", "run_worker", *arguments]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=environ)


def letters_in(folder: Path) -> list[str]:
    """The subjects of the letters in a folder of mail."""
    files = sorted(folder.glob("*")) if folder.exists() else []
    return [str(message_from_bytes(file.read_bytes())["Subject"]) for file in files]


@contextmanager
def silent_mail_server() -> Iterator[tuple[str, socket.socket]]:
    """It takes a connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(PATIENCE)
        yield f"smtp://127.0.0.1:{server.getsockname()[1]}?tls=none", server


def statuses() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status::text FROM procrastinate_jobs WHERE task_name = 'send_mail' ORDER BY id"
        )
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.django_db(transaction=True)
def test_a_letter_is_sent_when_its_cause_is_committed_and_only_then(tmp_path: Path) -> None:
    with transaction.atomic():
        post(to="a@example.org", subject="Committed", body="yes")
    with transaction.atomic():
        post(to="b@example.org", subject="Undone", body="no")
        transaction.set_rollback(True)
    done = worker(tmp_path.as_uri(), "--until-empty").wait(PATIENCE)
    assert (done, letters_in(tmp_path)) == (0, ["Committed"])
    assert [mail.sent_at is not None for mail in Mail.objects.all()] == [True]
    assert statuses() == []


@pytest.mark.kills
@pytest.mark.django_db(transaction=True)
def test_a_letter_of_a_killed_worker_is_sent_by_the_next_one(tmp_path: Path) -> None:
    with transaction.atomic():
        post(to="a@example.org", subject="Not lost", body="yes")
    with silent_mail_server() as (address, server):
        killed = worker(address)
        stuck, _address = server.accept()  # the worker is in the middle of sending
        killed.send_signal(signal.SIGKILL)
        killed.wait(PATIENCE)
        stuck.close()
    assert statuses() == ["doing"]
    time.sleep(1.1)
    second = worker(tmp_path.as_uri(), "--until-empty", "--stalled-after", "1")
    assert (second.wait(PATIENCE), letters_in(tmp_path)) == (0, ["Not lost"])
    assert statuses() == []


@pytest.mark.kills
@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_asked_to_stop_ends_with_code_0(tmp_path: Path) -> None:
    with transaction.atomic():
        post(to="a@example.org", subject="First", body="yes")
    running = worker(tmp_path.as_uri())
    deadline = time.monotonic() + PATIENCE
    while not letters_in(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.1)
    running.send_signal(signal.SIGTERM)
    assert (running.wait(PATIENCE), letters_in(tmp_path)) == (0, ["First"])
