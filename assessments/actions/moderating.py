"""What a moderator enters or declares void, and how the person concerned can object."""

from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.actions.answers import Answer, NotAsked, take
from assessments.actions.refreshing import refresh_pairs
from assessments.actions.rounds import NotTheModerator, lock_led
from assessments.actions.seats import NotYourSeat, SeatPlan, mark_finished
from assessments.models import Assessment, AssessmentState, Rating, Round, Seat, Tap
from assessments.rules import (
    contesting_blockers,
    overwriting_blockers,
    recording_blockers,
    seat_blockers,
    voiding_blockers,
)
from assessments.signals import round_changed
from core import clock, mail
from core.audit import action, record
from core.errors import BadInput, NotNow
from practices.models import Practice
from regions.models import Region
from regions.reader import Reader


class CannotRecord(NotNow):
    """Nothing can be entered for this person; the reasons say why."""


class CannotVoid(NotNow):
    """The answer cannot be declared void; the reasons say why."""


class CannotContest(NotNow):
    """The answer cannot be contested; the reasons say why."""


class NeedsReason(BadInput):
    sentence = gettext_lazy("Write the reason in a few words: it is kept with the answer.")


@action
def record_on_behalf(*, seat: Seat, answer: Answer, reason: str, by: Reader) -> Rating:
    """Enter an answer for somebody present; what they entered themselves is never replaced.

    The person is told by mail and can contest it for 14 days.
    """
    if seat.is_table or not reason.strip():
        raise NeedsReason
    rating = _record(seat, answer, reason.strip(), by)
    record(by=by, verb="answer.recorded", obj=rating, changes=_changes(rating))
    round_changed.send(sender=Round, round_id=rating.seat.round_id)
    _tell(rating)
    return rating


@action
def seat_on_behalf(*, round_: Round, plan: SeatPlan, by: Reader) -> Seat:
    """The seat of somebody present for whom answers are entered, as long as that may be done."""
    locked = lock_led(round_, by)
    # Locked, so that what the person answers at this moment is known when answers are entered.
    seats = Seat.objects.select_for_update().filter(round=locked)
    seat = seats.filter(person_key=plan.person_key).first()
    verb = "seat.found_for_others"
    if seat is None:
        leading = set(locked.moderators.values_list("user_id", flat=True))
        practice = Practice.objects.get(revisions=locked.revision_id)
        reasons = seat_blockers(practice, plan.region, plan.user_id, leading)
        if reasons := reasons or recording_blockers(locked, clock.now()):
            raise CannotRecord(*reasons)
        seat = plan.seat_in(locked)
        seat.joined_at = clock.now()
        seat.save()
        verb = "seat.taken_for_others"
    record(by=by, verb=verb, obj=seat, changes={"round": locked.pk, "region": plan.region.pk})
    return seat


@action
def record_for_table(*, round_: Round, region: Region, answer: Answer, by: Reader) -> Rating:
    """Enter the one value on which the people of a region agreed at their table."""
    locked = lock_led(round_, by)
    practice = Practice.objects.get(revisions=locked.revision_id)
    reasons = seat_blockers(practice, region, None, ())
    people = Seat.objects.filter(round=locked, region=region).people()
    if people.filter(ratings__tap__by_self=True).exists():
        sentence = gettext_lazy(
            "People of %(region)s have answered themselves. One agreed value is for a table"
            " where nobody answers alone."
        )
        reasons.append(sentence % {"region": region.name})
    if reasons:
        raise CannotRecord(*reasons)
    plan = SeatPlan(region=region, partner=getattr(region, "partner", None))
    seat = Seat.objects.filter(round=locked, person_key=plan.person_key).first()
    if seat is None:
        seat = plan.seat_in(locked)
        seat.save()
    rating = _record(seat, answer, _("Agreed at the table"), by)
    record(by=by, verb="answer.recorded_for_table", obj=rating, changes=_changes(rating))
    round_changed.send(sender=Round, round_id=locked.pk)
    return rating


