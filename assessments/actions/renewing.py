"""Whether stored results are what the kernel says now, and how they come to be so again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q

from assessments.actions.refreshing import refresh_assessment, write_columns, write_result
from assessments.kernel import KERNEL_VERSION, Result, from_dict
from assessments.models import Assessment, Round, Seat
from assessments.results import NO_SUGGESTION, Material, answered_codes, columns_of, material_for
from core.audit import Line, action, record, record_all
from core.errors import NotNow
from practices.models import Transfer
from regions.reader import Reader


class CannotRenew(NotNow):
    """A final result that says something else than its answers stays as it is."""


@dataclass(frozen=True)
class Comparison:
    """A stored result beside what the kernel says now of the answers that counted for it."""

    assessment: Assessment
    material: Material | None
    answered: frozenset[str]

    @classmethod
    def of(cls, assessment: Assessment) -> "Comparison":
        """A final one rests on what counted when it was computed."""
        until = assessment.computed_at if assessment.is_final else None
        material = material_for(assessment.transfer, until=until)
        return cls(assessment, material, answered_codes(assessment))

    @property
    def differences(self) -> list[str]:
        """A sentence for each."""
        if self.material is None:
            return ["No answer counts for it any more."]
        result = self.material.assess(self.answered)
        found = [
            *_said(self.has_same_input, "Its answers have changed since it was computed."),
            *_said(self._is_same(result), "The stored result says something else."),
            *self._columns(result),
        ]
        version = self.assessment.kernel_version
        if version != KERNEL_VERSION:
            found.append(f"It was computed by kernel {version}, now there is {KERNEL_VERSION}.")
        return found

    @property
    def has_same_input(self) -> bool:
        stored = self.assessment.input_hash
        return self.material is not None and self.material.hash(self.answered) == stored

    @property
    def is_only_older(self) -> bool:
        """Whether it says the same of the same answers, only computed by an earlier kernel."""
        if self.material is None or not self.has_same_input:
            return False
        return self._is_same(self.material.assess(self.answered))

    def _is_same(self, result: Result) -> bool:
        """An earlier kernel could not say what would change a result; that makes no difference."""
        try:
            stored = from_dict(self.assessment.result)
        except ValueError:
            return False
        if self.assessment.kernel_version != KERNEL_VERSION:
            stored, result = replace(stored, changes=None), replace(result, changes=None)
        return stored == result

    def _columns(self, result: Result) -> list[str]:
        wanted = columns_of(result)
        if self.assessment.is_final and self.assessment.final_reason:
            wanted |= NO_SUGGESTION
        return [
            f"The column {name} is {_shown(stored)}, the kernel says {_shown(value)}."
            for name, value in wanted.items()
            if (stored := getattr(self.assessment, name)) != value
        ]


def _said(is_fine: bool, sentence: str) -> list[str]:
    return [] if is_fine else [sentence]


def _shown(value: object) -> str:
    return "empty" if value in (None, "") else str(value)


@action
def renew_result(*, assessment: Assessment, by: Reader) -> Assessment:
    """Store what the kernel says now.

    A draft is computed anew. A final one keeps what it says and when it was computed: raises
    `CannotRenew` when its answers or its result would be others.
    """
    Transfer.objects.select_for_update().get(pk=assessment.transfer_id)
    assessment = Assessment.objects.for_page().get(pk=assessment.pk)
    if not assessment.is_final:
        return refresh_assessment(transfer=assessment.transfer, by=by)
    compared = Comparison.of(assessment)
    if compared.material is None or not compared.is_only_older:
        raise CannotRenew
    _write_anew(assessment, compared.material)
    record(by=by, verb="assessment.renewed", obj=assessment, changes={"kernel": KERNEL_VERSION})
    return assessment


def _write_anew(assessment: Assessment, material: Material) -> None:
    """The same result of the same answers; when it was computed stays."""
    write_result(assessment, material)
    if assessment.is_final and assessment.final_reason:
        write_columns(assessment, NO_SUGGESTION)
    assessment.save()


@action
def rekey_seats(*, old: UUID, new: UUID, by: Reader) -> list[Round]:
    """Hand a guest's places over to another browser; the caller has checked who may free a name.

    Results name their raters by key: those that rest on the guest's answers are stored anew and
    say the same, final ones too.
    """
    places = Q(seats__person_key=old, seats__user=None)
    rounds = Round.objects.filter(pk__in=Round.objects.filter(places).values("pk"))
    locked = list(rounds.select_for_update().order_by("pk"))
    guest = Seat.objects.select_for_update(of=("self",)).filter(person_key=old, user=None)
    seats = list(guest.select_related("round__revision").order_by("pk"))
    known = _assessments_of(seats)
    renewed = [each for each in known if each.is_final and Comparison.of(each).is_only_older]
    Seat.objects.filter(pk__in=[seat.pk for seat in seats]).update(person_key=new)
    for each in known:
        material = Comparison.of(each).material
        if each in renewed and material is not None:
            _write_anew(each, material)
        elif not each.is_final and material is not None:
            refresh_assessment(transfer=each.transfer, by=by)
    changed = {"seats": [seat.pk for seat in seats], "results": [each.pk for each in renewed]}
    record_all(by=by, lines=[Line("seats.rekeyed", each, changed) for each in locked])
    return locked


def _assessments_of(seats: Iterable[Seat]) -> list[Assessment]:
    """Those of the pairs that the seats are about, kept from others."""
    pairs = {(seat.round.revision.practice_id, seat.region_id) for seat in seats}
    rule = Q(pk__in=[])
    for practice_id, region_id in pairs:
        rule |= Q(practice=practice_id, region=region_id)
    transfers = list(Transfer.objects.select_for_update().filter(rule).order_by("pk"))
    return list(Assessment.objects.for_page().filter(transfer__in=transfers).order_by("pk"))
