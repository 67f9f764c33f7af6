"""Meetings and visits for programs: the public line of those that the reader may see."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Router, Schema

from core.api import Problem
from core.links import absolute
from exchanges.models import Exchange
from exchanges.querysets import ExchangeQuerySet
from regions.api import Code, reader_of

SlugPart = Annotated[str, Path(description="The last part of its address.")]
router = Router(tags=["Exchanges"])


class ExchangeOut(Schema):
    """A study visit, staff exchange or meeting; dates are as precise as `date_precision` says."""

    slug: str
    title: str
    kind: str
    starts_on: date
    ends_on: date
    date_precision: str
    place: str
    country: str
    reach: str
    host: Code | None
    is_cancelled: bool
    url: str

    @staticmethod
    def resolve_host(exchange: Exchange) -> Code | None:
        host = exchange.host
        return Code(code=host.region.code, name=host.organisation) if host else None

    @staticmethod
    def resolve_is_cancelled(exchange: Exchange) -> bool:
        return exchange.cancelled_at is not None

    @staticmethod
    def resolve_url(exchange: Exchange) -> str:
        return absolute(exchange.get_absolute_url())


@router.get(
    "",
    response=list[ExchangeOut],
    url_name="exchange_list",
    summary="All meetings and visits",
    openapi_extra={"x-example": "exchanges"},
)
def exchange_list(request: HttpRequest) -> list[Exchange]:
    """The latest first."""
    return list(_exchanges(request))


@router.get(
    "/{slug}",
    response={200: ExchangeOut, 404: Problem},
    url_name="exchange_detail",
    summary="One meeting or visit",
)
def exchange_detail(request: HttpRequest, slug: SlugPart) -> Exchange:
    """By the last part of its address."""
    return get_object_or_404(_exchanges(request), slug=slug)


def _exchanges(request: HttpRequest) -> ExchangeQuerySet:
    readable = Exchange.objects.visible_to(reader_of(request)).with_host()
    return readable.order_by("-starts_on", "pk")
