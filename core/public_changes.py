"""A number in the database that moves when something that everybody may read has changed.

Triggers count, not the actions: whatever writes a row (an action, an import, the administration,
a statement by hand) moves the number in its own transaction, and what visitors cannot read does
not move it. Cached public pages are confirmed by it (`core.public_pages`).
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

import pgtrigger
from django.db import connection

from core.statements import preparing_cursor

# One row per transaction, so nobody waits for anybody. The steps are random: the number never
# comes back to what it was, not even in a copy of the database.
FUNCTION: Final = """
CREATE OR REPLACE FUNCTION core_note_public_change() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('clusterix.public_change', true)
     IS DISTINCT FROM pg_current_xact_id()::text THEN
    INSERT INTO core_publicchange (step) VALUES (1 + floor(random() * 1099511627776)::bigint);
    PERFORM set_config('clusterix.public_change', pg_current_xact_id()::text, true);
  END IF;
END $$
"""
ALWAYS: Final = "{row}.id IS NOT NULL"


def body_of(shown: str, hidden: Sequence[str] = (), only: Sequence[str] = ()) -> str:
    """The trigger's PL/pgSQL: count a row that was or is shown, if a shown column changed.

    `shown` is SQL with `{row}` for the row. A row that is not there (the old one of an insert)
    has nothing but NULLs, so it is not shown.
    """
    before, after = shown.format(row="OLD"), shown.format(row="NEW")
    return (
        f"IF ({before}) IS NOT TRUE AND ({after}) IS NOT TRUE THEN RETURN NULL; END IF;"
        f" IF TG_OP = 'UPDATE' AND {_seen('OLD', hidden, only)} = {_seen('NEW', hidden, only)}"
        " THEN RETURN NULL; END IF;"
        " PERFORM core_note_public_change(); RETURN NULL;"
    )


def _seen(row: str, hidden: Sequence[str], only: Sequence[str]) -> str:
    if only:
        return f"jsonb_build_array({', '.join(f'{row}.{name}' for name in only)})"
    names = ", ".join(f"'{name}'" for name in hidden)
    return f"(to_jsonb({row}) - ARRAY[{names}]::text[])"


class CountsAsPublic(pgtrigger.Trigger):  # type: ignore[misc]  # the package has no types
    """Changes of this table's rows count while `shown` holds; columns of `hidden` never do.

    `only` names the columns that count instead, where most are nobody's business.
    """

    level = pgtrigger.Row
    when = pgtrigger.After
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete

    def __init__(
        self,
        shown: str = ALWAYS,
        *,
        hidden: Sequence[str] = (),
        only: Sequence[str] = (),
    ) -> None:
        super().__init__(name="public_change", func=body_of(shown, hidden, only))


def sql_for(table: str, shown: str) -> str:
    """The same for a table whose model is not ours; for a migration."""
    name = f"{table}_public_change"
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN {body_of(shown)} END $$;"
        f" CREATE TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {name}();"
    )


def undo_for(table: str) -> str:
    name = f"{table}_public_change"
    return f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();"


def public_state() -> str:
    """Differs from any earlier one once something public has changed: one query."""
    with preparing_cursor(connection) as cursor:  # asked before every public page
        cursor.execute("SELECT coalesce(sum(step), 0)::text FROM core_publicchange")
        total: str = cursor.fetchone()[0]
    return total


class _Moment:
    """What one request knows of the state, so that it asks once at most."""

    def __init__(self, state: str) -> None:
        self._state = state

    def state(self) -> str:
        self._state = self._state or public_state()
        return self._state


_moment: ContextVar[_Moment | None] = ContextVar("moment", default=None)


@contextmanager
def one_moment(state: str = "") -> Iterator[None]:
    """For the time of one answer the state is asked once; `state` if it is known already."""
    before = _moment.set(_Moment(state))
    try:
        yield
    finally:
        _moment.reset(before)


class WhileUnchanged[T]:
    """Public rows that every page needs, kept by this process until something public changes.

    The state is read before the rows, so what is kept is never older than its state says. Inside
    a transaction nothing is kept: what it wrote itself is counted once only.
    """

    def __init__(self, read: Callable[[], T]) -> None:
        self._read = read
        self._kept: tuple[str, T] | None = None

    def forget(self) -> None:
        self._kept = None

    def now(self) -> T | None:
        """The rows as they are now; None outside `one_moment`, where nothing says how they are."""
        moment = _moment.get()
        if moment is None or connection.in_atomic_block:
            return None
        state = moment.state()
        kept = self._kept
        if kept is None or kept[0] != state:
            kept = self._kept = state, self._read()
        return kept[1]


def tidy() -> None:
    """Put the rows together: the sum stays, so nobody notices."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH gone AS (DELETE FROM core_publicchange RETURNING step)"
            " INSERT INTO core_publicchange (step)"
            " SELECT sum(step)::bigint FROM gone HAVING count(*) > 0"
        )
