"""What groups say about a person."""

from core.personal_data import OnErasure, PersonalData, register


def register_all() -> None:
    """Called when the apps are ready."""
    register(
        PersonalData(
            "peergroups.GroupMembership",
            "user",
            ("group__name", "is_moderator", "joined_at", "left_at"),
            OnErasure.DELETE,
        ),
        PersonalData("peergroups.SessionModerator", "user", ("session__title",), OnErasure.KEEP),
    )
