"""What exchanges say about a person."""

from core.personal_data import OnErasure, PersonalData, register


def register_all() -> None:
    """Called when the apps are ready. A guest's name ends by a rule of its own."""
    register(
        PersonalData(
            "exchanges.Participation",
            "user",
            (
                *("exchange__title", "name", "email", "partner__short", "level", "state"),
                *("joined_at", "attended_at"),
            ),
            OnErasure.KEEP,
        ),
        PersonalData(
            "exchanges.Reflection",
            "participation__user",
            ("step", "text", "has_increased_capacity", "dated_on"),
            OnErasure.DELETE,
        ),
    )
