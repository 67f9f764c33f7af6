"""The catalogue for programs: the same filters, rows and order as its pages."""

from typing import Annotated

from django.http import Http404, QueryDict
from django.http import HttpRequest as DjangoRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Path, Query, Router

from core.api import Problem, refuse_unknown
from core.cursors import rows_after
from core.errors import BadInput
from practices.api_schemas import (
    DraftOut,
    PracticeDetail,
    PracticePage,
    PracticeQuery,
    TagOut,
    ThemeOut,
)
from practices.filters import PracticeFilter, Vocabulary
from practices.finding.facets import problems_of, tally_of
from practices.models import Practice, Revision, Theme
from practices.querysets import RevisionQuerySet
from practices.reading.page import find_practice
from regions.api import reader_of
from regions.reader import Reader

router = Router(tags=["Practices"])
Slug = Annotated[str, Path(description="The last part of the practice's address.")]
NEEDS_TOKEN = _("“status” is about a region: send the token of a partner along.")


@router.get(
    "/practices",
    response={200: PracticePage, 400: Problem},
    url_name="practice_list",
    summary="The catalogue, with the filters of its page",
    openapi_extra={"x-example": "practices?instrument=voucher&instrument=grant&evidence=dated"},
)
def practice_list(request: DjangoRequest, wanted: Query[PracticeQuery]) -> dict[str, object]:
    """The rows of `/practices/` with the same address, in the same order, page after page.

    A parameter or a value that is not known is refused with 400 and a sentence.
    """
    refuse_unknown(request, PracticeQuery)
    filters = _filters(request, request.GET)
    if problems := problems_of(filters):
        raise BadInput(*problems)
    if wanted.status and "status" not in filters.filters:
        raise BadInput(NEEDS_TOKEN)
    rows = filters.found().with_card().prefetch_related("industries")
    page = rows_after(rows, wanted.cursor, wanted.page_size)
    return {
        "count": filters.narrowed().count(),
        "next": _next(request, page.following),
        "results": page.rows,
    }


@router.get(
    "/practices/{slug}",
    response={200: PracticeDetail, 404: Problem, 410: Problem},
    url_name="practice_detail",
    summary="One practice, whole",
)
def practice_detail(request: DjangoRequest, slug: Slug) -> Practice:
    """The approved text. 410 says that the practice was taken down."""
    practice = find_practice(reader_of(request), slug)
    if practice.published_revision is None:
        raise Http404
    return practice


@router.get(
    "/themes",
    response=list[ThemeOut],
    url_name="theme_list",
    summary="The partnership's themes",
    openapi_extra={"x-example": "themes"},
)
def theme_list(request: DjangoRequest) -> list[Theme]:
    """In their order."""
    return list(Theme.objects.visible_to(reader_of(request)))


@router.get(
    "/tags",
    response=list[TagOut],
    url_name="tag_list",
    summary="Tags with their numbers",
    openapi_extra={"x-example": "tags"},
)
def tag_list(request: DjangoRequest) -> list[TagOut]:
    """Every tag of a listed practice, the most frequent first."""
    tally = tally_of(_filters(request, QueryDict()))
    counts, names = tally.by_facet.get("tag", {}), tally.labels.get("tag", {})
    tags = [TagOut(slug=slug, name=names[slug], practices=n) for slug, n in counts.items()]
    return sorted(tags, key=lambda tag: (-tag.practices, tag.name))


@router.get(
    "/drafts",
    response={200: list[DraftOut], 401: Problem, 404: Problem},
    url_name="draft_list",
    summary="Open texts (with a token)",
)
def draft_list(request: DjangoRequest) -> list[Revision]:
    """Drafts of one's own partner; for the coordinator also what waits to be checked."""
    return list(_drafts(reader_of(request)))


@router.get(
    "/drafts/{slug}",
    response={200: DraftOut, 401: Problem, 404: Problem},
    url_name="draft_detail",
    summary="One open text (with a token)",
)
def draft_detail(request: DjangoRequest, slug: Slug) -> Revision:
    """By the address of its practice."""
    return get_object_or_404(_drafts(reader_of(request)), practice__slug=slug)


def _filters(request: DjangoRequest, data: QueryDict) -> PracticeFilter:
    reader = reader_of(request)
    return PracticeFilter(data, reader, Vocabulary.for_reader(reader))


def _drafts(reader: Reader) -> RevisionQuerySet:
    if not reader.is_signed_in:
        raise Http404
    texts = Revision.objects.visible_to(reader).open().with_practice()
    texts = texts.prefetch_related("documents")
    return texts.order_by("-edited_at", "pk")


def _next(request: DjangoRequest, cursor: str) -> str | None:
    """The address of the following page, with all filters."""
    if not cursor:
        return None
    query = request.GET.copy()
    query["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
