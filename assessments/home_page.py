"""A round at home on its own page: while open who has finished, afterwards what was answered."""

from functools import cached_property

from assessments.kernel import Result
from assessments.models import Assessment, Round, Seat
from assessments.page import shows_answers
from assessments.profile import Profile, label_of, profile_of
from assessments.results import Material, material_for
from assessments.rules import lead_refusals
from assessments.words import agreement_line
from practices.finding.cards import Title
from practices.models import Practice, Transfer
from regions.models import Region
from regions.reader import Reader


class HomeRoundPage:
    """Names and who has finished for the lead; answers only once the round is closed."""

    suggestion = ""  # the round's own page suggests nothing: the assessment does

    def __init__(self, round_: Round, reader: Reader) -> None:
        self.round = round_
        self.reader = reader
        self.practice: Practice = round_.revision.practice

    @property
    def title(self) -> Title:
        return Title.of(self.practice.title)

    @property
    def region(self) -> Region:
        region = self.round.region
        if region is None:
            message = "A round at home has a region: the table's constraint says so."
            raise ValueError(message)
        return region

    @property
    def is_ours(self) -> bool:
        return self.region.pk == self.reader.region_id

    @property
    def may_lead(self) -> bool:
        return not lead_refusals(self.reader, self.region)

    @cached_property
    def seats(self) -> list[Seat]:
        """Who has joined, in the order of their names."""
        seats = Seat.objects.filter(round=self.round).select_related("user")
        return sorted(seats, key=lambda seat: seat.user.name if seat.user else seat.name)

    @property
    def finished(self) -> int:
        return sum(seat.finished_at is not None for seat in self.seats)

    @property
    def share(self) -> str:
        """The length of the bar."""
        return f"{round(100 * self.finished / len(self.seats)) if self.seats else 0}%"

    @cached_property
    def transfer(self) -> Transfer | None:
        found: Transfer | None = (
            Transfer.objects.visible_to(self.reader)
            .filter(practice=self.practice, region=self.region)
            .first()
        )
        return found

    @cached_property
    def assessment(self) -> Assessment | None:
        """The pair's newest assessment, if this reader may open it."""
        readable = Assessment.objects.visible_to(self.reader)
        found: Assessment | None = (
            readable.filter(transfer__practice=self.practice, transfer__region=self.region)
            .newest_first()
            .first()
        )
        return found

    @cached_property
    def material(self) -> Material | None:
        """What counted for the pair when the round had closed; nothing while it is open."""
        if self.round.is_open or self.transfer is None:
            return None
        return material_for(self.transfer, until=self.round.closed_at)

    @cached_property
    def result(self) -> Result | None:
        return self.material.assess(()) if self.material else None

    @cached_property
    def profile(self) -> Profile | None:
        if self.material is None or self.result is None:
            return None
        return profile_of(self.material, self.result)

    @property
    def legend(self) -> list[tuple[str, str]]:
        levels = self.profile.levels if self.profile else ()
        return [(each, label_of(each)) for each in levels]

    @cached_property
    def shows_profile(self) -> bool:
        return self.material is not None and shows_answers(self.reader, self.region, self.material)

    @property
    def agreement(self) -> str:
        return agreement_line(self.result) if self.result else ""
