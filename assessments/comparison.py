"""The regions beside each other: each speaks about itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assessments.kernel import Result, from_dict
from assessments.models import Assessment
from assessments.plane import Standing, standing_of
from assessments.words import range_line, score_text
from regions.models import Region


@dataclass(frozen=True)
class Line:
    """One region in the table under the plane; `note` stands where there are no scores."""

    region: Region
    is_own: bool
    is_origin: bool
    relevance: str
    relevance_range: str
    feasibility: str
    feasibility_range: str
    raters: int
    suggestion: str
    is_first_look: bool


def standings_of(assessments: Iterable[Assessment]) -> list[Standing]:
    """The regions with a suggestion, as dots for the plane."""
    found = []
    for each in assessments:
        if not each.suggestion:
            continue
        region, result = each.transfer.region, from_dict(each.result)
        standing = standing_of(region.name, region.short_code, result.relevance, result.feasibility)
        if standing is not None:
            found.append(standing)
    return found


def lines_of(
    assessments: Sequence[Assessment], own_transfer_id: int, origin: Region | None
) -> list[Line]:
    """In the order of the strip, the region that the practice comes from among them."""
    lines = [_line(each, each.transfer_id == own_transfer_id) for each in assessments]
    if origin is not None and not any(line.region == origin for line in lines):
        lines.append(Line(origin, False, True, "", "", "", "", 0, "", False))
    lines.sort(key=lambda line: (line.region.position, line.region.name_sort))
    return lines


def _line(assessment: Assessment, is_own: bool) -> Line:
    result: Result = from_dict(assessment.result)
    has_scores = bool(assessment.suggestion)
    return Line(
        region=assessment.transfer.region,
        is_own=is_own,
        is_origin=False,
        relevance=score_text(result.relevance.value) if has_scores else "",
        relevance_range=range_line(result.relevance.range) if has_scores else "",
        feasibility=score_text(result.feasibility.value) if has_scores else "",
        feasibility_range=range_line(result.feasibility.range) if has_scores else "",
        raters=assessment.rater_count,
        suggestion=assessment.suggestion,
        is_first_look=result.is_first_look,
    )
