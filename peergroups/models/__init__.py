"""Who learns with whom: groups, sessions, agenda, minutes."""

from peergroups.models.group import GroupMembership, PeerGroup
from peergroups.models.outcome import (
    Amendment,
    AmendmentState,
    FollowUp,
    Minutes,
    MinutesRead,
    MinutesState,
    RegionStep,
    StepKind,
)
from peergroups.models.preparation import Contact, Expectation, Paper, SessionPlace
from peergroups.models.session import (
    AgendaItem,
    AgendaRound,
    Pause,
    Session,
    SessionModerator,
    shown_origin,
    shown_title,
)

__all__ = [
    "AgendaItem",
    "AgendaRound",
    "Amendment",
    "AmendmentState",
    "Contact",
    "Expectation",
    "FollowUp",
    "GroupMembership",
    "Minutes",
    "MinutesRead",
    "MinutesState",
    "Paper",
    "Pause",
    "PeerGroup",
    "RegionStep",
    "Session",
    "SessionModerator",
    "SessionPlace",
    "StepKind",
    "shown_origin",
    "shown_title",
]
