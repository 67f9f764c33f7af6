"""Sheets on paper, typed by a moderator in the name of whoever filled them in (R07)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.actions import Answer, record_for_table, record_on_behalf, seat_on_behalf
from assessments.models import Round, Tap
from core.audit import action, record
from core.errors import NotNow
from exchanges.actions import note_present
from exchanges.models import Participation
from peergroups.actions.board import plan_of
from peergroups.actions.sessions import NotTheModerator
from peergroups.models import Session
from peergroups.paper.codes import Sheet
from peergroups.rules import moderating_blockers
from regions.reader import Reader


class NoRound(NotNow):
    sentence = gettext_lazy(
        "No round about this practice was opened yet. Keep the sheet and enter it later."
    )


class AllAnswered(NotNow):
    sentence = gettext_lazy("This person has answered all of these questions. Their answers stay.")


@dataclass(frozen=True)
class Entered:
    """Ids of the questions that were kept, and of those that the person had answered."""

    kept: tuple[int, ...]
    stood: tuple[int, ...]


@action
def enter_sheet(
    *, session: Session, sheet: Sheet, round_: Round | None, answers: Sequence[Answer], by: Reader
) -> Entered:
    """Take a sheet in: the whole of it, but never over what the person entered."""
    moderates = Session.objects.filter(pk=session.pk).moderated_by(by).exists()
    if reasons := moderating_blockers(moderates):
        raise NotTheModerator(*reasons)
    if round_ is None:
        raise NoRound
    if sheet.region:
        for each in answers:
            record_for_table(round_=round_, region=sheet.region, answer=each, by=by)
        done = Entered(tuple(each.criterion.pk for each in answers), ())
    else:
        assert sheet.person is not None  # noqa: S101 - a sheet is somebody's or a region's
        done = _for_person(round_, sheet.person, answers, by)
    record(
        by=by, verb="session.sheet_entered", obj=sheet.item,
        changes={"round": round_.pk, "kept": list(done.kept), "stood": list(done.stood)},
    )  # fmt: skip  # what, then what of it
    return done


def _for_person(
    round_: Round, person: Participation, answers: Sequence[Answer], by: Reader
) -> Entered:
    if person.joined_at is None and person.attended_at is None:
        note_present(participation=person, by=by)  # before the round, as by whoever comes in
    seat = seat_on_behalf(round_=round_, plan=plan_of(person), by=by)
    own = set(Tap.objects.filter(seat=seat, by_self=True).values_list("criterion_id", flat=True))
    new = [each for each in answers if each.criterion.pk not in own]
    if not new:
        raise AllAnswered
    for each in new:
        record_on_behalf(seat=seat, answer=each, reason=_("From the paper sheet"), by=by)
    stood = (each.criterion.pk for each in answers if each.criterion.pk in own)
    return Entered(tuple(each.criterion.pk for each in new), tuple(stood))
