"""Gaps as they stand on a page: on that of an assessment, and on that of a practice."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.gaps.lines import GapLine
from assessments.gaps.reading import REASONS, Row, lines_from
from assessments.gaps.ways import Closing, ways_for
from core.ui.words import joined
from practices.models import Practice
from regions.models import Region
from regions.reader import Reader


@dataclass(frozen=True)
class ShownLine:
    """A requirement with the actions that close its gap and the way to plan one."""

    line: GapLine
    closings: Sequence[Closing] = ()
    plan_url: str = ""

    @property
    def reason(self) -> str:
        """For which reason others were stopped by the same."""
        return REASONS[self.line.kind].value if self.line.kind in REASONS else ""


class Gaps:
    """What a practice needs and what a region has, for one reader."""

    def __init__(
        self, practice: Practice, region: Region, reader: Reader, rows: Sequence[Row]
    ) -> None:
        self.practice = practice
        self.region = region
        self.reader = reader
        self.lines = lines_from(rows)

    @property
    def is_ours(self) -> bool:
        return self.region.pk in self.reader.region_ids

    @property
    def found(self) -> list[GapLine]:
        return [line for line in self.lines if line.is_gap]

    @cached_property
    def shown(self) -> list[ShownLine]:
        """One query where there is a gap, none otherwise."""
        ways = ways_for(self.reader, self.practice, self.region) if self.found else []
        lines = []
        for line in self.lines:
            closings = [each for way in ways for each in way.closings.get(line.kind, [])]
            urls = [way.plan_urls[line.kind] for way in ways if line.kind in way.plan_urls]
            is_gap = line.is_gap
            url = urls[0] if is_gap and urls and not closings else ""
            lines.append(ShownLine(line, closings if is_gap else (), url))
        return lines

    @property
    def sentence(self) -> str:
        """Two gaps, one not known yet, one met."""
        gaps, unknown = len(self.found), sum(line.is_unknown for line in self.lines)
        met = len(self.lines) - gaps - unknown
        parts = [
            ngettext("%(n)s gap", "%(n)s gaps", gaps) % {"n": gaps} if gaps else _("no gap"),
            _("%(n)s not known yet") % {"n": unknown} if unknown else "",
            _("%(n)s met") % {"n": met} if met else "",
        ]
        return joined([part for part in parts if part])

    @property
    def largest(self) -> GapLine | None:
        """The largest gap for which there is a reason, core requirements first."""
        fitting = [line for line in self.found if line.kind in REASONS]
        return max(fitting, key=lambda line: (line.is_core, line.gap or 0), default=None)
