"""What an address of the list may ask for."""

from typing import Any

import django_filters as df
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exchanges.models import Exchange, ExchangeKind
from exchanges.querysets import ExchangeQuerySet


class ExchangeFilter(df.FilterSet):  # type: ignore[misc]  # the package has no types
    """Kind (also as a part of something larger) and year."""

    kind = df.ChoiceFilter(
        label=_("Kind"), choices=ExchangeKind, method="of_kind", empty_label=_("All kinds")
    )
    year = df.ChoiceFilter(
        label=_("Year"), choices=[], field_name="starts_on__year", empty_label=_("All years")
    )

    class Meta:
        model = Exchange
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = self.queryset.dates("starts_on", "year", order="DESC")
        self.filters["year"].extra["choices"] = [(day.year, day.year) for day in days]

    def of_kind(self, rows: ExchangeQuerySet, name: str, value: str) -> ExchangeQuerySet:
        return rows.filter(Q(kind=value) | Q(also_kinds__contains=[value]))
