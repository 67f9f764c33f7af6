"""Asking people by name in a round at home: invited, reminded, asked again, left out."""

from collections.abc import Iterable, Sequence
from uuid import UUID, uuid4

from django.utils.translation import gettext_lazy as _

from assessments.actions.finishing import NotYourRegion
from assessments.actions.home_rounds import HasEnded, WhoAreYou
from assessments.actions.seats import NoSeat, NotYourSeat, SeatPlan, add_seat
from assessments.home.letters import asker_of, region_of, tell_invited, tell_reminded
from assessments.home.people import Asked
from assessments.home.rules import (
    Reasons,
    asking_again_blockers,
    inviting_blockers,
    link_blockers,
    reminding_blockers,
    sending_again_blockers,
    withdrawing_blockers,
)
from assessments.models import HomeInvitation, Round, Seat, hash_of_link
from assessments.rules import joining_blockers, lead_refusals
from core import clock
from core.audit import action, record
from core.errors import NotNow
from core.languages import known_language
from regions.models import Level, Membership
from regions.reader import Reader


class CannotAsk(NotNow):
    """The person cannot be asked now; the reasons say why."""


def lock_asking(round_: Round, by: Reader) -> Round:
    """Lock a round at home that the reader leads."""
    rounds = Round.objects.select_for_update(of=("self",)).for_page()
    locked: Round = rounds.get(pk=round_.pk)
    if reasons := lead_refusals(by, region_of(locked)):
        raise NotYourRegion(*reasons)
    return locked


def people_asked(round_: Round) -> int:
    """How many are asked: by name, and those who came by the shared link."""
    invited = HomeInvitation.objects.standing().filter(round=round_).count()
    return invited + Seat.objects.filter(round=round_, invitation__isnull=True).count()


@action
def invite_people(*, round_: Round, people: Sequence[Asked], by: Reader) -> Round:
    """Ask these people by name: all of them, or nobody when one cannot be asked."""
    locked = lock_asking(round_, by)
    known = {each.email.casefold(): each for each in HomeInvitation.objects.asked_in(locked).all()}
    reasons = inviting_blockers(locked, clock.today(), asked=people_asked(locked), more=len(people))
    for each in people:
        reasons += asking_again_blockers(known.get(each.email.casefold()))
    if reasons or not people:
        raise CannotAsk(*(reasons or [_("Name somebody to ask.")]))
    asker = asker_of(locked)
    made = [write_invitation(locked, each) for each in people]
    for invitation in made:
        tell_invited(invitation, asker)
    record(
        by=by,
        verb="home_people.invited",
        obj=locked,
        changes={"invitations": [each.pk for each in made]},
    )
    return locked


def write_invitation(
    round_: Round, person: Asked, codes: Iterable[str] = (), passed_by: Seat | None = None
) -> HomeInvitation:
    """The row of an invitation; its letter is the caller's. The round is locked."""
    made = HomeInvitation(
        round=round_,
        name=person.name,
        email=person.email,
        language=known_language(person.language),
        level=person.level,
        codes=list(codes),
        passed_by=passed_by,
        token_hash=uuid4().hex,  # until the row has its number
    )
    made.save()
    return _with_link(made)


def _with_link(invitation: HomeInvitation) -> HomeInvitation:
    invitation.token_hash = hash_of_link(invitation.token)
    invitation.save(update_fields=["token_hash", "invited_at"])
    return invitation


def _lock_invitation(invitation: HomeInvitation, by: Reader) -> HomeInvitation:
    locked = HomeInvitation.objects.select_for_update(of=("self",)).with_round()
    found: HomeInvitation = locked.get(pk=invitation.pk)
    if reasons := lead_refusals(by, region_of(found.round)):
        raise NotYourRegion(*reasons)
    return found


@action
def remind_person(*, invitation: HomeInvitation, by: Reader) -> HomeInvitation:
    """Remind somebody who has not finished; at most once in three days."""
    found = _lock_invitation(invitation, by)
    reasons = joining_blockers(found.round, clock.today())
    if reasons := reasons + reminding_blockers(found, clock.today()):
        raise CannotAsk(*reasons)
    _remind(found)
    record(by=by, verb="home_person.reminded", obj=found, changes={"round": found.round_id})
    return found


@action
def remind_all(*, round_: Round, by: Reader) -> Round:
    """Remind everybody who has not finished and got no letter for three days."""
    locked = lock_asking(round_, by)
    if reasons := joining_blockers(locked, clock.today()):
        raise CannotAsk(*reasons)
    people = HomeInvitation.objects.unfinished().filter(round=locked)
    due = [
        each
        for each in people.select_for_update(of=("self",)).with_round()
        if not reminding_blockers(each, clock.today())
    ]
    if not due:
        raise CannotAsk(_("Everybody has finished, or got a letter in the last three days."))
    for each in due:
        _remind(each)
    record(by=by, verb="home_people.reminded", obj=locked, changes={"reminded": len(due)})
    return locked


def _remind(invitation: HomeInvitation) -> None:
    invitation.reminded_at = clock.now()
    invitation.save(update_fields=["reminded_at"])
    tell_reminded(invitation, stamp=clock.today().isoformat())


