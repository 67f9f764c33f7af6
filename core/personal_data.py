"""What is known about a person: each app registers its fields and what erasure does to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models


class OnErasure(Enum):
    """What happens to the rows of a person whose account is erased."""

    KEEP = "keep"  # a row of record: it stays and points to somebody without a name
    REPLACE = "replace"  # the row stays, its personal fields get other values
    DELETE = "delete"  # the row served the person only


@dataclass(frozen=True)
class PersonalData:
    """Fields of one model that belong to a person.

    `owner` is the lookup from the model to the person's id ("user", "plan__owner"), or to their
    address when `is_address`; empty = somebody without an account (a guest), whose data ends by a
    rule of its own. `replace` gives the values that erasure writes, or functions that make them.
    """

    model: str
    owner: str
    fields: tuple[str, ...]
    on_erasure: OnErasure
    is_address: bool = False
    replace: Mapping[str, Any] = field(default_factory=dict)

    @property
    def model_class(self) -> type[models.Model]:
        return apps.get_model(self.model)

    def rows_of(self, user: AbstractBaseUser) -> models.QuerySet[models.Model]:
        """The person's rows."""
        manager = self.model_class._base_manager
        if not self.owner:
            return manager.none()
        if self.is_address:
            return manager.filter(**{f"{self.owner}__iexact": user.get_username()})
        return manager.filter(**{self.owner: user.pk})


_registry: list[PersonalData] = []


def register(*entries: PersonalData) -> None:
    """Add fields to the registry; called in `AppConfig.ready()`."""
    _registry.extend(entry for entry in entries if entry not in _registry)


def registered() -> tuple[PersonalData, ...]:
    """All entries, in the order of registration."""
    return tuple(_registry)


def export(user: AbstractBaseUser) -> dict[str, list[dict[str, Any]]]:
    """Everything kept about the person, per table (Art. 15 and 20 of the GDPR)."""
    found: dict[str, list[dict[str, Any]]] = {}
    for entry in _registry:
        rows = list(entry.rows_of(user).order_by("pk").values("pk", *entry.fields))
        if rows:
            label = f"{entry.model_class._meta.verbose_name_plural} ({entry.owner})"
            found[label] = rows
    return found


def erase(user: AbstractBaseUser) -> dict[str, int]:
    """Carry out what the registry says, and return how many rows of each table it touched.

    Rows found by address come first, for the address itself is replaced.
    """
    touched: dict[str, int] = {}
    for entry in sorted(_registry, key=lambda each: not each.is_address):
        if entry.on_erasure is OnErasure.KEEP or not entry.owner:
            continue
        rows = entry.rows_of(user)
        if entry.on_erasure is OnErasure.DELETE:
            count = rows.delete()[0]
        else:
            count = rows.update(**{name: _value(made) for name, made in entry.replace.items()})
        touched[entry.model] = touched.get(entry.model, 0) + count
    return touched


def _value(made: Any) -> Any:
    return made() if callable(made) else made


def register_floor() -> None:
    """What the floor's own tables say about a person; called when the apps are ready."""
    register(
        PersonalData("core.Activity", "actor", ("verb", "object_type", "at"), OnErasure.KEEP),
        PersonalData(
            "core.Mail",
            "to",
            ("to", "subject", "body", "created_at", "sent_at"),
            OnErasure.DELETE,
            is_address=True,
        ),
        PersonalData("core.Mail", "person", ("to", "subject", "body"), OnErasure.DELETE),
        PersonalData(
            "core.Notice", "user", ("kind", "text", "url", "at", "read_at"), OnErasure.DELETE
        ),
        PersonalData(
            "core.Work", "user", ("title", "outcome", "asked_at", "ended_at"), OnErasure.DELETE
        ),
    )
