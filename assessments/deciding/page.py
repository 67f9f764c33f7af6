"""What stands around a decision on pages: its form, its dissent, what goes on to the plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assessments.deciding.forms import DissentForm, Paper, StaysForm
from assessments.deciding.reviews import AHEAD
from assessments.deciding.rules import DISSENT_WITHIN, dissenting_blockers
from assessments.models import Decision, Dissent
from assessments.obstacles import Obstacle
from assessments.rules import lead_refusals, region_refusals
from core import clock
from core.ui.dates import local
from practices.models import Practice
from regions.models import Region
from regions.reader import Reader


@dataclass(frozen=True)
class DecidingForm:
    """The form with what its lead should know; `panels` come from apps above."""

    paper: Paper
    practice: Practice
    region: Region
    gaps: Sequence[Any]
    is_final: bool
    before: Decision | None
    obstacles: Sequence[Obstacle]
    panels: Sequence[tuple[str, Any]] = ()

    @property
    def key(self) -> str:
        """Under which a browser keeps what was typed: it ends with the next decision."""
        before = self.before.pk if self.before else 0
        return f"decision-{self.region.code}-{self.practice.pk}-{before}"

    @property
    def answers(self) -> list[Obstacle]:
        """Obstacles whose answer becomes an action of the plan."""
        return [each for each in self.obstacles if each.answer]


class Standing:
    """A recorded decision for one reader: what they may still do about it."""

    def __init__(
        self,
        decision: Decision,
        region: Region,
        reader: Reader,
        *,
        is_in_force: bool,
        dissent_form: DissentForm | None = None,
        stays_form: StaysForm | None = None,
    ) -> None:
        self.decision = decision
        self.region = region
        self.reader = reader
        self.is_in_force = is_in_force
        self.dissent_form = dissent_form or DissentForm()
        self.stays_form = stays_form or StaysForm()
        # Whom the region shows its decision did not ask for what stands against it (DE06).
        self.shows_dissent = reader.is_member or reader.is_system
        self.dissents: list[Dissent] = list(decision.dissents.all()) if self.shows_dissent else []

    @property
    def may_decide(self) -> bool:
        return self.is_in_force and not lead_refusals(self.reader, self.region)

    @property
    def may_dissent(self) -> bool:
        if region_refusals(self.reader, self.region):
            return False
        spoken = any(
            each.by_self and each.made_by_id == self.reader.user_id for each in self.dissents
        )
        return not dissenting_blockers(
            self.decision, clock.now(), is_in_force=self.is_in_force, has_spoken=spoken
        )

    @property
    def dissent_until(self) -> Any:
        return local(self.decision.made_at + DISSENT_WITHIN)

    @property
    def is_to_review(self) -> bool:
        """Whether a lead should look at it again in these days."""
        review_on = self.decision.review_on
        return self.may_decide and review_on is not None and review_on <= clock.today() + AHEAD
