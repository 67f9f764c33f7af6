"""What progress reports say about a person."""

from core.personal_data import OnErasure, PersonalData, register

KEEP = OnErasure.KEEP


def register_all() -> None:
    """Called when the apps are ready. Reports are records of the partnership."""
    register(
        PersonalData("reports.ManualEntry", "made_by", ("value", "evidence", "dated_on"), KEEP),
        PersonalData(
            "reports.Contribution", "edited_by", ("activity", "output", "result", "edited_at"), KEEP
        ),
        PersonalData("reports.Approval", "by", ("answer", "remark", "at"), KEEP),
    )
