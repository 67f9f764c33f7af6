"""One record behind a figure, and the one place where records become a number."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

ONE = Decimal(1)


@dataclass(frozen=True)
class Record:
    """Something that counts, with the page it leads to; it never names a person.

    `people` tells the people behind it apart while a figure is computed; it is not stored.
    """

    object_type: str  # "practices.practice"
    object_id: int
    partner_id: int | None
    label: str
    dated_on: date
    amount: Decimal = ONE
    people: frozenset[Hashable] = field(default=frozenset(), repr=False)


type Query = Callable[[date, date], list[Record]]


@dataclass(frozen=True)
class Value:
    """The number of a figure; `people` where it also says how many distinct people."""

    total: Decimal
    people: int | None = None


def value_of(records: Iterable[Record]) -> Value:
    """The sum of the amounts: a count where each is one. Nowhere else is a figure computed."""
    listed = list(records)
    people = {person for each in listed for person in each.people}
    return Value(
        total=sum((each.amount for each in listed), Decimal(0)),
        people=len(people) if people else None,
    )


def first_of_each[K: Hashable](
    found: Iterable[tuple[K, Record]], start: date, end: date
) -> list[Record]:
    """Per key its first record, if that lies in the period: what happens twice counts once.

    `found` comes in the order of time and starts before the period, so that what counted in an
    earlier period does not count again.
    """
    first: dict[K, Record] = {}
    for key, record in found:
        first.setdefault(key, record)
    return within(first.values(), start, end)


def within(records: Iterable[Record], start: date, end: date) -> list[Record]:
    return [each for each in records if start <= each.dated_on <= end]


def in_order(records: Sequence[Record]) -> list[Record]:
    """By day, then by what it is: the same list whenever it is computed."""
    return sorted(records, key=lambda each: (each.dated_on, each.object_type, each.object_id))
