"""What groups say about a person."""

from core.personal_data import OnErasure, PersonalData, register


def register_all() -> None:
    """Called when the apps are ready."""
    _register_groups()
    _register_rooms()
    _register_outcome()


def _register_groups() -> None:
    register(
        PersonalData(
            "peergroups.GroupMembership",
            "user",
            ("group__name", "is_moderator", "joined_at", "left_at"),
            OnErasure.DELETE,
        ),
        PersonalData("peergroups.SessionModerator", "user", ("session__title",), OnErasure.KEEP),
    )


def _register_rooms() -> None:
    register(
        PersonalData(
            "peergroups.SessionPlace", "participation__user", ("session__title",), OnErasure.KEEP
        ),
        PersonalData("peergroups.Paper", "added_by", ("title", "name", "added_at"), OnErasure.KEEP),
        PersonalData(
            "peergroups.Expectation",
            "participation__user",
            ("session__title", "text", "has_read_at", "changed_at"),
            OnErasure.DELETE,
        ),
        PersonalData(
            "peergroups.Contact",
            "participation__user",
            ("session__title", "seen_at", "kept"),
            OnErasure.DELETE,
        ),
    )


def _register_outcome() -> None:
    """What comes of a session."""
    register(
        PersonalData(
            "peergroups.RegionStep",
            "recorded_by",
            ("item__practice__title", "region__name", "kind", "line", "changed_at"),
            OnErasure.KEEP,
        ),
        PersonalData(
            "peergroups.FollowUp",
            "owner__user",
            ("text", "due_on", "done_at", "made_at"),
            OnErasure.KEEP,
        ),
        PersonalData(
            "peergroups.Minutes", "confirmed_by", ("session__title", "confirmed_at"), OnErasure.KEEP
        ),
        PersonalData(
            "peergroups.MinutesRead",
            "participation__user",
            ("minutes__session__title", "read_at"),
            OnErasure.DELETE,
        ),
        PersonalData(
            "peergroups.Amendment",
            "participation__user",
            ("text", "state", "answer", "made_at"),
            OnErasure.KEEP,
        ),
    )
