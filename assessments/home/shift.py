"""What moved between a meeting and the round at home that followed it, for one region."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.in_force import CurrentAnswer, answers_in_force
from assessments.models import Criterion, Round
from assessments.results import Material
from assessments.rules import FEW
from assessments.shifts import middle_of, moved_between
from regions.models import Region


@dataclass(frozen=True)
class Line:
    """One question: its middle answer then and now, and how many people moved which way."""

    criterion: Criterion
    first: Fraction
    last: Fraction
    up: int
    down: int

    @property
    def words(self) -> str:
        """2 people up, 1 person down; or that nobody moved."""
        said = []
        if self.up:
            said.append(ngettext("%(n)s person up", "%(n)s people up", self.up) % {"n": self.up})
        if self.down:
            down = ngettext("%(n)s person down", "%(n)s people down", self.down)
            said.append(down % {"n": self.down})
        if said:
            return ", ".join(said)
        return _("nobody changed an answer; others came") if self.first != self.last else ""


@dataclass(frozen=True)
class HomeShift:
    """The questions that a meeting and the round at home have in common."""

    lines: tuple[Line, ...]
    met: int
    now: int

    @property
    def sentence(self) -> str:
        """How many questions moved, and which way."""
        up = sum(each.last > each.first for each in self.lines)
        down = sum(each.last < each.first for each in self.lines)
        if not up and not down:
            return _("No middle answer moved since the meeting.")
        whole = {"up": up, "down": down, "all": len(self.lines)}
        return _("Of %(all)s questions, %(up)s moved up and %(down)s moved down.") % whole


def shift_of(
    round_: Round, region: Region, material: Material, *, is_ours: bool
) -> HomeShift | None:
    """The shift against the last meeting about the same text; None without such a meeting.

    Of fewer than three people in the meeting, only their own region reads it.
    """
    met = Round.objects.meetings_before(round_).last()
    if met is None:
        return None
    practice_id = round_.revision.practice_id
    before = answers_in_force(practice_id, region_id=region.pk, until=met)
    people = {each.person_key for each in before}
    if len(people) < FEW and not is_ours:
        return None
    lines = _lines(material.criteria, before, material.answers, region)
    now = {each.person_key for each in material.answers}
    return HomeShift(lines, len(people), len(now)) if lines else None


def _lines(
    criteria: Sequence[Criterion],
    before: Sequence[CurrentAnswer],
    after: Sequence[CurrentAnswer],
    region: Region,
) -> tuple[Line, ...]:
    moved = {each.criterion.pk: each for each in moved_between(before, after, criteria, [region])}
    lines = []
    for criterion in criteria:
        first, last = middle_of(criterion, before), middle_of(criterion, after)
        if first is None or last is None:
            continue
        own = moved.get(criterion.pk)
        lines.append(Line(criterion, first, last, own.up if own else 0, own.down if own else 0))
    return tuple(lines)
