"""Everything that the page of an assessment shows, for one reader."""

from functools import cached_property

from assessments.changes import Changes, changes_of
from assessments.comparison import Line, lines_of, standings_of
from assessments.kernel import GateState, Result, from_dict
from assessments.models import Assessment, Criterion, Decision, Round, RoundKind, Seat
from assessments.obstacles import GateLine, Obstacle, gates_of, obstacles_of, still_open
from assessments.plane import Plane, plane_of, standing_of
from assessments.profile import Profile, profile_of
from assessments.results import Material, Reading, read
from assessments.rules import (
    FEW,
    Reasons,
    decision_gaps,
    finishing_gaps,
    is_origin,
    lead_refusals,
    region_refusals,
)
from assessments.steps import Step, steps_of
from assessments.words import (
    agreement_line,
    basis_line,
    coverage_line,
    finding,
    first_look_heading,
    first_look_sentence,
    range_line,
    score_text,
    verdict,
)
from core.ui.dates import local
from core.ui.words import joined
from practices.finding.cards import Title
from practices.models import Practice, Transfer
from regions.models import Region
from regions.reader import Reader


def shows_answers(reader: Reader, region: Region, material: Material) -> bool:
    """Few people may be recognised: outside their region only if all of them allowed it."""
    if len(material.levels) >= FEW or not region_refusals(reader, region):
        return True
    rounds = [each.pk for each in material.rounds]
    if Round.objects.filter(pk__in=rounds).led_by(reader).exists():
        return True
    return not Seat.objects.hiding(rounds, region.pk).exists()