@action
def send_again(*, invitation: HomeInvitation, by: Reader) -> HomeInvitation:
    """Send the first letter again, with a new link: the old one opens nothing any more.

    It counts as a letter: not within three days of the last one.
    """
    found = _lock_invitation(invitation, by)
    reasons: Reasons = joining_blockers(found.round, clock.today())
    reasons += sending_again_blockers(found) or reminding_blockers(found, clock.today())
    if reasons:
        raise CannotAsk(*reasons)
    found.invited_at = clock.now()
    _with_link(found)
    tell_invited(found, asker_of(found.round))
    record(by=by, verb="home_person.asked_again", obj=found, changes={"round": found.round_id})
    return found


@action
def withdraw_person(*, invitation: HomeInvitation, by: Reader) -> HomeInvitation:
    """Leave somebody out who has not begun; their link says so."""
    found = _lock_invitation(invitation, by)
    if reasons := withdrawing_blockers(found):
        raise CannotAsk(*reasons)
    if found.withdrawn_at is None:
        found.withdrawn_at = clock.now()
        found.save(update_fields=["withdrawn_at"])
    record(by=by, verb="home_person.withdrawn", obj=found, changes={"round": found.round_id})
    return found


# --- by the bearer of the link ---------------------------------------------------------------


def lock_borne(invitation: HomeInvitation) -> HomeInvitation:
    """The invitation as it is now; whoever holds its link acts. The round is locked first."""
    Round.objects.select_for_update().get(pk=invitation.round_id)
    locked = HomeInvitation.objects.select_for_update(of=("self",)).with_round()
    found: HomeInvitation = locked.get(pk=invitation.pk)
    if reasons := link_blockers(found, found.round, clock.now()):
        raise HasEnded(*reasons)
    return found


@action
def decline(*, invitation: HomeInvitation, by: Reader) -> HomeInvitation:
    """Say that one is not the right person; whoever answered already cannot."""
    found = lock_borne(invitation)
    reasons = joining_blockers(found.round, clock.today())
    if found.seat_id:
        reasons.append(_("You have begun to answer. Your answers are kept."))
    if reasons:
        raise CannotAsk(*reasons)
    if found.declined_at is None:
        found.declined_at = clock.now()
        found.save(update_fields=["declined_at"])
    record(by=by, verb="home_person.declined", obj=found, changes={"round": found.round_id})
    return found


@action
def take_invited_seat(
    *,
    invitation: HomeInvitation,
    level: str,
    may_show_alone: bool,
    language: str,
    by: Reader,
) -> HomeInvitation:
    """Take the place that the personal link stands for; a former "no" is taken back by it.

    Who has an account in the region answers with it, so that meeting answers carry over; a guest
    with the key that their browser holds, unless somebody else sits here with it.
    """
    found = lock_borne(invitation)
    if reasons := joining_blockers(found.round, clock.today()):
        raise HasEnded(*reasons)
    if level not in Level.values:
        raise WhoAreYou
    if found.seat is None:
        found.seat = _seat_for(found, by, level=level, may_show_alone=may_show_alone)
        found.seat.language = known_language(language)
        found.seat.save(update_fields=["language"])
        found.declined_at = None
        found.save(update_fields=["seat", "declined_at"])
    record(by=by, verb="home_person.began", obj=found, changes={"round": found.round_id})
    return found


def _seat_for(invitation: HomeInvitation, by: Reader, *, level: str, may_show_alone: bool) -> Seat:
    region = region_of(invitation.round)
    held = _membership_of(invitation, by)
    sitter = Reader(person_key=_free_key(invitation, by.person_key))
    if held is not None:
        sitter = Reader.for_user(held.user_id)
    plan = SeatPlan(
        region=region,
        level=level,
        partner=held.partner if held else None,
        user_id=held.user_id if held else None,
        name="" if held else invitation.name,
        email="" if held else invitation.email,
        key=sitter.person_key,
        may_show_alone=may_show_alone,
    )
    seat: Seat = add_seat(round_=invitation.round, plan=plan, by=sitter)
    if HomeInvitation.objects.of_seat(seat).exists():
        raise NoSeat(_("You answer in this round already, by another link."))
    return seat


def _membership_of(invitation: HomeInvitation, by: Reader) -> Membership | None:
    """Of whoever the address belongs to, else of whoever is signed in; only in the region."""
    held = Membership.objects.active().filter(partner__region=invitation.round.region_id)
    held = held.select_related("partner").order_by("pk")
    own = held.filter(user_id=by.user_id) if by.user_id else held.none()
    return held.filter(user__email__iexact=invitation.email).first() or own.first()


def _free_key(invitation: HomeInvitation, held: UUID | None) -> UUID:
    if held is None or Seat.objects.filter(round=invitation.round_id, person_key=held).exists():
        return uuid4()
    return held


@action
def choose_language(
    *, seat: Seat | None, invitation: HomeInvitation | None, language: str, by: Reader
) -> Seat | HomeInvitation:
    """Answer in another language from now on; letters come in it, too."""
    chosen = known_language(language)
    if seat is not None:
        if not seat.belongs_to(by):
            raise NotYourSeat
        seat.language = chosen
        seat.save(update_fields=["language"])
    if invitation is not None:
        invitation.language = chosen
        invitation.save(update_fields=["language"])
    changed = seat or invitation
    if changed is None:
        message = "A language is chosen for a seat or an invitation."
        raise ValueError(message)
    record(by=by, verb="home_language.chosen", obj=changed, changes={"language": chosen})
    return changed