def _record(seat: Seat, answer: Answer, reason: str, by: Reader) -> Rating:
    """Keep a tap in somebody else's name: its time is now, whatever the answer says."""
    seat = Seat.objects.select_for_update().get(pk=seat.pk)
    round_ = Round.objects.select_related("criteria_set").get(pk=seat.round_id)
    if by.user_id is None or not Round.objects.filter(pk=round_.pk).led_by(by).exists():
        raise NotTheModerator
    tap = Tap.objects.filter(pk=answer.uuid).first()
    if tap is None:
        _check(seat, round_, answer)
        tap = replace(answer, made_at=clock.now()).tap_for(seat, round_)
        tap.by_self = False
        tap.is_late = not round_.is_open
        tap.recorded_by_id = by.user_id
        tap.reason = reason
        tap.save(force_insert=True)
        if take(seat, round_, [tap]) and seat.finished_at is None:
            mark_finished(seat)
    return Rating.objects.select_related("tap", "seat__user").get(
        seat=tap.seat_id, criterion=tap.criterion_id
    )


def _check(seat: Seat, round_: Round, answer: Answer) -> None:
    if answer.criterion.criteria_set_id != round_.criteria_set_id:
        raise NotAsked
    own = Tap.objects.filter(seat=seat, criterion=answer.criterion, by_self=True).exists()
    if reasons := recording_blockers(round_, clock.now()) + overwriting_blockers(own):
        raise CannotRecord(*reasons)


def _changes(rating: Rating) -> dict[str, object]:
    return {
        "seat": rating.seat_id,
        "criterion": rating.criterion_id,
        "tap": str(rating.tap_id),
    }


def _tell(rating: Rating) -> None:
    """Tell the person, once per seat; the letter holds no answer."""
    address = rating.seat.user.email if rating.seat.user else rating.seat.email
    if not address:
        return
    mail.post(
        to=address,
        person=rating.seat.user_id,
        subject=_("The moderator entered an answer for you"),
        body=_(
            "In a round of answers that you take part in, the moderator entered one or more"
            " answers for you. You can read them on the page where you answer, and contest"
            " them there within 14 days."
        ),
        message_id=f"<recorded-for-seat-{rating.seat_id}@{settings.MAIL_DOMAIN}>",
    )


@action
def void_rating(*, rating: Rating, reason: str, by: Reader) -> Rating:
    """Declare an answer void, with a reason; it stays in the history (R10)."""
    if not reason.strip():
        raise NeedsReason
    locked = Seat.objects.select_for_update(of=("self",)).select_related("round")
    seat = locked.get(pk=rating.seat_id)
    rating = Rating.objects.select_for_update().get(pk=rating.pk)
    if not Round.objects.filter(pk=seat.round_id).led_by(by).exists():
        raise NotTheModerator
    if reasons := voiding_blockers(seat.round, _is_in_final(seat)):
        raise CannotVoid(*reasons)
    rating.voided_at = clock.now()
    rating.voided_by_id = by.user_id
    rating.void_reason = reason.strip()
    rating.save(update_fields=["voided_at", "voided_by", "void_reason"])
    record(by=by, verb="answer.voided", obj=rating, changes={"seat": seat.pk})
    refresh_pairs(seat.round, by, region_id=seat.region_id)
    round_changed.send(sender=Round, round_id=seat.round_id)
    return rating


def _is_in_final(seat: Seat) -> bool:
    """Whether a final assessment of the region rests on the seat's round."""
    shown_at = seat.round.revealed_at or seat.round.sealed_at
    if shown_at is None:
        return False
    final = Assessment.objects.filter(
        revision=seat.round.revision_id,
        transfer__region=seat.region_id,
        state=AssessmentState.FINAL,
        computed_at__gte=shown_at,
    )
    return final.exists()


@action
def contest_rating(*, rating: Rating, by: Reader) -> Rating:
    """Say that an answer somebody entered for oneself is not one's own (R09)."""
    seat = Seat.objects.select_for_update().get(pk=rating.seat_id)
    if not seat.belongs_to(by):
        raise NotYourSeat
    rating = Rating.objects.select_for_update(of=("self",)).select_related("tap").get(pk=rating.pk)
    if reasons := contesting_blockers(rating.tap, clock.now()):
        raise CannotContest(*reasons)
    rating.contested_at = rating.contested_at or clock.now()
    rating.save(update_fields=["contested_at"])
    record(by=by, verb="answer.contested", obj=rating, changes={"seat": seat.pk})
    round_changed.send(sender=Round, round_id=seat.round_id)
    return rating
