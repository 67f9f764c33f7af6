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
        *said(),
        *own(),
    )


def said() -> tuple[PersonalData, ...]:
    """What people said stays with the conversation; the person behind it has no name then."""
    return (
        PersonalData("practices.Comment", "author", ("text", "made_at"), OnErasure.KEEP),
        PersonalData("practices.Comment", "hidden_by", ("hidden_reason",), OnErasure.KEEP),
        PersonalData("practices.Document", "added_by", ("name", "added_at"), OnErasure.KEEP),
        PersonalData(
            "practices.Translation", "translated_by", ("title", "translated_at"), OnErasure.KEEP
        ),
        PersonalData("practices.OwnerQuestion", "moderated_by", ("moderated_at",), OnErasure.KEEP),
        PersonalData(
            "practices.OwnerQuestion", "answered_by", ("answer", "answered_at"), OnErasure.KEEP
        ),
        PersonalData(
            "practices.OwnerQuestion",
            "email",
            ("name", "organisation", "email", "text", "asked_at"),
            OnErasure.REPLACE,
            is_address=True,
            replace={"name": "", "organisation": "", "email": ""},
        ),
        PersonalData("practices.ImportRun", "user", ("file_name", "made_at"), OnErasure.KEEP),
    )


def own() -> tuple[PersonalData, ...]:
    """What served the person only."""
    return (
        PersonalData("practices.Follow", "user", ("practice", "since"), OnErasure.DELETE),
        PersonalData(
            "practices.ExportFile", "user", ("name", "query", "asked_at"), OnErasure.DELETE
        ),
        PersonalData(
            "practices.SavedSearch",
            "user",
            ("name", "query", "is_shared", "made_at"),
            OnErasure.DELETE,
        ),
    )
