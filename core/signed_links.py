"""Signed links: one purpose, one object, one person, until a day. Nothing of them is stored.

A link is mailed to whoever should answer; following it needs no account. Its object tells whether
it was used: the answer changes that. Opening the page changes nothing; sending the form does.
"""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any, Self

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import Refusal
from core.refusals import refusal_response

SEPARATOR = "."  # between content and signature; a colon would end the link in some mail programs


class LinkClosed(Refusal):
    """Not ours, too old, used, or its object or person changed: nobody is told which."""

    status = 404
    sentence = _(
        "It was used, it is too old, or what it asked about has changed since. Look for a newer "
        "letter, or sign in and answer there."
    )


@dataclass(frozen=True)
class SignedLink:
    """What a link stands for. `recipient_id` is the account whose address got the letter."""

    purpose: str
    object_id: str
    recipient_id: int
    made_at: datetime
    expires_at: datetime

    @classmethod
    def make(
        cls, *, purpose: str, object_id: str | int, recipient_id: int, valid_for: timedelta
    ) -> Self:
        """A link made now, to the second."""
        now = clock.now().replace(microsecond=0)
        return cls(purpose, str(object_id), recipient_id, now, now + valid_for)

    @classmethod
    def read(cls, token: str, purpose: str) -> Self:
        """The link of a token made for this purpose and not too old; else raises `LinkClosed`."""
        try:
            object_id, recipient_id, made_at, expires_at = _signer(purpose).unsign_object(token)
            link = cls(purpose, object_id, recipient_id, _moment(made_at), _moment(expires_at))
        except (BadSignature, ValueError, TypeError):
            raise LinkClosed from None
        if link.expires_at <= clock.now():
            raise LinkClosed
        return link

    @property
    def token(self) -> str:
        content = [self.object_id, self.recipient_id, _seconds(self.made_at)]
        return _signer(self.purpose).sign_object([*content, _seconds(self.expires_at)])

    @property
    def on_record(self) -> dict[str, str | int]:
        """For the audit trail: which kind of link, and who got it. Never the token."""
        return {"link": self.purpose, "link_sent_to": self.recipient_id}


def page_of_link(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For what a link opens: nobody keeps it, and no other address learns the link."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except LinkClosed as closed:
            response = refusal_response(request, closed)
        patch_cache_control(response, private=True, no_store=True)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "strict-origin"  # the host alone, for CSRF's check
        return response

    return wrapper


class WithoutTokens(logging.Filter):
    """Takes secrets in addresses out of the log: whoever reads it could follow the links.

    A slug consists of small letters and dashes; what is as long and does not is a secret.
    """

    SECRET = re.compile(r"(?<=/)(?=[\w.-]{32})(?:[\w.-]*[A-Z_.][\w.-]*|[0-9a-z]+(?![\w.-]))")

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        masked = self.SECRET.sub("[secret]", message)
        if masked != message:
            record.msg, record.args = masked, ()
        return True


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"core.signed_links.{purpose}", sep=SEPARATOR)


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _moment(seconds: Any) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
