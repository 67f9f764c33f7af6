"""The names behind the codes of an address."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any, Final, Self

from django.db import connection
from django.db.models import CharField, Model, QuerySet, Value
from django.db.models.functions import JSONObject
from django.http import QueryDict

from core.public_changes import WhileUnchanged
from practices.models import Theme
from practices.search import Facet, sql
from regions.models import Industry, Region
from regions.reader import Reader

# What is left out of a region: long, and on no list.
NOT_IN_LISTS: Final = {"profile"}

type Key = tuple[int, str]  # facet and value
type Known = tuple[int, str, int, str, str]  # facet, value, code, value and name as they are now


@dataclass(frozen=True)
class Vocabulary:
    """Themes, regions and fields of strength; tags and codes as far as they were asked for.

    One vocabulary may serve several filters: what was looked up is kept.
    """

    themes: Sequence[Theme]
    regions: Sequence[Region]
    industries: Sequence[Industry]
    codes: dict[Key, int | None] = field(default_factory=dict, repr=False, compare=False)
    tags: dict[str, str] = field(default_factory=dict, repr=False, compare=False)  # by slug
    # Slugs as asked for, former ones too, and as they are now.
    present_tags: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def for_reader(cls, reader: Reader, addresses: Iterable[QueryDict] = ()) -> Self:
        """What everybody may read: the names that lists use are the same for every reader.

        What the addresses ask for is looked up in the same query.
        """
        new = asked_in(addresses)
        kept = _KEPT.now()
        if kept is None:
            names, known = _names_in(_read(*_names(), new))
            words = cls(*names)
            words._learn(new, known)
        else:
            words = cls(*kept.names)
            words._learn(new, kept.known_of(new))
        return words

    def look_up_addresses(self, addresses: Iterable[QueryDict]) -> None:
        """Learn what these addresses ask for: one query, none if it is known already."""
        self.look_up(asked_in(addresses))

    def look_up(self, asked: Iterable[Key]) -> None:
        """Learn the codes of these values, and how the tags among them are called now.

        A value that no listed practice has gets no code, and a tag no name (P20).
        """
        new = set(asked) - self.codes.keys()
        if new:
            self._learn(new, [row for _name, row in json.loads(_read("", {}, new))])

    def _learn(self, new: Iterable[Key], known: Iterable[Known]) -> None:
        self.codes.update(dict.fromkeys(new))
        for facet, value, code, present, name in known:
            self.codes[facet, value] = self.codes[facet, present] = code
            if facet == Facet.TAG:
                self.present_tags[value] = self.present_tags[present] = present
                self.tags[present] = name

    def codes_of(self, facet: Facet, values: Iterable[str]) -> list[int]:
        """The codes of those values that a listed practice has."""
        asked = [(int(facet), value) for value in values]
        self.look_up(asked)
        return [code for key in asked if (code := self.codes[key]) is not None]

    def industry_name(self, code: str) -> str:
        return self._industry_names.get(code, code)

    @cached_property
    def _industry_names(self) -> dict[str, str]:
        return {each.code: each.name for each in self.industries}


def asked_in(addresses: Iterable[QueryDict]) -> set[Key]:
    """The values that these addresses ask for."""
    return {
        (int(facet), value)
        for address in addresses
        for facet in Facet
        for value in address.getlist(facet.parameter)
    }


def _read(names: str, parameters: dict[str, Any], asked: Collection[Key]) -> str:
    """JSON with rows of names, and what is known of the values asked for."""
    parts = [names] if names else []
    if asked:
        parts.append(sql.KNOWN_VALUES)
        if any(facet == Facet.TAG for facet, _value in asked):
            parts.append(sql.KNOWN_TAGS)
        facets, values = zip(*asked, strict=True)
        parameters = parameters | {"facets": list(facets), "values": list(values)}
    rows = " UNION ALL ".join(parts).format(tag=int(Facet.TAG))
    with connection.cursor() as cursor:
        cursor.execute(sql.AS_JSON.format(rows=rows), parameters)
        found: str = cursor.fetchone()[0]
    return found


type Names = tuple[tuple[Theme, ...], tuple[Region, ...], tuple[Industry, ...]]


@lru_cache(maxsize=32)  # the database says the same each time, until somebody changes a name
def _names_in(rows: str) -> tuple[Names, list[Known]]:
    """Themes, regions and fields of strength in their orders, and what is known of values."""
    found: dict[str, list[Any]] = {}
    for name, row in json.loads(rows):
        found.setdefault(name, []).append(row)
    names = (
        tuple(sorted(_made(Theme, found), key=lambda each: (each.position, each.name))),
        tuple(sorted(_made(Region, found), key=lambda each: (each.position, each.name_sort))),
        tuple(sorted(_made(Industry, found), key=lambda each: (each.name, each.pk))),
    )
    return names, found.get("known", [])


@cache
def _names() -> tuple[str, dict[str, Any]]:
    """The statement for all names; it never changes, and putting it together takes long."""
    everybody = Reader.visitor()
    rows = _objects_of(Theme.objects.visible_to(everybody)).union(
        _objects_of(Region.objects.visible_to(everybody).active()),
        _objects_of(Industry.objects.all()),
        all=True,
    )
    text, values = rows.order_by().query.sql_with_params()
    parameters = {f"name{number}": value for number, value in enumerate(values)}
    return text % tuple(f"%({name})s" for name in parameters), parameters


def _objects_of(rows: QuerySet[Any]) -> QuerySet[Any, tuple[str, dict[str, Any]]]:
    """Each row as its model's name and its columns, so that rows of several tables go together."""
    model = rows.model
    columns = JSONObject(**{name: name for name in _columns_of(model)})
    name = Value(model.__name__, CharField())
    named = rows.order_by().annotate(name_=name, row_=columns)
    objects: QuerySet[Any, tuple[str, dict[str, Any]]] = named.values_list("name_", "row_")
    return objects


def _columns_of(model: type[Model]) -> list[str]:
    return [each.attname for each in model._meta.concrete_fields if each.name not in NOT_IN_LISTS]


def _made[M: Model](model: type[M], found: Mapping[str, list[dict[str, Any]]]) -> list[M]:
    names = _columns_of(model)
    rows = found.get(model.__name__, [])
    return [model.from_db(None, names, [row[name] for name in names]) for row in rows]


class _Kept:
    """All names, and the values that somebody asked for since something public changed last."""

    def __init__(self) -> None:
        self.names, _known = _names_in(_read(*_names(), ()))
        self._known: dict[Key, Known] = {}

    def known_of(self, asked: Collection[Key]) -> list[Known]:
        """Those that there are: the others are looked up each time, or anything would be kept."""
        new = [key for key in asked if key not in self._known]
        if new:
            rows = [row for _name, row in json.loads(_read("", {}, new))]
            self._known |= {(row[0], row[1]): row for row in rows}
        return [self._known[key] for key in asked if key in self._known]


_KEPT: Final = WhileUnchanged(_Kept)
