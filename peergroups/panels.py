"""What groups show and say on the pages of the exchanges."""

from collections import defaultdict
from collections.abc import Sequence

from django.http import HttpRequest

from exchanges.models import Exchange
from peergroups.models import Session
from regions.reader import Reader


def is_moderator_of(exchange: Exchange, reader: Reader) -> bool:
    """Moderators of a session organise its event, too (EX04, EX06)."""
    if reader.user_id is None:
        return False
    return Session.objects.moderated_by(reader).filter(exchange=exchange).exists()


def sessions_at(request: HttpRequest, ids: Sequence[int]) -> dict[int, list[Session]]:
    """The sessions of each exchange that this person may open."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # put on by the middleware
    found: dict[int, list[Session]] = defaultdict(list)
    sessions = Session.objects.visible_to(reader).filter(exchange__in=ids)
    for each in sessions.select_related("group").order_by("pk"):
        found[each.exchange_id].append(each)
    return dict(found)
