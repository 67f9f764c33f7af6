"""Reads that a whole room asks all the time: their text is made once, their plan is kept.

To turn a queryset into SQL takes Python several times as long as the database needs to answer, and
to plan it takes the database longer than to carry it out. A `Statement` pays for both once: for
the text once per process, for the plan once per connection (it is a prepared statement).
"""

import copy
from collections.abc import Callable, Iterable, Mapping
from types import SimpleNamespace
from typing import Any, Final
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import Model, QuerySet
from psycopg.types.numeric import Int8

# Values that no row has: they show where the values of a call go.
FIRST_NUMBER: Final = 9_111_222_333_444_555_000

type Make[T] = Callable[..., QuerySet[Any, T]]


class Statement[T]:
    """A queryset that is asked often, with another value in the same place each time.

    `make` gets a value for each of `kinds` (int, str or UUID) by name and returns the queryset; its
    shape must not depend on them. What comes out is what the queryset itself would give.
    """

    def __init__(self, make: Make[T], **kinds: type) -> None:
        self._make = make
        self._kinds = kinds
        self._text: _Text | None = None

    def all(self, **values: Any) -> list[T]:
        text = self._text = self._text or _Text(self._make, self._kinds)
        return text.read(values)

    def first(self, **values: Any) -> T | None:
        return next(iter(self.all(**values)), None)

    def get(self, **values: Any) -> T:
        """The one row; whoever asks knows that it is there."""
        [row] = self.all(**values)
        return row


class _Text:
    """SQL with the places of the values, and how its rows become objects."""

    def __init__(self, make: Make[Any], kinds: Mapping[str, type]) -> None:
        marks = {name: _mark(kind, place) for place, (name, kind) in enumerate(kinds.items())}
        self._queryset: Any = make(**marks)
        self._compiler = self._queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, parameters = self._compiler.as_sql()
        self._sql = sql
        names = {mark: name for name, mark in marks.items()}
        self._parameters = [_Parameter(each, names) for each in parameters]
        # What Django would find out for each answer anew.
        columns = [each[0] for each in self._compiler.select[: self._compiler.col_count]]
        converters = self._compiler.get_converters(columns)
        self._compiler.get_converters = lambda _columns: converters
        self._compiler.has_composite_fields = lambda _columns: False

    def read(self, values: Mapping[str, Any]) -> list[Any]:
        connection: Any = connections[DEFAULT_DB_ALIAS]
        given = [each.value(values) for each in self._parameters]
        with preparing_cursor(connection) as cursor:
            cursor.execute(self._sql, given)
            rows = cursor.fetchall()
        return self._objects(connection, rows)

    def _objects(self, connection: Any, rows: list[Any]) -> list[Any]:
        compiler = copy.copy(self._compiler)
        compiler.connection = connection
        compiler.execute_sql = lambda *_args, **_more: [rows]
        answered: Any = copy.copy(self._queryset.query)
        answered.get_compiler = lambda *_args, **_more: compiler
        stand_in = SimpleNamespace(
            db=DEFAULT_DB_ALIAS,
            model=self._queryset.model,
            query=answered,
            _fields=self._queryset._fields,
            _fetch_mode=self._queryset._fetch_mode,
            _known_related_objects={},
        )
        found: list[Any] = list(self._queryset._iterable_class(stand_in))
        return found


def preparing_cursor(connection: Any) -> Any:
    """One that prepares. The usual one writes the values into the text: that is for the log."""
    if connection.queries_logged:
        return connection.cursor()
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    # As `connection.cursor()` wraps it, so that its errors are Django's.
    preparing: Any = ServerBindingCursor
    return connection._prepare_cursor(preparing(connection.connection))


class Insert[M: Model]:
    """New rows of a model, as `bulk_create` makes them; one text, however many there are."""

    def __init__(self, model: type[M]) -> None:
        self._model = model
        self._fields: list[Any] = []
        self._sql = ""

    def rows(self, objects: Iterable[M]) -> list[M]:
        """Store the objects; those that get their number from the database have it then."""
        made = list(objects)
        if not made:
            return made
        connection: Any = connections[DEFAULT_DB_ALIAS]
        self._prepare(connection)
        columns = [
            [
                each.get_db_prep_save(each.pre_save(obj, add=True), connection=connection)
                for obj in made
            ]
            for each in self._fields
        ]
        with preparing_cursor(connection) as cursor:
            cursor.execute(self._sql, columns)
            keys = [key for (key,) in cursor.fetchall()]
        for obj, key in zip(made, keys, strict=True):
            obj.pk = key
            obj._state.adding, obj._state.db = False, DEFAULT_DB_ALIAS
        return made

    def _prepare(self, connection: Any) -> None:
        if self._sql:
            return
        meta: Any = self._model._meta
        self._fields = [
            each for each in meta.concrete_fields if not (each.primary_key and each.db_returning)
        ]
        name = connection.ops.quote_name
        names = ", ".join(name(each.column) for each in self._fields)
        # Without its length a text that is too long is refused and not cut.
        kinds = (each.db_type(connection).partition("(")[0] for each in self._fields)
        values = ", ".join(f"(%s)::{kind}[]" for kind in kinds)
        # names of our own tables and fields, quoted; all values are parameters
        self._sql = (
            f"INSERT INTO {name(meta.db_table)} ({names}) SELECT * FROM UNNEST({values})"  # noqa: S608 - see above
            f" RETURNING {name(meta.pk.column)}"
        )


class _Parameter:
    """A value of the SQL: the same each time, or one of the call."""

    def __init__(self, value: Any, names: Mapping[Any, str]) -> None:
        self._name = names.get(value, "") if isinstance(value, int | str | UUID) else ""
        self._value = value

    def value(self, values: Mapping[str, Any]) -> Any:
        given = values[self._name] if self._name else self._value
        # One type for whole numbers of any size, else each size would have a plan of its own.
        return Int8(given) if type(given) is int else given


def _mark(kind: type, place: int) -> int | str | UUID:
    number = FIRST_NUMBER + place
    return UUID(int=number) if kind is UUID else kind(number)
