"""The agenda of a session as the board shows it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Round
from peergroups.models import AgendaItem, AgendaRound, Session


@dataclass(frozen=True)
class AgendaLine:
    item: AgendaItem
    rounds: tuple[Round, ...]
    starts_at: datetime | None
    words: str
    is_current: bool
    is_done: bool

    @property
    def state(self) -> str:
        """none, open, closed or revealed: of the last round."""
        return self.rounds[-1].state if self.rounds else "none"


def rounds_by_item(items: Sequence[AgendaItem]) -> dict[int, list[Round]]:
    """The rounds of each item, in the order they were opened."""
    found: dict[int, list[Round]] = defaultdict(list)
    for link in (
        AgendaRound.objects.filter(item__in=[item.pk for item in items])
        .select_related("round__revision", "round__criteria_set")
        .order_by("pk")
    ):
        found[link.item_id].append(link.round)
    return found


def current_of(session: Session, items: Sequence[AgendaItem]) -> AgendaItem | None:
    chosen = next((item for item in items if item.pk == session.current_item_id), None)
    return chosen or (items[0] if items else None)


def next_of(items: Sequence[AgendaItem], item: AgendaItem | None) -> AgendaItem | None:
    """The practice after the current one."""
    later = [each for each in items if item and each.position > item.position]
    return later[0] if later else None


def lines_of(
    session: Session,
    items: Sequence[AgendaItem],
    rounds: dict[int, list[Round]],
    current: AgendaItem | None,
) -> tuple[AgendaLine, ...]:
    """The agenda with its times, if the start is known, and what became of each practice."""
    exchange = session.exchange
    start = None
    if exchange.starts_at:
        start = datetime.combine(exchange.starts_on, exchange.starts_at)  # in the zone of the event
        start += timedelta(minutes=session.opening_minutes)
    made = []
    is_here = session.part == "practice"
    for item in items:
        own = rounds[item.pk]
        made.append(
            AgendaLine(
                item=item,
                rounds=tuple(own),
                starts_at=start,
                words=_words_for(item, own, is_current=is_here and item == current),
                is_current=is_here and item == current and session.is_live,
                is_done=bool(own) and not (is_here and item == current) and not own[-1].is_open,
            )
        )
        start = start + timedelta(minutes=item.minutes) if start else None
    return tuple(made)


def _words_for(item: AgendaItem, rounds: Sequence[Round], *, is_current: bool) -> str:
    if rounds and not rounds[-1].is_open:
        return ngettext("Closed, %(n)s round", "Closed, %(n)s rounds", len(rounds)) % {
            "n": len(rounds)
        }
    if is_current and rounds:
        return _("Now, %(n)s minutes") % {"n": item.minutes}
    return ngettext("%(n)s minute", "%(n)s minutes", item.minutes) % {"n": item.minutes}
