"""How often something may be asked for from one address: counted in the cache, for all processes.

A limit keeps a machine from taking everything at once; it never stands in for a right.
"""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import Refusal


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
    now = int(clock.now().timestamp())
    key = f"limit:{name}:{holder}:{now // seconds}"
    used = int(cache.get(key, 0))
    if used >= at_most:
        raise TooMany(sentence, retry_after=seconds - now % seconds)
    cache.set(key, used + 1, seconds)


def address_of(request: HttpRequest) -> str:
    """Where the request comes from; behind our own proxy, the last address that it added."""
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
        if forwarded:
            return forwarded[:64]
    return str(request.META.get("REMOTE_ADDR", ""))
