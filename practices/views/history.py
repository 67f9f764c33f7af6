"""The versions of a practice, and what differs between any two of them (P13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.errors import BadInput
from practices.models import Practice, Revision
from practices.reading.authors import people_behind, role_of, roles_of
from practices.views.differences import Changes
from regions.http import HttpRequest
from regions.reader import Reader


class NoSuchVersion(BadInput):
    sentence = _("Choose two of the versions below.")


@dataclass(frozen=True)
class Row:
    """One version, who wrote and who published it, and the one that came before it."""

    revision: Revision
    written_by: str | Promise
    approved_by: str | Promise
    before: Revision | None


@require_safe
def practice_history(request: HttpRequest, slug: str) -> HttpResponse:
    """Every version that the person may read; with ?from=2&to=4 what differs between the two."""
    reader = request.reader
    practice = get_object_or_404(Practice.objects.visible_to(reader).with_page(), slug=slug)
    if not reader.is_coordinator and practice.partner_id not in reader.partner_ids:
        raise Http404
    rows = _rows(practice, reader)
    chosen = _chosen(request.GET, [each.revision.number for each in rows])
    context: dict[str, Any] = {
        "practice": practice,
        "rows": rows,
        "from": chosen[0] if chosen else (rows[1:] or rows)[0].revision.number,
        "to": chosen[1] if chosen else rows[0].revision.number,
        "changes": _changes(practice, chosen, reader) if chosen else None,
    }
    return render(request, "practices/history.html", context)


def _rows(practice: Practice, reader: Reader) -> list[Row]:
    """The newest first."""
    revisions = list(Revision.objects.visible_to(reader).of(practice))
    if not revisions:
        raise Http404
    roles = roles_of(people_behind(revisions), reader)
    return [
        Row(
            each,
            role_of(each.edited_by_id, roles),
            role_of(each.approved_by_id, roles) if each.approved_by_id else "",
            before,
        )
        for each, before in zip_longest(revisions, revisions[1:])
    ]


def _chosen(query: QueryDict, numbers: Sequence[int]) -> tuple[int, int] | None:
    """The two versions that the address names; one alone is compared with its neighbour."""
    wanted = [query.get(name, "") for name in ("from", "to")]
    if not any(wanted):
        return None
    if not all(each.isdecimal() for each in wanted if each):
        raise NoSuchVersion
    before, after = (int(each) if each else 0 for each in wanted)
    after = after or numbers[0]
    before = before or max((each for each in numbers if each < after), default=after)
    if not {before, after} <= set(numbers):
        raise Http404
    return before, after


def _changes(practice: Practice, chosen: tuple[int, int], reader: Reader) -> Changes:
    texts = Revision.objects.visible_to(reader).of(practice).with_parts().with_translation()
    found = {each.number: each for each in texts.compared(chosen)}
    before, after = (found[number] for number in chosen)
    return Changes.between(before, after, reader)
