"""What implementation plans say about a person."""

from core.personal_data import OnErasure, PersonalData, register

KEEP = OnErasure.KEEP


def register_all() -> None:
    """Called when the apps are ready. Plans are records of the region."""
    register(
        PersonalData("plans.PlanVersion", "adopted_by", ("plan_id", "number", "adopted_on"), KEEP),
        PersonalData("plans.Action", "owner", ("title", "state"), KEEP),
        PersonalData("plans.Progress", "by", ("action__title", "text", "reported_on"), KEEP),
        PersonalData("plans.Evidence", "by", ("action__title", "text", "url", "dated_on"), KEEP),
    )
