"""How often something may be asked for from one address: counted in the database, by one statement.

A limit keeps a machine from taking everything at once; it never stands in for a right. No cache
counts: the one in the database adds by reading and writing, which requests at the same time pass.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import Refusal
from core.models import Use

# Adds one, unless the window is full; whoever comes at the same time waits for the row.
COUNT: Final = """
INSERT INTO core_use (key, used, ends_at) VALUES (%s, 1, %s)
ON CONFLICT (key) DO UPDATE SET used = core_use.used + 1 WHERE core_use.used < %s
RETURNING used
"""


class TooMany(Refusal):
    """Somebody asked too often; `retry_after` is in seconds and becomes the answer's header."""

    status = 429
    sentence: str | Promise = _("Too many requests came from here. Wait a little, then try again.")

    def __init__(self, *reasons: str | Promise, retry_after: int) -> None:
        super().__init__(*reasons)
        self.retry_after = retry_after


def count(name: str, holder: str, *, at_most: int, seconds: int, sentence: str | Promise) -> None:
    """Count one use by the holder; raises `TooMany` when the window of `seconds` is used up.

    Call it outside a transaction that the refusal would undo.
    """
    window = _Window.now(name, holder, seconds)
    if at_most < 1 or not _is_counted(window, at_most):
        raise TooMany(sentence, retry_after=window.left)


def check(name: str, holder: str, *, at_most: int, seconds: int, sentence: str | Promise) -> None:
    """The same without counting, for what counts only when it fails.

    Who comes at the same moment as the last use may pass; no use is forgotten by it.
    """
    window = _Window.now(name, holder, seconds)
    if at_most < 1 or Use.objects.filter(key=window.key, used__gte=at_most).exists():
        raise TooMany(sentence, retry_after=window.left)


def forget_old() -> int:
    """Remove the windows that are over; how many."""
    return Use.objects.filter(ends_at__lt=clock.now()).delete()[0]


@dataclass(frozen=True)
class _Window:
    """The key names nobody: addresses of the network are not kept."""

    key: str
    left: int  # seconds
    ends_at: datetime

    @classmethod
    def now(cls, name: str, holder: str, seconds: int) -> "_Window":
        now = int(clock.now().timestamp())
        left = seconds - now % seconds
        what = f"{name}:{holder}:{now // seconds}"
        key = salted_hmac("core.limits", what, algorithm="sha256").hexdigest()
        return cls(key, left, datetime.fromtimestamp(now + left, UTC))


def _is_counted(window: _Window, at_most: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [window.key, window.ends_at, at_most])
        return cursor.fetchone() is not None


def address_of(request: HttpRequest) -> str:
    """Where the request comes from; behind our own proxy, the last address that it added."""
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
        if forwarded:
            return forwarded[:64]
    return str(request.META.get("REMOTE_ADDR", ""))
