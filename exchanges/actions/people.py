"""Who is invited, comes, was there."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import uuid4

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from assessments.actions import rekey_seats
from assessments.models import Seat
from core import clock
from core.audit import action, record
from core.errors import BadInput, NotAllowed, NotNow
from core.mail import forget
from exchanges.letters import send_link, tell_invited
from exchanges.models import Exchange, Participation, ParticipationState
from exchanges.organisers import is_organiser
from exchanges.rules import (
    attendance_blockers,
    inviting_blockers,
    letters_to,
    replying_blockers,
)
from regions.models import Membership, Partner
from regions.reader import Reader


class NotTheOrganiser(NotAllowed):
    sentence = gettext_lazy("Only the host, the moderators and the coordinator can do this.")


class NotYourPeople(NotAllowed):
    """The person concerned belongs to another partner; the reason says so."""


class NotYourPlace(NotAllowed):
    sentence = gettext_lazy("This place belongs to somebody else.")


class NameTaken(NotNow):
    sentence = gettext_lazy("Somebody has taken this name already. Tell the moderator.")


class CannotReply(NotNow):
    """The answer comes too late; the reasons say why."""


class NoMember(BadInput):
    sentence = gettext_lazy("This person does not belong to the partner any more.")


@dataclass(frozen=True)
class Person:
    """Somebody to invite: a person with an account, or a guest by name."""

    partner: Partner
    level: str
    user: User | None = None
    name: str = ""
    email: str = ""  # of a guest who gets letters about the meeting


@action
def invite(*, exchange: Exchange, person: Person, by: Reader) -> Participation:
    """Put somebody on the list; who withdrew is invited again, who is on it stays as is."""
    if reasons := inviting_blockers(person.partner.pk, by, is_organiser(exchange, by)):
        raise NotYourPeople(*reasons)
    _check_member(person)
    Exchange.objects.select_for_update(no_key=True).get(pk=exchange.pk)  # twice at once is once
    known = Participation.objects.select_for_update().filter(exchange=exchange)
    if person.user:
        row = known.filter(user=person.user).first()
    else:
        row = known.filter(user=None, partner=person.partner, name=person.name).first()
    if row is None:
        row = Participation.objects.create(
            exchange=exchange,
            user=person.user,
            name="" if person.user else person.name,
            partner=person.partner,
            level=person.level,
            email="" if person.user else person.email,
        )
        tell_invited(row, exchange)
    elif row.state in {ParticipationState.WITHDRAWN, ParticipationState.DECLINED}:
        row.state = ParticipationState.INVITED
        row.save(update_fields=["state"])
        _change_key(row, by)
        if person.email and not row.user:
            row.email = person.email
            row.save(update_fields=["email"])
        tell_invited(row, exchange)
    elif person.email and not row.user and row.email != person.email:
        row.email = person.email
        row.save(update_fields=["email"])
        tell_invited(row, exchange)
    record(
        by=by,
        verb="participation.invited",
        obj=row,
        changes={"exchange": exchange.pk, "partner": person.partner.pk},
    )
    return row


def _check_member(person: Person) -> None:
    if person.user is None:
        if not person.name.strip():
            raise BadInput(_("Write the name of the guest."))
        return
    held = Membership.objects.active().filter(user=person.user, partner=person.partner)
    if not held.exists():
        raise NoMember


@action
def withdraw_person(*, participation: Participation, by: Reader) -> Participation:
    """Take somebody off the list; what they did stays, their access ends."""
    row = _locked(participation)
    if reasons := inviting_blockers(row.partner_id, by, is_organiser(row.exchange, by)):
        raise NotYourPeople(*reasons)
    row.state = ParticipationState.WITHDRAWN
    row.save(update_fields=["state"])
    record(
        by=by,
        verb="participation.withdrawn",
        obj=row,
        changes={"exchange": row.exchange_id, "partner": row.partner_id},
    )
    return row


@action
def reply(*, participation: Participation, comes: bool, by: Reader) -> Participation:
    """Say for oneself whether one comes (EX05)."""
    row = own_place(participation, by)
    if reasons := replying_blockers(row, row.exchange, clock.today()):
        raise CannotReply(*reasons)
    has_come = row.state == ParticipationState.ACCEPTED
    row.state = ParticipationState.ACCEPTED if comes else ParticipationState.DECLINED
    row.save(update_fields=["state"])
    if comes and not has_come and row.exchange.online_link:
        send_link(row, row.exchange)
    record(by=by, verb="participation.answered", obj=row, changes={"state": row.state})
    return row


@action
def join(*, participation: Participation, by: Reader) -> Participation:
    """Come in: from now on the person is in the room. Doing it again changes nothing."""
    row = own_place(participation, by)
    if row.state == ParticipationState.WITHDRAWN or row.exchange.cancelled_at:
        raise CannotReply(*replying_blockers(row, row.exchange, clock.today()))
    if row.joined_at is None:
        row.joined_at = clock.now()
    row.state = ParticipationState.ACCEPTED
    row.save(update_fields=["joined_at", "state"])
    record(by=by, verb="participation.joined", obj=row, changes={"exchange": row.exchange_id})
    return row


@action
def keep_address(*, participation: Participation, address: str, by: Reader) -> Participation:
    """Keep where a guest wants letters about the meeting; erased 30 days after it is over."""
    row = own_place(participation, by)
    if row.user_id is not None:
        raise BadInput(_("You have an account. Letters go to its address."))
    row.email = address
    row.save(update_fields=["email"])
    record(by=by, verb="participation.address_kept", obj=row)
    return row


@action
def forget_address(*, participation: Participation, by: Reader) -> Participation:
    """Erase a guest's address, and the letters that went to it."""
    if not by.is_system:
        raise NotYourPlace
    row = _locked(participation)
    forget(letters_to(row))
    row.email = ""
    row.save(update_fields=["email"])
    record(by=by, verb="participation.address_forgotten", obj=row)
    return row


