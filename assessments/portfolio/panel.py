"""The way from the page of a region to its portfolio, and for its own people to what is next."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from regions.reader import Reader


@dataclass(frozen=True)
class Way:
    """`code` of the region whose portfolio it is."""

    code: str
    is_ours: bool


def ways_to_portfolios(request: HttpRequest, ids: Sequence[int]) -> dict[int, Way]:
    """For members; without a query: an empty portfolio says itself what to do."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the reader's middleware
    page = request.resolver_match
    if not reader.is_member or page is None:
        return {}
    return {pk: Way(page.kwargs["code"], pk == reader.region_id) for pk in ids}
