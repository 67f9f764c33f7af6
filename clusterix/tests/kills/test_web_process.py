"""kill -9 of the web process before or after the commit, then a retry: one effect, one answer."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.db import connection

from clusterix.testing.forms import read_form
from core.models import Activity, IdempotencyKey
from practices.models import Practice, Revision

BASE = Path(__file__).resolve().parents[3]
SECONDS = 30


class Web:
    """A gunicorn of its own on the test's database; `order` says when its process dies."""

    def __init__(self, folder):
        self.order = folder / "dies"
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.process = None

    def __enter__(self):
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "clusterix.testing.dying"),
                *("--bind", f"127.0.0.1:{self.port}", "--workers", "1", "--log-level", "error"),
            ],
            cwd=BASE,
            env=os.environ | self.environment(),
        )
        self.wait_until_ready()
        return self

    def __exit__(self, *_error):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.wait(SECONDS)

    def environment(self):
        return {
            "CLUSTERIX_DIES": str(self.order),
            "DATABASE_URL": database_url(),
            "SECRET_KEY": settings.SECRET_KEY,
            "ALLOWED_HOSTS": "127.0.0.1",
            "DEBUG": "1",  # plain HTTP, and static files without collectstatic
        }

    def wait_until_ready(self):
        for _ in range(SECONDS * 20):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/livez", timeout=5).close()
                return
            assert self.process.poll() is None, "The web process did not start."
            time.sleep(0.05)
        pytest.fail("The web process does not answer.")

    def is_dead(self):
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self.process.wait(SECONDS) == -signal.SIGKILL
        return False


class Member:
    """A browser without JavaScript: it reads the form and sends what stands in it."""

    def __init__(self, persona, port):
        self.address = f"http://127.0.0.1:{port}"
        self.cookies = {
            settings.SESSION_COOKIE_NAME: persona.cookies[settings.SESSION_COOKIE_NAME].value
        }
        self.opener = urllib.request.build_opener(NoRedirect())

    def read_form(self, path, having):
        with self._open(path) as answer:
            for line in answer.headers.get_all("Set-Cookie", []):
                name, _, value = line.partition(";")[0].partition("=")
                self.cookies[name] = value
            return read_form(answer.read().decode(), having)

    def send(self, path, form):
        """Status and address of the answer; None when the connection broke."""
        try:
            with self._open(path, urlencode(form, doseq=True).encode()) as answer:
                return answer.status, answer.headers["Location"]
        except (HTTPException, ConnectionError):
            return None
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers["Location"]

    def _open(self, path, body=None):
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Referer": self.address + path, "Origin": self.address}
        request = urllib.request.Request(self.address + path, body, headers)
        return self.opener.open(request, timeout=SECONDS)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_arguments):
        return None


def database_url():
    """The test's database for another process."""
    server = connection.settings_dict
    query = {"host": server["HOST"]} | ({"port": server["PORT"]} if server["PORT"] else {})
    person = quote(server["USER"], safe="")
    if server["PASSWORD"]:
        person += f":{quote(server['PASSWORD'], safe='')}"
    return f"postgresql://{person}@/{server['NAME']}?{urlencode(query)}"


@pytest.mark.kills
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("moment", "practices_after"), [("before", 0), ("after", 1)])
def test_a_retry_after_a_kill_has_one_effect(moment, practices_after, member, tmp_path):
    web = Web(tmp_path)
    with web:
        browser = Member(member, web.port)
        form = browser.read_form("/practices/new/", having="title")
        form["title"] = ["Seed money for pilots"]
        web.order.write_text(moment)
        assert browser.send("/practices/new/", form) is None
        assert web.is_dead()
    assert Practice.objects.count() == practices_after
    with web:
        answer = browser.send("/practices/new/", form)
        again = browser.send("/practices/new/", form)
    practice = Practice.objects.get()
    assert practice.title == "Seed money for pilots"
    assert answer == again
    assert answer[0] in {302, 303}
    assert practice.slug in answer[1]
    assert Revision.objects.get().practice == practice
    assert Activity.objects.filter(object_type="practices.practice").count() == 1
    assert [IdempotencyKey.objects.get().key] == form["idempotency_key"]
