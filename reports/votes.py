"""Where the seats of the steering committee stand about one text of a report."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from regions.models import Partner
from reports.models import Approval, ApprovalAnswer


@dataclass(frozen=True)
class Seat:
    """A partner's seat with its latest answer; `is_current` when it saw exactly this text."""

    partner: Partner
    approval: Approval | None
    is_current: bool

    @property
    def agrees(self) -> bool:
        return (
            self.approval is not None
            and self.is_current
            and self.approval.answer != ApprovalAnswer.OBJECT
        )

    @property
    def objects(self) -> bool:
        """An objection stands, whatever changed, until the seat itself answers again."""
        return self.approval is not None and self.approval.answer == ApprovalAnswer.OBJECT

    @property
    def is_open(self) -> bool:
        return not (self.agrees or self.objects)


@dataclass(frozen=True)
class Votes:
    """All seats, in the order of the strip, and how many must agree."""

    seats: tuple[Seat, ...]
    quorum: int

    @property
    def agree(self) -> int:
        return sum(seat.agrees for seat in self.seats)

    @property
    def object_(self) -> int:
        return sum(seat.objects for seat in self.seats)

    @property
    def open_(self) -> int:
        return sum(seat.is_open for seat in self.seats)

    def seat_of(self, partner_id: int | None) -> Seat | None:
        return next((each for each in self.seats if each.partner.pk == partner_id), None)


def votes_of(
    partners: Sequence[Partner], approvals: Iterable[Approval], sha256: str, quorum: int
) -> Votes:
    """Put the answers to their seats; `partners` are those with a seat."""
    given = {each.partner_id: each for each in approvals}
    seats = []
    for partner in partners:
        approval = given.get(partner.pk)
        is_current = approval is not None and approval.seen_sha256 == sha256
        seats.append(Seat(partner, approval, is_current))
    return Votes(tuple(seats), quorum)
