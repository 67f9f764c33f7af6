"""What people write down about what they took home."""

from core import clock
from core.audit import action, record
from core.errors import BadInput, NotNow
from exchanges.actions.people import own_place
from exchanges.models import Participation, Reflection, ReflectionStep
from exchanges.rules import reflecting_blockers
from regions.reader import Reader


class CannotReflect(NotNow):
    """It is too early; the reason says when."""


@action
def reflect(
    *,
    participation: Participation,
    step: str,
    text: str,
    by: Reader,
    has_increased_capacity: bool = False,
) -> Reflection:
    """Write or change one of one's own three steps (EX10)."""
    row = own_place(participation, by)
    if reasons := reflecting_blockers(row.exchange, clock.today()):
        raise CannotReflect(*reasons)
    if step not in ReflectionStep.values or not text.strip():
        raise BadInput
    written, _new = Reflection.objects.update_or_create(
        participation=row,
        step=step,
        defaults={
            "text": text.strip(),
            "has_increased_capacity": has_increased_capacity,
            "dated_on": clock.today(),
        },
    )
    record(by=by, verb="reflection.written", obj=written, changes={"step": step})
    return written
