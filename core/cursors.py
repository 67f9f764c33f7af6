"""Pages of a list for programs: each begins after the last row of the one before.

Rows that come or go meanwhile neither repeat nor hide others, and page 5,000 costs as much as
page 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core import signing
from django.db.models import F, FloatField, Model, Q, QuerySet
from django.db.models.expressions import Combinable, OrderBy
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from core.errors import BadInput

SALT = "core.cursors"


class UnknownCursor(BadInput):
    sentence = _(
        "This cursor belongs to no page of this list. Start again without a cursor, "
        "and take each next address from the answer before."
    )


@dataclass(frozen=True)
class Slice[T: Model]:
    """Some rows of a list, and the cursor of the next ones; empty at the end."""

    rows: Sequence[T]
    following: str


def rows_after[T: Model](rows: QuerySet[T], cursor: str, size: int) -> Slice[T]:
    """At most `size` rows after the cursor, in the list's own order, which must end with the key.

    One query. Raises `UnknownCursor` for a cursor that this list, in this order, did not give.
    """
    keys = [_Key.of(each) for each in rows.query.order_by]
    keyed, names = _keyed(rows, keys)
    if cursor:
        keyed = keyed.filter(_after(keys, names, _read(cursor, keys)))
    found = list(keyed[: size + 1])
    if len(found) <= size:
        return Slice(found, "")
    last = found[size - 1]
    return Slice(found[:size], _write(keys, [getattr(last, name) for name in names]))


@dataclass(frozen=True)
class _Key:
    """One part of the order. Values are never empty in the lists that are paged like this."""

    value: Combinable
    descends: bool
    name: str

    @classmethod
    def of(cls, part: Any) -> "_Key":
        if isinstance(part, OrderBy):
            return cls(part.expression, part.descending, str(part.expression))
        name = str(part)
        return cls(F(name.removeprefix("-")), name.startswith("-"), name)


def _keyed[T: Model](rows: QuerySet[T], keys: Sequence[_Key]) -> tuple[QuerySet[T], list[str]]:
    """The rows with the parts of their order as columns, and the names of these.

    A rank has four bytes and Python's numbers have eight: only as eight do they compare equal.
    """
    names = []
    for number, key in enumerate(keys):
        name = f"_key{number}"
        rows = rows.annotate(**{name: key.value})
        if isinstance(rows.query.annotations[name].output_field, FloatField):
            rows = rows.annotate(**{f"{name}_exact": Cast(F(name), FloatField())})
            name = f"{name}_exact"
        names.append(name)
    return rows, names


def _after(keys: Sequence[_Key], names: Sequence[str], values: Sequence[Any]) -> Q:
    """Further in the order: the first part that differs decides."""
    beyond = Q(pk__in=[])
    same = Q()
    for key, name, value in zip(keys, names, values, strict=True):
        side = "lt" if key.descends else "gt"
        beyond |= same & Q(**{f"{name}__{side}": value})
        same &= Q(**{name: value})
    return beyond


def _write(keys: Sequence[_Key], values: Sequence[Any]) -> str:
    plain = [each.isoformat() if isinstance(each, date | datetime) else each for each in values]
    return _signer().sign_object([[key.name for key in keys], plain])


def _signer() -> signing.Signer:
    """Without the time: the same list has the same next address, and so the same ETag."""
    return signing.Signer(salt=SALT)


def _read(cursor: str, keys: Sequence[_Key]) -> list[Any]:
    try:
        names, values = _signer().unsign_object(cursor)
    except signing.BadSignature:
        raise UnknownCursor from None
    if names != [key.name for key in keys]:
        raise UnknownCursor
    return list(values)