class AssessmentPage:
    """One assessment as a reader sees it; what costs a query is computed once, when asked for."""

    def __init__(self, assessment: Assessment, reader: Reader) -> None:
        self.assessment = assessment
        self.reader = reader
        self.transfer: Transfer = assessment.transfer
        self.practice: Practice = assessment.transfer.practice
        self.region: Region = assessment.transfer.region

    @cached_property
    def reading(self) -> Reading | None:
        return read(self.assessment)

    @cached_property
    def result(self) -> Result:
        return self.reading.result if self.reading else from_dict(self.assessment.result)

    @property
    def title(self) -> Title:
        return Title.of(self.practice.title)

    # --- who may do what ---------------------------------------------------------------------

    @property
    def is_ours(self) -> bool:
        return self.region.pk == self.reader.region_id

    @property
    def may_answer(self) -> bool:
        """Whether this reader answers obstacles (MI01)."""
        return not self.assessment.is_final and not region_refusals(self.reader, self.region)

    @property
    def may_lead(self) -> bool:
        return not lead_refusals(self.reader, self.region)

    @property
    def may_reopen(self) -> bool:
        return (
            self.may_lead
            and self.assessment.is_final
            and not any(each.assessment_id == self.assessment.pk for each in self.decisions)
        )

    @property
    def gaps(self) -> Reasons:
        """What is missing for a result that suggests something."""
        return finishing_gaps(self.result, has_open_round=bool(self.open_rounds))

    # --- the sentence ------------------------------------------------------------------------

    @property
    def is_first_look(self) -> bool:
        return self.result.is_first_look

    @property
    def suggestion(self) -> str:
        """The code of what is suggested; empty for a first look, gaps or a finish without one."""
        return self.assessment.suggestion

    @property
    def say(self) -> str:
        """The sentence that stands first on the page; empty where nothing is suggested."""
        if self.reading is None:
            return ""
        if self.is_first_look:
            return first_look_sentence(self.reading.result, self.reading.material.topics)
        if self.reading.suggestion is None:
            return ""
        return verdict(self.reading.result, self.reading.material.topics)

    @property
    def basis(self) -> list[str]:
        """What the sentence rests on."""
        if self.reading is None:
            return []
        material = self.reading.material
        closed = [local(each.closed_at) for each in material.rounds if each.closed_at]
        return basis_line(
            self.reading.result,
            region=self.region.name,
            has_table=self.profile.has_table if self.profile else False,
            closed_on=max(closed),
            questions=len(material.criteria),
        )

    @property
    def scores(self) -> list[tuple[str, str, str]]:
        """Per dimension its code, score and range; empty where there is none to show."""
        result = self.result
        if not self.suggestion:
            return []
        return [
            (each.dimension.value, score_text(each.value), range_line(each.range))
            for each in (result.relevance, result.feasibility)
        ]

    @property
    def coverage(self) -> list[tuple[str, str]]:
        """Per dimension how much is answered, where that is too little for a score."""
        result = self.result
        if result.is_first_look:
            return []
        return [
            (each.dimension.value, coverage_line(each))
            for each in (result.relevance, result.feasibility)
            if each.value is None
        ]

    @property
    def answered(self) -> tuple[int, int]:
        """How many questions have a value, and of how many."""
        figures = self.result.figures
        return sum(one.n > 0 for one in figures), len(figures)

    @property
    def missing(self) -> str:
        """What the questions without any answer are about."""
        topics = self.reading.material.topics if self.reading else {}
        codes = [*self.result.relevance.missing, *self.result.feasibility.missing]
        return joined([topics[code] for code in codes if code in topics])

    @property
    def open_questions(self) -> list[Criterion]:
        if self.reading is None:
            return []
        codes = set(self.reading.result.open_questions)
        return [each for each in self.reading.material.criteria if each.code in codes]

    # --- the panels --------------------------------------------------------------------------

    @cached_property
    def profile(self) -> Profile | None:
        return profile_of(self.reading.material, self.reading.result) if self.reading else None

    @cached_property
    def shows_profile(self) -> bool:
        return self.reading is not None and shows_answers(
            self.reader, self.region, self.reading.material
        )

    @cached_property
    def obstacles(self) -> list[Obstacle]:
        return obstacles_of(self.reading) if self.reading else []

    @property
    def open_obstacles(self) -> list[Obstacle]:
        return still_open(self.obstacles)

    @property
    def gates(self) -> list[GateLine]:
        return gates_of(self.reading.material, self.reading.result) if self.reading else []

    @property
    def blocking(self) -> int:
        return sum(each.state == GateState.BLOCKING for each in self.gates)

    @cached_property
    def readable(self) -> list[Assessment]:
        """The assessments of this practice in all regions that this reader may open."""
        found = Assessment.objects.visible_to(self.reader).of_practice(self.practice.pk)
        return [each for each in found if each.transfer_id != self.transfer.pk]

    @property
    def finding(self) -> str:
        return finding(self.result)

    @cached_property
    def plane(self) -> Plane | None:
        result = self.result
        if not self.suggestion:
            return None
        own = standing_of(
            self.region.name, self.region.short_code, result.relevance, result.feasibility
        )
        if own is None:
            return None
        return plane_of(own, standings_of(self.readable), result.threshold)

    @property
    def lines(self) -> list[Line]:
        """The regions as a table, the origin included."""
        origin = self.practice.origin_region
        shown = [*self.readable, self.assessment]
        return lines_of(shown, self.transfer.pk, origin)

    @property
    def first_look_heading(self) -> str:
        return first_look_heading(self.assessment.rater_count)

    @property
    def agreement(self) -> str:
        return agreement_line(self.result)

    @cached_property
    def changes(self) -> Changes | None:
        return changes_of(self.reading) if self.reading else None

    # --- the way on --------------------------------------------------------------------------

    @cached_property
    def open_rounds(self) -> list[Round]:
        """Open rounds of the pair: their answers are nowhere on the page."""
        if self.reading is not None:
            return list(self.reading.material.open_rounds)
        found = Round.objects.open_for_pair(self.practice.pk, self.region.pk)
        return list(found.order_by("opened_at"))

    @property
    def home_round(self) -> Round | None:
        return next((each for each in self.open_rounds if each.kind == RoundKind.HOME), None)

    @property
    def may_ask_at_home(self) -> bool:
        return (
            self.may_lead
            and self.home_round is None
            and self.practice.can_be_rated
            and not is_origin(self.practice, self.region)
        )

    @cached_property
    def decisions(self) -> list[Decision]:
        """The one in force first, then those that it replaced."""
        found = Decision.objects.visible_to(self.reader).filter(transfer=self.transfer)
        return list(found.order_by("-made_at", "-pk"))

    @property
    def decision(self) -> Decision | None:
        return self.decisions[0] if self.decisions else None

    @property
    def earlier_decisions(self) -> list[Decision]:
        return self.decisions[1:]

    @property
    def decision_gaps(self) -> Reasons:
        """What needs an answer before any decision but "Not for us now"."""
        return decision_gaps([each.criterion.topic for each in self.open_obstacles])

    @cached_property
    def steps(self) -> list[Step]:
        return steps_of(self.assessment, decided_as=self.decision.outcome if self.decision else "")
