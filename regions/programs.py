"""Who reads when a program asks: nobody in particular, or a token's person at one partner."""

from datetime import timedelta

from django.http import HttpRequest

from core import clock
from regions.models import ApiToken, hash_of
from regions.reader import Reader

SCHEME = "bearer"
COUNTS_AS_NEW_USE = timedelta(hours=1)  # so that reading does not write each time


def reader_of_program(request: HttpRequest) -> Reader | None:
    """The reader that the `Authorization` header names; None for a token that opens nothing.

    The browser's session does not count here: a page of somebody else cannot use it.
    """
    header = request.headers.get("Authorization")
    if header is None:
        return Reader.visitor()
    scheme, _space, secret = header.partition(" ")
    if scheme.lower() != SCHEME or not secret.strip():
        return None
    now = clock.now()
    found = ApiToken.objects.by_token_hash(hash_of(secret.strip())).open_at(now).first()
    if found is None:
        return None
    if found.last_used_at is None or now - found.last_used_at > COUNTS_AS_NEW_USE:
        ApiToken.objects.by_token_hash(found.token_hash).update(last_used_at=now)
    return _at_its_partner(found)


def _at_its_partner(token: ApiToken) -> Reader:
    """At most the rights that the person has now, at that partner; an administrator's nothing."""
    everything = Reader.for_user(token.user_id, acting_for=token.partner_id)
    held = tuple(each for each in everything.memberships if each.partner_id == token.partner_id)
    return Reader(user_id=token.user_id, memberships=held, acting=held[0] if held else None)
