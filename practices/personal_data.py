"""What the catalogue says about a person: who wrote and who approved a text."""

from core.personal_data import OnErasure, PersonalData, register


def register_all() -> None:
    """Called when the apps are ready."""
    register(
        PersonalData(
            "practices.Revision",
            "created_by",
            ("title", "number", "state", "submitted_at"),
            OnErasure.KEEP,
        ),
        PersonalData(
            "practices.Revision",
            "edited_by",
            ("title", "number", "state", "edited_at"),
            OnErasure.KEEP,
        ),
        PersonalData(
            "practices.Revision",
            "approved_by",
            ("title", "number", "approved_at", "own_approval_reason"),
            OnErasure.KEEP,
        ),
    )
