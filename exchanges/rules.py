"""What may happen to an exchange and the people in it: pure, each refusal a sentence."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exchanges.models import Exchange, Participation, ParticipationState
from regions.reader import Reader

type Reasons = list[str | Promise]


def planning_blockers(host_id: int | None, reader: Reader) -> Reasons:
    """EX03: the coordinator plans any exchange, a lead those that the own partner hosts."""
    if reader.is_system or reader.is_coordinator or host_id in reader.lead_partner_ids:
        return []
    return [_("Only the lead of the host and the coordinator can plan or change this meeting.")]


def changing_blockers(exchange: Exchange) -> Reasons:
    return [_("This meeting was cancelled.")] if exchange.cancelled_at else []


def cancelling_blockers(exchange: Exchange, today: date) -> Reasons:
    if exchange.cancelled_at:
        return [_("This meeting was cancelled already.")]
    if exchange.ends_on < today:
        return [_("This meeting is over. What was held cannot be cancelled.")]
    return []


def inviting_blockers(partner_id: int, reader: Reader, is_organiser: bool) -> Reasons:
    """EX04, S08: organisers invite anybody, other leads people of the own partner."""
    if is_organiser or partner_id in reader.lead_partner_ids:
        return []
    return [_("You can invite or remove people of your own partner organisation only.")]


def replying_blockers(participation: Participation, exchange: Exchange, today: date) -> Reasons:
    if participation.state == ParticipationState.WITHDRAWN:
        return [_("You are no longer on the list of this meeting. Ask who invited you.")]
    if exchange.cancelled_at:
        return [_("This meeting was cancelled.")]
    if exchange.ends_on < today:
        return [_("This meeting is over.")]
    return []


def attendance_blockers(exchange: Exchange, today: date) -> Reasons:
    if exchange.cancelled_at:
        return [_("This meeting was cancelled.")]
    if exchange.starts_on > today:
        return [_("This meeting has not begun. Check people in on its first day.")]
    return []


def reflecting_blockers(exchange: Exchange, today: date) -> Reasons:
    if exchange.cancelled_at or exchange.starts_on > today:
        return [_("Write what you took home after the meeting has begun.")]
    return []


def reads_details(reader: Reader, takes_part: bool) -> bool:
    """EX02: programme, papers and people are for members and for guests who take part."""
    return reader.is_member or reader.is_system or takes_part


def letters_to(guest: Participation) -> str:
    """How the ids of the letters to a guest begin: they are erased with the address."""
    return f"<guest-{guest.pk}-"
