"""The way back: on the page of what is counted, the figures of reports that count it."""

from collections.abc import Sequence

from django.http import HttpRequest

from core.panels import Panel
from regions.reader import Reader
from reports.models import FigureRecord


def counted_in(object_type: str) -> Panel:
    """The panel for pages of objects of this type: figures in reports the reader may read."""

    def panel(request: HttpRequest, ids: Sequence[int]) -> dict[int, list[FigureRecord]]:
        reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the middleware
        found: dict[int, list[FigureRecord]] = {}
        seen: set[tuple[int, int]] = set()
        for record in FigureRecord.objects.counting(reader, object_type, ids):
            key = (int(record.object_id), record.figure_id)
            if key not in seen:  # an event counts several people in one figure
                seen.add(key)
                found.setdefault(key[0], []).append(record)
        return found

    return panel


PANEL, BESIDE = "reports/_panel_counted_in.html", "reports/_beside_counted_in.html"
# Place, template, type of the objects on it.
PLACES = (
    ("practice_more", BESIDE, "practices.practice"),
    ("exchange_detail", PANEL, "exchanges.exchange"),
    ("session_detail", PANEL, "peergroups.session"),
    ("assessment_detail", PANEL, "assessments.assessment"),
    ("plan_detail", PANEL, "plans.plan"),
    ("action_detail", PANEL, "plans.action"),
)
