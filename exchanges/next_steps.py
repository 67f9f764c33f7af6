"""What meetings ask of a person: say whether one comes, write down what one took home."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from core.next_steps import NextStep
from core.ui.dates import days
from exchanges.models import ExchangeKind, Participation, ParticipationState, Reflection
from regions.reader import Reader

REPLY_BEFORE = 7  # days before the start, the host needs to know
REFLECT_WITHIN = 14  # days after the end, before it is forgotten
ASKED_FOR = 120  # days after the end, nobody is asked any more
TAUGHT = (ExchangeKind.STUDY_VISIT, ExchangeKind.STAFF_EXCHANGE, ExchangeKind.MEETING)


def next_steps(reader: Reader, today: date) -> list[NextStep]:
    """Invitations without an answer, and visits attended without a word about them: one query."""
    unanswered = Q(state=ParticipationState.INVITED, exchange__ends_on__gte=today)
    unreflected = Q(
        ~Exists(Reflection.objects.filter(participation=OuterRef("pk"))),
        attended_at__isnull=False,
        exchange__kind__in=TAUGHT,
        exchange__ends_on__lt=today,
        exchange__ends_on__gte=today - timedelta(days=ASKED_FOR),
    )
    places = (
        Participation.objects.of(reader)
        .filter(unanswered | unreflected, exchange__cancelled_at__isnull=True)
        .select_related("exchange")
    )
    return [
        _reply(place) if place.exchange.ends_on >= today else _reflect(place) for place in places
    ]


def _reply(place: Participation) -> NextStep:
    event = place.exchange
    return NextStep(
        title=_("Say whether you come to “%(event)s”") % {"event": event.title},
        detail=f"{days(event.starts_on, event.ends_on)}, {event.where}".strip(", "),
        minutes=1,
        act=_("Answer"),
        url=f"{event.get_absolute_url()}#reply",
        due_on=event.starts_on - timedelta(days=REPLY_BEFORE),
    )


def _reflect(place: Participation) -> NextStep:
    event = place.exchange
    return NextStep(
        title=_("Say what you took home from “%(event)s”") % {"event": event.title},
        detail=_("Whom did you tell, and what do they do with it?"),
        minutes=4,
        act=_("Write it down"),
        url=f"{event.get_absolute_url()}#home",
        due_on=event.ends_on + timedelta(days=REFLECT_WITHIN),
    )
