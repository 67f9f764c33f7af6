"""What plans say about a person: who owns an action, who reported, who adopted."""

from core.personal_data import OnErasure, PersonalData, register


def register_all() -> None:
    """Called when the apps are ready."""
    register(
        PersonalData("plans.Action", "owner", ("title", "state"), OnErasure.KEEP),
        PersonalData("plans.Progress", "by", ("text", "state", "reported_on"), OnErasure.KEEP),
        PersonalData("plans.Evidence", "by", ("text", "url", "dated_on"), OnErasure.KEEP),
        PersonalData("plans.PlanVersion", "adopted_by", ("number", "adopted_on"), OnErasure.KEEP),
    )
