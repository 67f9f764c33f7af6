"""Assessments with the columns that lists read, without the answers behind them."""

from decimal import Decimal
from typing import Any

from assessments.models import Assessment, AssessmentState
from assessments.tests.factories import make_set
from assessments.tests.pairs import make_strange_practice
from core import clock
from practices.models import Practice, Transfer, TransferStatus
from regions.models import Region


def make_scored(
    region: Region,
    practice: Practice | None = None,
    *,
    relevance: str | None = "1.0",
    feasibility: str | None = "1.0",
    is_final: bool = True,
    **fields: Any,
) -> Assessment:
    """Finished by three people with a suggestion, unless told otherwise."""
    practice = practice or make_strange_practice()
    transfer, _made = Transfer.objects.get_or_create(
        practice=practice, region=region, defaults={"status": TransferStatus.ASSESSING}
    )
    has_scores = relevance is not None and feasibility is not None
    values: dict[str, Any] = {
        "rater_count": 3,
        "suggestion": "adopt" if has_scores else "",
        "relevance": Decimal(relevance) if relevance else None,
        "feasibility": Decimal(feasibility) if feasibility else None,
        "state": AssessmentState.FINAL if is_final else AssessmentState.DRAFT,
        "final_at": clock.now() if is_final else None,
    }
    return Assessment.objects.create(
        transfer=transfer,
        revision=practice.published_revision,
        criteria_set=make_set("meeting"),
        **values | fields,
    )
