"""Once is once: effect, key, answer, audit row and mail share one transaction."""

import hashlib
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import OperationalError, connection, models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from psycopg.errors import DeadlockDetected, SerializationFailure

from core import clock
from core.errors import BadInput, Refusal
from core.models import IdempotencyKey
from core.refusals import refusal_response

logger = logging.getLogger(__name__)

BROKEN_OFF = (DeadlockDetected, SerializationFailure)  # nothing of it is there
AFTER = 0.1  # seconds
KEY_FIELD = "idempotency_key"
LONGEST_KEY = 64
KEPT_FOR = timedelta(days=30)  # longer than any page or browser repeats a request
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
ROW = "clusterix.idempotency_row"  # where a request keeps the row that it made
# A fast hash of a password would help whoever steals the table, so passwords are left out.
UNCOUNTED = {KEY_FIELD, "csrfmiddlewaretoken", "password", "again"}


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
    if not key:
        return retried(effect)

    def kept(row: IdempotencyKey) -> None:
        request.META[ROW] = row

    return once_by_key(holder_of(request), key, body_hash(request), effect, kept)


def retried[T](work: Callable[[], T]) -> T:
    """Carry out `work` as one transaction; once more when the database broke it off.

    Of two transactions that wait for each other PostgreSQL ends one, whole: nothing of it is there,
    and the other one goes on. Inside a transaction its owner does this.
    """
    is_inner = connection.in_atomic_block
    try:
        with transaction.atomic():
            return work()
    except OperationalError as error:
        if is_inner or not isinstance(error.__cause__, BROKEN_OFF):
            raise
        logger.log(logging.WARNING, "carried out once more: %s", type(error.__cause__).__name__)
    time.sleep(AFTER)  # else it may come before the other one, which has waited longer, goes on
    with transaction.atomic():
        return work()


def once_by_key[M: models.Model](
    holder: Holder,
    key: str,
    wanted: str,
    effect: Callable[[], M],
    begun: Callable[[IdempotencyKey], None] = lambda _row: None,
) -> M:
    """The same where one request brings several effects, each with a key of its own.

    `wanted` stands for the content; `begun` is told the row before the effect.
    """

    def work() -> M:
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
        begun(row)
        result = effect()
        row.result_ref = f"{result._meta.label_lower}:{result.pk}"
        row.save(update_fields=["result_ref"])
        return result

    return retried(work)


def forget_old() -> int:
    """Remove keys that nobody repeats any more; how many. A text that saves itself makes many."""
    old = IdempotencyKey.objects.filter(at__lt=clock.now() - KEPT_FOR)
    return old.delete()[0]


def _find(reference: str) -> Any:
    """What the first request made; its type is known to whoever repeats the effect."""
    label, _sep, pk = reference.rpartition(":")
    return apps.get_model(label)._base_manager.get(pk=pk)


class RepeatMiddleware:
    """Gives a repeated form the answer of the first time: a redirect, kept with its effect.

    The view is not asked again, for what it looks for may be gone: a deleted draft, a text that is
    approved by now. Where the redirect leads, the present right of the person is checked.
    Last in the list, so that everything that may refuse a request has had its say.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        try:
            if request.method != "POST" or not key_of(request):
                return None
            # A visitor's session is made before anything that a refusal would undo.
            holder_of(request)
            return retried(lambda: self._answer(request, view, args, kwargs))
        except Refusal as refusal:
            return refusal_response(request, refusal)

    def _answer(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse:
        request.META.pop(ROW, None)
        for _name, uploads in request.FILES.lists():
            for upload in uploads:
                upload.seek(0)  # read already, when this is carried out once more
        if address := _answer_of(request):
            return HttpResponseRedirect(address)
        response = view(request, *args, **kwargs)
        _keep_answer(request, response)
        return response


def _answer_of(request: HttpRequest) -> str:
    """Where the first request with this key was sent, if it came this far."""
    holder = holder_of(request)
    rows = IdempotencyKey.objects.filter(
        holder_kind=holder.kind, holder_id=holder.id, key=key_of(request)
    )
    row = rows.first()
    if row is None:
        return ""
    if row.body_hash != body_hash(request):
        raise KeyReused
    return row.answer


def _keep_answer(request: HttpRequest, response: HttpResponse) -> None:
    row: IdempotencyKey | None = request.META.get(ROW)
    if row is not None and isinstance(response, HttpResponseRedirect):
        row.answer = response.url
        row.save(update_fields=["answer"])
