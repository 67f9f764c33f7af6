"""Notices: what is new for one person, written with its cause and shown under the bell."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Final

from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.utils import translation

from core import clock
from core.audit import Actor
from core.models import Notice
from core.querysets import register_readable

__all__ = ["forget_old", "post", "register_readable"]

KEPT: Final = timedelta(days=183)  # half a year, read or not
LONGEST: Final = 300


def post(
    *,
    to: Iterable[int],
    kind: str,
    obj: models.Model,
    text: Callable[[], str],
    url: str,
    by: Actor,
) -> list[Notice]:
    """Tell each of these people once, in the caller's transaction; whoever acts knows it already.

    `to` are ids of people; `text` is asked once per language. It may hold titles and roles, never
    the words of others: whether its reader may still see `obj` is checked again when it is shown,
    the text is not.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A notice needs the transaction of its cause.")
    people = get_user_model().objects.filter(pk__in=set(to) - {by.user_id}, is_active=True)
    by_language: dict[str, list[int]] = defaultdict(list)
    for pk, language in people.order_by("pk").values_list("pk", "language"):
        by_language[language].append(pk)
    made: list[Notice] = []
    for language, ids in by_language.items():
        with translation.override(language):
            said = _short(text())
        about = {"object_type": obj._meta.label_lower, "object_id": str(obj.pk)}
        made += [Notice(user_id=pk, kind=kind, text=said, url=url, **about) for pk in ids]
    return Notice.objects.bulk_create(made)


def forget_old() -> int:
    """Delete what is older than half a year; how many."""
    deleted, _by_table = Notice.objects.filter(at__lt=clock.now() - KEPT).delete()
    return deleted


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