@action
def release_name(*, participation: Participation, by: Reader) -> Participation:
    """Let the right guest take a name on which somebody else sits: the old browser is out."""
    row = _locked(participation)
    if reasons := inviting_blockers(row.partner_id, by, is_organiser(row.exchange, by)):
        raise NotYourPeople(*reasons)
    if row.user_id is not None:
        raise BadInput(_("This person has an account. Only names of guests can be taken wrongly."))
    _change_key(row, by)
    record(by=by, verb="participation.released", obj=row, changes={"exchange": row.exchange_id})
    return row


def _change_key(row: Participation, by: Reader) -> None:
    """A browser that knew the old key stays outside; answers stay with the name, counted once."""
    old, row.person_key, row.joined_at, row.email = row.person_key, uuid4(), None, ""
    row.save(update_fields=["person_key", "joined_at", "email"])
    if row.user_id is None and Seat.objects.filter(person_key=old, user=None).exists():
        rekey_seats(old=old, new=row.person_key, by=by)


@action
def record_attendance(*, exchange: Exchange, present: Collection[int], by: Reader) -> Exchange:
    """Note who was there: exactly the participations with these ids (EX06)."""
    if not is_organiser(exchange, by):
        raise NotTheOrganiser
    if reasons := attendance_blockers(exchange, clock.today()):
        raise CannotReply(*reasons)
    rows = Participation.objects.select_for_update().filter(exchange=exchange)
    came: list[int] = []
    left: list[int] = []
    for row in rows.order_by("pk"):
        is_there = row.pk in present
        if is_there != (row.attended_at is not None):
            row.attended_at = clock.now() if is_there else None
            row.save(update_fields=["attended_at"])
            (came if is_there else left).append(row.pk)
    record(by=by, verb="attendance.recorded", obj=exchange, changes={"came": came, "not": left})
    return exchange


@action
def note_present(*, participation: Participation, by: Reader) -> Participation:
    """Note that somebody is there who did not come in by phone."""
    row = _locked(participation)
    if not is_organiser(row.exchange, by):
        raise NotTheOrganiser
    row.attended_at = row.attended_at or clock.now()
    row.save(update_fields=["attended_at"])
    record(by=by, verb="participation.noted", obj=row, changes={"exchange": row.exchange_id})
    return row


def _locked(participation: Participation) -> Participation:
    rows = Participation.objects.select_for_update(of=("self",)).select_related("exchange")
    return rows.get(pk=participation.pk)


def own_place(participation: Participation, by: Reader) -> Participation:
    row = _locked(participation)
    is_guest = row.user_id is None and row.person_key == by.person_key
    if not is_guest and (row.user_id is None or row.user_id != by.user_id):
        raise NotYourPlace
    return row
