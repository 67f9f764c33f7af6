"""All that the page of a region's portfolio shows to one reader."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.http import QueryDict

from assessments.models import Assessment, Criterion, Outcome
from assessments.portfolio.picture import Named, Picture, picture_of
from assessments.portfolio.rows import Row, Unscored, missing_words, standing_of_row
from assessments.portfolio.sorting import Column, chosen, columns, in_order
from assessments.portfolio.unbeaten import unbeaten
from practices.models import Practice, Theme, TransferStatus
from regions.models import Region
from regions.reader import Reader

BEST: Final = "unbeaten"


@dataclass(frozen=True)
class Filters:
    """What the query string asks for; anything unknown asks for nothing."""

    theme: str = ""
    status: str = ""
    suggestion: str = ""
    sort: str = "title"

    @classmethod
    def of(cls, data: QueryDict) -> "Filters":
        status, suggestion = data.get("status", ""), data.get("suggestion", "")
        return cls(
            theme=data.get("theme", "")[:40],
            status=status if status in TransferStatus.values else "",
            suggestion=suggestion if suggestion in {*Outcome.values, BEST} else "",
            sort=chosen(data.get("sort", "")),
        )

    @property
    def is_any(self) -> bool:
        return bool(self.theme or self.status or self.suggestion)

    def fits(self, assessment: Assessment, *, is_unbeaten: bool = False) -> bool:
        theme, status = assessment.transfer.practice.theme, assessment.transfer.status
        if self.theme and (theme is None or theme.code != self.theme):
            return False
        if self.suggestion == BEST and not is_unbeaten:
            return False
        if self.suggestion not in {"", BEST, assessment.suggestion}:
            return False
        return self.status in {"", status}


class Portfolio:
    """The practices of a region as one reader sees them: two queries, however many there are."""

    def __init__(self, region: Region, reader: Reader, filters: Filters) -> None:
        self.region = region
        self.reader = reader
        self.filters = filters

    @property
    def is_ours(self) -> bool:
        return self.region.pk == self.reader.region_id

    @cached_property
    def _assessments(self) -> list[Any]:
        """The newest of each practice that this reader may read, by title."""
        readable = Practice.objects.visible_to(self.reader)
        found = Assessment.objects.visible_to(self.reader)
        return list(found.newest_of_region(self.region.pk).about_practices(readable).for_list())

    @cached_property
    def _all_rows(self) -> list[Row]:
        """Which others beat it is asked of all that the reader may read, whatever is filtered."""
        scored = [each for each in self._assessments if each.suggestion]
        standings = [standing_of_row(each) for each in scored]
        stand = unbeaten([(each.relevance, each.feasibility) for each in standings])
        pairs = zip(scored, stand, strict=True)
        return [Row(each, number, is_best) for number, (each, is_best) in enumerate(pairs, 1)]

    @cached_property
    def rows(self) -> list[Row]:
        shown = [
            row
            for row in self._all_rows
            if self.filters.fits(row.assessment, is_unbeaten=row.is_unbeaten)
        ]
        return in_order(shown, self.filters.sort)

    @cached_property
    def unscored(self) -> list[Unscored]:
        """First looks, too little answered, and what was finished without a suggestion."""
        found = [each for each in self._assessments if not each.suggestion]
        topics = self._topics(found)
        return [
            Unscored(each, missing_words(each, topics.get(each.criteria_set_id, {})))
            for each in found
            if self.filters.fits(each)
        ]

    def _topics(self, assessments: Iterable[Assessment]) -> dict[int, dict[str, str]]:
        """What each question is about, by criteria set and code."""
        sets = {each.criteria_set_id for each in assessments}
        topics: dict[int, dict[str, str]] = {}
        asked = (
            Criterion.objects.filter(criteria_set__in=sets) if sets else Criterion.objects.none()
        )
        for set_id, code, topic in asked.values_list("criteria_set_id", "code", "topic"):
            topics.setdefault(set_id, {})[code] = topic
        return topics

    @property
    def is_empty(self) -> bool:
        """Nothing is assessed, or nothing that this reader may read."""
        return not self._assessments

    @property
    def total(self) -> int:
        return len(self._assessments)

    @property
    def best(self) -> list[Row]:
        return [row for row in self.rows if row.is_unbeaten]

    @cached_property
    def picture(self) -> Picture | None:
        """The plane of the rows shown, with the threshold of the newest of their sets."""
        by_number = sorted(self.rows, key=lambda row: row.number)
        named = [Named(row.standing, row.is_unbeaten) for row in by_number]
        if not by_number:
            return None
        newest = max(by_number, key=lambda row: row.assessment.opened_at)
        return picture_of(named, newest.threshold)

    @property
    def has_several_thresholds(self) -> bool:
        return len({row.threshold for row in self.rows}) > 1

    @property
    def columns(self) -> list[Column]:
        return columns(self.filters.sort)

    @property
    def themes(self) -> list[Theme]:
        """Those of the practices, in their order."""
        found = {each.transfer.practice.theme for each in self._assessments}
        return sorted((each for each in found if each), key=lambda each: (each.position, each.name))

    @property
    def statuses(self) -> list[tuple[str, str]]:
        held = {each.transfer.status for each in self._assessments}
        return [(value, str(label)) for value, label in TransferStatus.choices if value in held]

    @property
    def suggestions(self) -> list[tuple[str, str]]:
        held = {each.suggestion for each in self._assessments}
        return [(value, str(label)) for value, label in Outcome.choices if value in held]
