"""The names behind the codes of an address."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, Self

from django.db import connection
from django.db.models import CharField, IntegerField, Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject
from django.http import QueryDict

from practices.models import CatalogueValue, Tag, Theme
from practices.search import Facet
from regions.models import Industry, Region
from regions.reader import Reader

# What is left out of a region: long, and on no list.
NOT_IN_LISTS: Final = {"profile"}

type Key = tuple[int, str]  # facet and value
type Known = tuple[int, str, int, str, str]  # facet, value, code, value and name as they are now


@dataclass(frozen=True)
class Vocabulary:
    """Themes, regions and fields of strength: one query. Tags and codes are looked up when asked.

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
    def for_reader(cls, reader: Reader) -> Self:
        """What everybody may read: the names that lists use are the same for every reader."""
        found: dict[str, list[dict[str, Any]]] = {}
        with connection.cursor() as cursor:
            cursor.execute(*_names())
            for name, row in cursor.fetchall():
                found.setdefault(name, []).append(json.loads(row))
        themes, regions = _made(Theme, found), _made(Region, found)
        return cls(
            themes=sorted(themes, key=lambda each: (each.position, each.name)),
            regions=sorted(regions, key=lambda each: (each.position, each.name_sort)),
            industries=sorted(_made(Industry, found), key=lambda each: (each.name, each.pk)),
        )

    def look_up_addresses(self, addresses: Iterable[QueryDict]) -> None:
        """Learn what these addresses ask for: one query."""
        self.look_up(
            (int(facet), value)
            for address in addresses
            for facet in Facet
            for value in address.getlist(facet.parameter)
        )

    def look_up(self, asked: Iterable[Key]) -> None:
        """Learn the codes of these values, and how the tags among them are called now: one query.

        A value that no listed practice has gets no code, and a tag no name (P20).
        """
        new = set(asked) - self.codes.keys()
        if not new:
            return
        self.codes.update(dict.fromkeys(new))
        for facet, value, code, present, name in _known_values(new).union(_known_tags(new)):
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
        return next((each.name for each in self.industries if each.code == code), code)


def _known_values(asked: Iterable[Key]) -> QuerySet[Any, Known]:
    """Those of these values that a listed practice has; tags are apart."""
    keys = [(facet, value) for facet, value in asked if facet != Facet.TAG]
    values = CatalogueValue.objects.filter(
        count__gt=0, facet__in={facet for facet, _v in keys}, value__in={v for _f, v in keys}
    )
    name = Value("", CharField())
    return values.values_list("facet", "value", "pk", "value", name).order_by()


def _known_tags(asked: Iterable[Key]) -> QuerySet[Any, Known]:
    """The same for tags: those that a listed practice carries, and their former names."""
    tags = Tag.objects.filter(slug__in={value for facet, value in asked if facet == Facet.TAG})
    present = tags.annotate(
        present_slug=Coalesce("merged_into__merged_into__slug", "merged_into__slug", "slug"),
        present_name=Coalesce("merged_into__merged_into__name", "merged_into__name", "name"),
    )
    kept = CatalogueValue.objects.filter(
        facet=Facet.TAG, value=OuterRef("present_slug"), count__gt=0
    )
    known = present.annotate(code=Subquery(kept.values("pk"))).filter(code__isnull=False)
    facet = Value(int(Facet.TAG), IntegerField())
    rows: QuerySet[Any, Known] = known.values_list(
        facet, "slug", "code", "present_slug", "present_name"
    )
    return rows.order_by()


@cache
def _names() -> tuple[str, Sequence[Any]]:
    """The statement for all names; it never changes, and putting it together takes long."""
    everybody = Reader.visitor()
    rows = _objects_of(Theme.objects.visible_to(everybody)).union(
        _objects_of(Region.objects.visible_to(everybody).active()),
        _objects_of(Industry.objects.all()),
        all=True,
    )
    return rows.order_by().query.sql_with_params()


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
