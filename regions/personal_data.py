"""What memberships and invitations say about a person."""

from accounts.personal_data import FORMER_MEMBER, random_address
from core.personal_data import OnErasure, PersonalData, register


def register_all() -> None:
    """Called when the apps are ready."""
    register(
        PersonalData(
            "regions.Membership",
            "user",
            (
                *("partner__short", "level", "is_lead", "is_coordinator", "is_steering"),
                *("started_at", "ended_at"),
            ),
            OnErasure.KEEP,
        ),
        PersonalData(
            "regions.Invitation",
            "email",
            ("email", "name", "partner__short", "made_at", "used_at"),
            OnErasure.REPLACE,
            is_address=True,
            replace={"email": random_address, "name": FORMER_MEMBER},
        ),
        PersonalData(
            "regions.Invitation", "invited_by", ("partner__short", "made_at"), OnErasure.KEEP
        ),
        PersonalData(
            "regions.ApiToken", "user", ("name", "made_at", "last_used_at"), OnErasure.DELETE
        ),
    )
