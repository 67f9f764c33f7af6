"""Who learns with whom: groups, sessions, agenda."""

from peergroups.models.group import GroupMembership, PeerGroup
from peergroups.models.session import AgendaItem, AgendaRound, Session, SessionModerator

__all__ = [
    "AgendaItem",
    "AgendaRound",
    "GroupMembership",
    "PeerGroup",
    "Session",
    "SessionModerator",
]
