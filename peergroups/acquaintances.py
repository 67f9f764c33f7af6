"""Whom a moderator works with: the people of their sessions."""

from peergroups.models import Session
from peergroups.people import people_in
from regions.reader import Reader


def people_of_own_sessions(reader: Reader, user_ids: set[int]) -> set[int]:
    """Those of these people who take part in a session that the reader moderates (U02)."""
    found = people_in(Session.objects.moderated_by(reader)).filter(user__in=user_ids)
    return {user_id for user_id in found.values_list("user", flat=True) if user_id}
