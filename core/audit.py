"""The audit trail: one row per act, in the transaction of the act."""

from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from functools import wraps
from typing import Any, Final, NamedTuple, Protocol
from uuid import UUID

from django.db import models, transaction

from core.contexts import request_id
from core.models import Activity
from core.signed_links import SignedLink
from core.statements import Insert


class Actor(Protocol):
    """Whoever acts: a person, a guest, or the system itself (all three empty)."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def person_key(self) -> UUID | None: ...
    @property
    def partner_id(self) -> int | None: ...


_ACTIVITIES: Final = Insert(Activity)
_written: ContextVar[int] = ContextVar("activities_written", default=0)


class NotAudited(RuntimeError):
    """An action ended without its line in the audit trail: a mistake in the code."""


def record(
    *, by: Actor, verb: str, obj: models.Model, changes: Mapping[str, Any] | None = None
) -> Activity:
    """Write one line of the audit trail about `obj`.

    `changes` holds ids, states and dates, never a person's name, address or words; whoever came
    by a signed link is nobody, and the line names the link instead.
    Raises `TransactionManagementError` outside a transaction: effect and line share one.
    """
    return record_all(by=by, lines=[Line(verb, obj, changes or {})])[0]


class Line(NamedTuple):
    """What was done to one object."""

    verb: str
    obj: models.Model
    changes: Mapping[str, Any]


def record_all(*, by: Actor, lines: Iterable[Line]) -> list[Activity]:
    """The same for many objects of one act, in one statement."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("An audit line needs the act's transaction.")
    link: SignedLink | None = getattr(by, "link", None)
    activities = _ACTIVITIES.rows(
        Activity(
            actor_id=by.user_id,
            person_key=by.person_key,
            partner_id=by.partner_id,
            verb=line.verb,
            object_type=line.obj._meta.label_lower,
            object_id=str(line.obj.pk),
            changes={**line.changes, **(link.on_record if link else {})},
            request_id=request_id.get(),
        )
        for line in lines
    )
    _written.set(_written.get() + len(activities))
    return activities


def action[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Make a write with consequences: one transaction, at least one line in the audit trail."""

    @wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            before = _written.get()
            result = function(*args, **kwargs)
            if _written.get() == before:
                raise NotAudited(f"{function.__module__}.{function.__name__} left no audit line.")
            return result

    wrapper.is_action = True  # type: ignore[attr-defined]  # read by the architecture tests
    return wrapper
