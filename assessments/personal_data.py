"""What rounds, assessments and decisions say about a person, with or without an account."""

from accounts.personal_data import FORMER_MEMBER, random_address
from core.personal_data import OnErasure, PersonalData, register

KEEP = OnErasure.KEEP
SEAT = ("round", "region__name", "level", "may_show_alone", "joined_at", "finished_at")
TAP = ("criterion__code", "value", "is_unknown", "obstacle", "comment", "made_at", "by_self")


def register_all() -> None:
    """Called when the apps are ready. Answers are rows of record: they stay without a name."""
    register(
        PersonalData("assessments.Seat", "user", SEAT, KEEP),
        PersonalData(
            "assessments.Seat",
            "email",
            ("name", "email", *SEAT),
            OnErasure.REPLACE,
            is_address=True,
            replace={"email": ""},
        ),
        # A guest's name stays with the minutes; the address goes 30 days after the result.
        PersonalData("assessments.Seat", "", ("name", "person_key"), KEEP),
        PersonalData("assessments.Tap", "seat__user", TAP, KEEP),
        PersonalData("assessments.Tap", "recorded_by", ("made_at", "reason"), KEEP),
        PersonalData("assessments.Rating", "seat__user", ("criterion__code", "contested_at"), KEEP),
        PersonalData("assessments.Rating", "voided_by", ("voided_at", "void_reason"), KEEP),
        PersonalData("assessments.RoundModerator", "user", ("round",), KEEP),
        PersonalData(
            "assessments.Mark",
            "user",
            ("practice__title", "region__name", "kind", "reason_kind", "at"),
            KEEP,
        ),
        PersonalData("assessments.Mitigation", "made_by", ("text", "due_on", "made_at"), KEEP),
        PersonalData("assessments.Mitigation", "", ("owner",), KEEP),
        PersonalData("assessments.Decision", "made_by", ("outcome", "rationale", "made_at"), KEEP),
        PersonalData("assessments.Dissent", "made_by", ("words", "level", "made_at"), KEEP),
        PersonalData("assessments.HomePass", "passed_by__user", ("code", "note", "at"), KEEP),
        PersonalData(
            "assessments.CriteriaSet", "made_by", ("code", "version", "name", "made_at"), KEEP
        ),
        PersonalData(
            "assessments.HomeInvitation",
            "email",
            ("round", "name", "email", "language", "level", "invited_at", "declined_at"),
            OnErasure.REPLACE,
            is_address=True,
            replace={"email": random_address, "name": FORMER_MEMBER},
        ),
    )
