"""Asks one route as one role, undoes whatever happened, and judges the answer."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase
from django.urls import reverse

from clusterix.testing.persona import Persona
from clusterix.tests.rights.stage import Target
from clusterix.tests.rights.table import Row, deny_of, may, rows
from core.models import Activity

FINE = {"GET": (200,), "other": (200, 201, 204, 302, 303)}
# What differs between two answers that say the same: tokens, keys, the address itself.
CHANGING = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[A-Za-z0-9]{64}\b")


@dataclass(frozen=True)
class Answer:
    status: int
    body: str
    location: str
    audit_lines: int
    fault: str = ""

    @property
    def is_login(self) -> bool:
        return self.status == 302 and self.location.startswith(reverse(settings.LOGIN_URL))

    def __str__(self) -> str:
        note = "the login page" if self.is_login else self.fault
        return f"{self.status} ({note})" if note else str(self.status)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside did not happen."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ask(client: Persona, url_name: str, method: str, target: Target) -> Answer:
    """One request; its effects are undone and the client stays signed in."""
    url = reverse(url_name, kwargs=dict(target.kwargs) or None)
    cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
    session_key = cookie.value if cookie else ""
    with undone():
        if target.prepare:
            target.prepare(client)
        before = Activity.objects.count()
        response = _send(client, url, method, target)
        lines = Activity.objects.count() - before
        body = _body(response)
        kind, error, _trace = getattr(response, "exc_info", None) or ("", "", None)
    client.cookies.clear()
    if session_key:
        client.cookies[settings.SESSION_COOKIE_NAME] = session_key
    location = response.headers.get("Location", "")
    fault = f"{kind.__name__}: {error}" if kind else ""
    return Answer(response.status_code, _settled(body, url), location, lines, fault)


def _send(client: Persona, url: str, method: str, target: Target) -> HttpResponseBase:
    address = f"{url}?{urlencode(target.query, doseq=True)}" if target.query else url
    if method == "GET":
        return client.get(address, headers=dict(target.headers))
    data = target.data() if callable(target.data) else dict(target.data)
    send = getattr(client, method.lower())
    if target.content_type:
        body = json.dumps(data) if "json" in target.content_type else data
        return send(address, body, content_type=target.content_type, headers=dict(target.headers))
    return send(address, data, headers=dict(target.headers))


def _body(response: HttpResponseBase) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8", "replace")


def _settled(body: str, url: str) -> str:
    for form in (quote(url, safe=""), quote(url), url):
        body = body.replace(form, "ADDRESS")
    return CHANGING.sub("TOKEN", body)


def judge(row: Row, method: str, role: str, is_own: bool, target: Target, answer: Answer) -> str:
    """Empty when the answer is right, else what was expected instead."""
    allowed = may(row, role, is_own, target.parent)
    if allowed:
        return _judge_allowed(method, target, answer)
    return _judge_denied(row, role, is_own, target, answer)


def _judge_allowed(method: str, target: Target, answer: Answer) -> str:
    fine = target.ok or FINE.get(method, FINE["other"])
    if answer.status not in fine or answer.is_login:
        return f"is allowed ({' or '.join(map(str, fine))})"
    if target.shows and answer.status == 200 and target.shows not in answer.body:
        return f"is allowed and sees {target.shows!r}"
    if method == "GET" and answer.audit_lines:
        return "reading leaves no audit line"
    if method != "GET" and target.is_audited and not answer.audit_lines:
        return "is allowed and leaves an audit line"
    return ""


def _judge_denied(row: Row, role: str, is_own: bool, target: Target, answer: Answer) -> str:
    if answer.audit_lines:
        return "is not allowed, yet left an audit line"
    if target.shows and target.shows in answer.body:
        return f"does not see {target.shows!r}"
    expected = expected_denials(row, role, is_own, target)
    got = "login" if answer.is_login else answer.status
    return "" if got in expected else f"is not allowed ({' or '.join(map(str, expected))})"


def expected_denials(row: Row, role: str, is_own: bool, target: Target) -> list[int | str]:
    """Statuses, or "login" for the redirect to the login page. Readability decides first."""
    if target.door and not may(rows()[target.door], role, is_own, target.parent):
        row = rows()[target.door]
    deny = deny_of(row)
    is_outside = role in {"V", "G"}
    login: list[int | str] = [401 if "Authorization" in target.headers else "login"]
    if target.hides or deny == "field absent":
        return [200, *login, 404] if is_outside else [200]
    if deny == "404":
        return [404]
    assert deny, f"{row.id} refuses {role}, but its deny column is empty."
    if target.readable and not may(rows()[target.readable], role, is_own, target.parent):
        return [404, *login] if is_outside else [404]
    if role == "V":
        return login
    return [int(deny), *login] if role == "G" else [int(deny)]
