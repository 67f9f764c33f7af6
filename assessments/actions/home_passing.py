"""Passing a question, or the whole invitation, on to a colleague who knows."""

from django.utils.translation import gettext_lazy as _

from assessments.actions.home_inviting import (
    CannotAsk,
    lock_borne,
    people_asked,
    write_invitation,
)
from assessments.actions.home_rounds import HasEnded
from assessments.actions.seats import own_seat
from assessments.home.letters import asker_of, tell_invited, tell_passed
from assessments.home.people import Asked
from assessments.home.rules import asking_again_blockers, inviting_blockers, passing_blockers
from assessments.models import Criterion, HomeInvitation, HomePass, Round, Seat
from assessments.rules import joining_blockers
from core import clock
from core.audit import action, record
from core.errors import BadInput
from core.languages import known_language
from regions.reader import Reader


class NotToYourself(BadInput):
    sentence = _("This is your own address. Name a colleague.")


@action
def pass_question(
    *, seat: Seat, criterion: Criterion, to: Asked, by: Reader, note: str = ""
) -> HomePass:
    """Ask a colleague one question; who is asked already gets one more letter, no second link.

    The colleague may answer the other questions, too. Who passed it on sees whether it was
    answered, never how.
    """
    round_ = _lock_open_round(seat)
    seat, _read = own_seat(seat.pk, by)
    passed = HomePass.objects.by_seat(seat).count()
    known = HomeInvitation.objects.asked_in(round_).filter(email__iexact=to.email).first()
    _check(round_, seat, known, passed, to.email)
    is_first = known is None
    invitation = known or write_invitation(round_, to, [criterion.code], passed_by=seat)
    if known is not None:
        _ask_one_more(known, criterion.code)
    made, created = HomePass.objects.get_or_create(
        invitation=invitation,
        code=criterion.code,
        passed_by=seat,
        defaults={"note": note.strip()},
    )
    if created:
        question = criterion.said_in(known_language(invitation.language)).question
        tell_passed(made, question, is_first=is_first)
    record(
        by=by,
        verb="home_question.passed",
        obj=made,
        changes={"round": round_.pk, "code": criterion.code, "invitation": invitation.pk},
    )
    return made


def _lock_open_round(seat: Seat) -> Round:
    rounds = Round.objects.select_for_update(of=("self",)).for_page()
    round_: Round = rounds.get(pk=seat.round_id)
    if reasons := joining_blockers(round_, clock.today()):
        raise HasEnded(*reasons)
    return round_


def _check(
    round_: Round, seat: Seat, known: HomeInvitation | None, passed: int, address: str
) -> None:
    own = seat.user.email if seat.user else seat.email
    if address.casefold() == own.casefold() or (known and known.seat_id == seat.pk):
        raise NotToYourself
    reasons = passing_blockers(passed)
    if known is None:
        reasons += inviting_blockers(round_, clock.today(), asked=people_asked(round_))
    elif known.declined_at:
        reasons += asking_again_blockers(known)
    if reasons:
        raise CannotAsk(*reasons)


def _ask_one_more(invitation: HomeInvitation, code: str) -> None:
    """Add the question to who was asked some; who is asked all questions is asked it already."""
    if invitation.codes and code not in invitation.codes:
        invitation.codes = [*invitation.codes, code]
        invitation.save(update_fields=["codes"])
    seat = invitation.seat
    if seat and seat.finished_at and not seat.ratings.filter(criterion__code=code).exists():
        seat.finished_at = None
        seat.save(update_fields=["finished_at"])


@action
def name_other(*, invitation: HomeInvitation, to: Asked, by: Reader) -> HomeInvitation:
    """Whoever declined names the right person, who is asked in the region's name."""
    round_ = Round.objects.for_page().get(pk=invitation.round_id)
    found = lock_borne(invitation)
    reasons = joining_blockers(round_, clock.today())
    if found.declined_at is None:
        reasons.append(_("Say first that you are not the right person."))
    known = HomeInvitation.objects.asked_in(round_).filter(email__iexact=to.email).first()
    reasons += asking_again_blockers(known)
    reasons += inviting_blockers(round_, clock.today(), asked=people_asked(round_))
    if reasons:
        raise CannotAsk(*dict.fromkeys(reasons))
    made = write_invitation(round_, to)
    tell_invited(made, asker_of(round_))
    record(by=by, verb="home_person.named", obj=made, changes={"instead_of": found.pk})
    return made
