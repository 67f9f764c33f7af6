"""The plan on a time line: positions in percent, so that the drawing needs no script."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from plans.models import Action, ActionState, Milestone, Plan
from plans.rules import is_behind

LABEL_FROM_THE_RIGHT: Final = 62.0  # percent; a word after a bar that ends later would not fit


@dataclass(frozen=True)
class Scale:
    """The years drawn: from 1 January of the first to 31 December of the last."""

    first: date
    last: date

    def percent(self, day: date) -> float:
        """Where a day lies, 0 to 100; days outside are drawn at the edge."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(min(1.0, max(0.0, share)) * 100, 2)

    @property
    def years(self) -> list[tuple[int, float]]:
        return [
            (year, self.percent(date(year, 1, 1)))
            for year in range(self.first.year, self.last.year + 1)
        ]

    @property
    def quarters(self) -> list[float]:
        return [
            self.percent(date(year, month, 1))
            for year in range(self.first.year, self.last.year + 1)
            for month in (1, 4, 7, 10)
        ]


@dataclass(frozen=True)
class Row:
    """One action: its bar, the part that is done, its milestones, the next step in words."""

    action: Action
    percent_done: int
    is_late: bool
    start: float
    width: float
    done_width: float
    milestones: list[tuple[float, bool]] = field(default_factory=list)
    next_step: Milestone | None = None

    @property
    def end(self) -> float:
        return round(self.start + self.width, 2)

    @property
    def label_is_before(self) -> bool:
        return self.end > LABEL_FROM_THE_RIGHT


@dataclass(frozen=True)
class Timeline:
    scale: Scale
    today: float | None
    rows: list[Row]


def timeline_of(plan: Plan, actions: Sequence[Action], today: date) -> Timeline:
    """Draw the actions of a plan (fetched `with_parts`) from the plan's first to last year."""
    days = [plan.starts_on, plan.ends_on]
    days += [day for each in actions for day in (each.starts_on, each.ends_on) if day]
    scale = Scale(date(min(days).year, 1, 1), date(max(days).year, 12, 31))
    is_inside = scale.first <= today <= scale.last
    return Timeline(
        scale=scale,
        today=scale.percent(today) if is_inside else None,
        rows=[_row(plan, each, scale, today) for each in actions],
    )


def percent_done(action: Action) -> int:
    """As last reported; a done action is done whatever was reported."""
    if action.state == ActionState.DONE:
        return 100
    latest = next(iter(action.progress.all()), None)
    return latest.percent if latest else 0


def next_milestone(action: Action) -> Milestone | None:
    return next((each for each in action.milestones.all() if each.reached_on is None), None)


def _row(plan: Plan, action: Action, scale: Scale, today: date) -> Row:
    start = scale.percent(action.starts_on or plan.starts_on)
    end = scale.percent((action.ends_on or plan.ends_on) + timedelta(days=1))
    width = max(0.5, round(end - start, 2))
    done = percent_done(action)
    return Row(
        action=action,
        percent_done=done,
        is_late=is_behind(action, today),
        start=start,
        width=width,
        done_width=round(width * done / 100, 2),
        milestones=[
            (scale.percent(each.due_on), each.reached_on is not None)
            for each in action.milestones.all()
        ],
        next_step=next_milestone(action),
    )
