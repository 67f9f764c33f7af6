"""Partner regions for programs: what stands on their public pages."""

from datetime import date
from typing import Annotated

from django.db.models import Prefetch
from django.http import HttpRequest as DjangoRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Router, Schema

from core.api import Problem
from core.links import absolute
from regions.http import HttpRequest
from regions.models import ContextItem, Region, Strength
from regions.querysets import RegionQuerySet
from regions.reader import Reader

CodePart = Annotated[str, Path(description="The NUTS code, as in SE22.")]
router = Router(tags=["Regions"])


class Code(Schema):
    """Something with a name that is data of the partnership."""

    code: str
    name: str


class PartnerOut(Schema):
    organisation: str
    short: str
    website: str
    is_lead_partner: bool


class RegionOut(Schema):
    """A partner region. `code` is its NUTS code; `country` two letters (ISO 3166-1)."""

    code: str
    nuts_version: str
    name: str
    local_name: str
    country: str
    policy_level: str
    latitude: float | None
    longitude: float | None
    url: str
    partner: PartnerOut
    strengths: list[Code]

    @staticmethod
    def resolve_url(region: Region) -> str:
        return absolute(region.get_absolute_url())

    @staticmethod
    def resolve_strengths(region: Region) -> list[Code]:
        return [
            Code(code=each.industry.code, name=each.industry.name)
            for each in region.strengths.all()
        ]


class ContextOut(Schema):
    """What the region has of one kind, 0 to 3; a kind that is missing here is not known."""

    kind: str
    has: int
    text: str
    as_of: date
    confirmed_on: date


class RegionDetail(RegionOut):
    profile: str
    context: list[ContextOut]

    @staticmethod
    def resolve_context(region: Region) -> list[ContextItem]:
        return list(region.context_items.all())


def reader_of(request: DjangoRequest) -> Reader:
    """The reader that the API's authentication found."""
    found: HttpRequest = request  # type: ignore[assignment]  # ninja hands over Django's type
    return found.reader


@router.get(
    "",
    response=list[RegionOut],
    url_name="region_list",
    summary="All partner regions",
    openapi_extra={"x-example": "regions"},
)
def region_list(request: DjangoRequest) -> list[Region]:
    """In the order of the partnership."""
    return list(_regions(reader_of(request)))


@router.get(
    "/{code}",
    response={200: RegionDetail, 404: Problem},
    url_name="region_detail",
    summary="One region",
)
def region_detail(request: DjangoRequest, code: CodePart) -> Region:
    """By its NUTS code, as in SE22."""
    said = ContextItem.objects.visible_to(reader_of(request))
    context = Prefetch("context_items", queryset=said.order_by("pk"))
    return get_object_or_404(_regions(reader_of(request)).prefetch_related(context), code=code)


def _regions(reader: Reader) -> RegionQuerySet:
    strengths = Strength.objects.visible_to(reader).select_related("industry")
    readable = Region.objects.visible_to(reader).active().with_partner().in_strip_order()
    return readable.prefetch_related(
        Prefetch("strengths", queryset=strengths.order_by("industry__name"))
    )
