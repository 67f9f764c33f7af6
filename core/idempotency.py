"""Once is once: effect, key, audit row and mail share one transaction."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.errors import BadInput
from core.models import IdempotencyKey

KEY_FIELD = "idempotency_key"
LONGEST_KEY = 64
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
UNCOUNTED = {KEY_FIELD, "csrfmiddlewaretoken"}


class KeyReused(BadInput):
    """The same key came with another body."""

    status = 422
    sentence = _(
        "This form was already sent with other content. Open the page again and enter it once more."
    )


@dataclass(frozen=True)
class Holder:
    """To whom a key belongs: two people may use the same key."""

    kind: str
    id: str


def holder_of(request: HttpRequest) -> Holder:
    """The person, else the guest, else the browser session."""
    reader = getattr(request, "reader", None)
    if reader is not None and reader.user_id:
        return Holder("user", str(reader.user_id))
    if reader is not None and reader.person_key:
        return Holder("guest", str(reader.person_key))
    if not request.session.session_key:
        request.session.create()
    return Holder("session", str(request.session.session_key))


def body_hash(request: HttpRequest) -> str:
    """SHA-256 over method, address and fields, whatever their order; files count by content."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}".encode())
    if request.content_type not in FORMS:
        digest.update(request.body)
        return digest.hexdigest()
    for name, values in sorted(request.POST.lists()):
        if name not in UNCOUNTED:
            digest.update(repr((name, values)).encode())
    for name, uploads in sorted(request.FILES.lists()):
        for upload in uploads:
            digest.update(repr((name, upload.size)).encode())
            for chunk in upload.chunks():
                digest.update(chunk)
            upload.seek(0)
    return digest.hexdigest()


def key_of(request: HttpRequest) -> str:
    """The key that came with the request, or nothing. Raises `BadInput` for one that is none."""
    key = request.headers.get("Idempotency-Key") or request.POST.get(KEY_FIELD, "")
    if len(key) > LONGEST_KEY:
        raise BadInput
    return key


def once[M: models.Model](request: HttpRequest, effect: Callable[[], M]) -> M:
    """Carry out `effect` once per idempotency key of the request, in one transaction.

    Without a key the effect simply runs in a transaction. A repeat returns the object that the
    first request made; a concurrent repeat waits for it. Raises `KeyReused` (422) when the same
    key comes with another body.
    """
    key = key_of(request)
    with transaction.atomic():
        if not key:
            return effect()
        holder = holder_of(request)
        wanted = body_hash(request)
        row, created = IdempotencyKey.objects.get_or_create(
            holder_kind=holder.kind,
            holder_id=holder.id,
            key=key,
            defaults={"body_hash": wanted},
        )
        if not created:
            if row.body_hash != wanted:
                raise KeyReused
            found: M = _find(row.result_ref)
            return found
        result = effect()
        row.result_ref = f"{result._meta.label_lower}:{result.pk}"
        row.save(update_fields=["result_ref"])
        return result


def _find(reference: str) -> Any:
    """What the first request made; its type is known to whoever repeats the effect."""
    label, _sep, pk = reference.rpartition(":")
    return apps.get_model(label)._base_manager.get(pk=pk)
