"""A round at home on its own page: while open who has finished, afterwards what was answered."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from assessments.home.rules import advice_on, next_letter_on, reminding_blockers
from assessments.home.shift import HomeShift, shift_of
from assessments.kernel import Result
from assessments.models import Assessment, HomeInvitation, HomePass, Round, Seat
from assessments.page import shows_answers
from assessments.profile import Profile, profile_of
from assessments.results import Material, material_for
from assessments.rules import lead_refusals
from assessments.words import agreement_line
from core import clock
from core.languages import ANSWERING
from practices.finding.cards import Title
from practices.models import Practice, Transfer
from regions.models import Level, Membership, Region
from regions.reader import Reader


@dataclass(frozen=True)
class Person:
    """Somebody who is asked by name, or who came by the shared link; never what they answered."""

    name: str
    level: str
    seat: Seat | None
    invitation: HomeInvitation | None
    passed_by: tuple[str, ...]
    today: date

    @property
    def has_finished(self) -> bool:
        return bool(self.seat and self.seat.finished_at)

    @property
    def has_declined(self) -> bool:
        return bool(self.invitation and self.invitation.declined_at and not self.seat)

    @property
    def level_label(self) -> str:
        return str(Level(self.level).label) if self.level else ""

    @property
    def language(self) -> str:
        code = self.seat.language if self.seat else ""
        code = code or (self.invitation.language if self.invitation else "")
        return ANSWERING.get(code, "")

    @property
    def state(self) -> str:
        if self.has_finished:
            return _("Finished")
        if self.seat:
            return _("Has begun")
        return _("Declined") if self.has_declined else _("Not opened")

    @property
    def passed_words(self) -> str:
        """Who passed a question to them."""
        names = ", ".join(self.passed_by)
        return _("was passed a question by %(names)s") % {"names": names} if names else ""

    @property
    def waits(self) -> bool:
        """Whether a letter could help."""
        return bool(self.invitation and not self.has_finished and not self.has_declined)

    @property
    def may_remind(self) -> bool:
        return bool(
            self.waits and self.invitation and not reminding_blockers(self.invitation, self.today)
        )

    @property
    def next_letter(self) -> date | None:
        """From when they can be reminded, where that is not today."""
        if not self.waits or self.invitation is None or self.may_remind:
            return None
        return next_letter_on(self.invitation)


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
        seats = Seat.objects.in_round(self.round)
        return sorted(seats, key=lambda seat: seat.user.name if seat.user else seat.name)

    @cached_property
    def people(self) -> list[Person]:
        """Everybody who is asked: those asked by name first, in the order of their asking."""
        seats = {seat.pk: seat for seat in self.seats}
        passed: dict[int, dict[str, None]] = defaultdict(dict)
        for one in HomePass.objects.in_round(self.round):
            passed[one.invitation_id][_name_of(one.passed_by)] = None
        made = []
        for each in HomeInvitation.objects.asked_in(self.round):
            seat = seats.pop(each.seat_id, None) if each.seat_id else None
            level = seat.level if seat else each.level
            names = tuple(passed[each.pk])
            made.append(Person(each.name, level, seat, each, names, clock.today()))
        others = seats.values()
        return made + [Person(_name_of(s), s.level, s, None, (), clock.today()) for s in others]

    @property
    def asked(self) -> list[Person]:
        return [each for each in self.people if not each.has_declined]

    @property
    def finished(self) -> int:
        return sum(each.has_finished for each in self.asked)

    @property
    def share(self) -> str:
        """The length of the bar."""
        return f"{round(100 * self.finished / len(self.asked)) if self.asked else 0}%"

    @property
    def advice(self) -> str:
        return advice_on(len(self.asked))

    @property
    def due(self) -> int:
        """How many can be reminded today."""
        return sum(each.may_remind for each in self.people)

    @property
    def next_letter(self) -> date | None:
        """When somebody can be reminded next, if nobody can be today."""
        days = [each.next_letter for each in self.people if each.next_letter]
        return min(days, default=None) if not self.due else None

    @cached_property
    def members(self) -> list[Membership]:
        """People of the region with an account who are not asked yet."""
        known = {each.invitation.email.casefold() for each in self.people if each.invitation}
        sitting = {seat.user_id for seat in self.seats}
        found: dict[int, Membership] = {}
        held = Membership.objects.visible_to(self.reader).with_people().in_directory_order()
        for each in held.filter(partner__region=self.region):
            if each.user.email.casefold() not in known and each.user_id not in sitting:
                found.setdefault(each.user_id, each)
        return list(found.values())

    @cached_property
    def shift(self) -> HomeShift | None:
        """What moved since the meeting, where the answers may be shown."""
        if self.material is None or not self.shows_profile:
            return None
        return shift_of(self.round, self.region, self.material, is_ours=self.is_ours)

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

    @cached_property
    def shows_profile(self) -> bool:
        return self.material is not None and shows_answers(self.reader, self.region, self.material)

    @property
    def agreement(self) -> str:
        return agreement_line(self.result) if self.result else ""


def _name_of(seat: Seat) -> str:
    return seat.user.name if seat.user else seat.name
