from django.apps import AppConfig

from core import panels


class PlansConfig(AppConfig):
    name = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from assessments.gaps import ways  # its modules need the models
        from plans import gaps, personal_data  # need the models
        from plans import panels as own  # needs the models

        panels.register("region_side", "plans/_region_plan.html", own.plans_of_regions)
        panels.register("practice_more", "plans/_panel_practice.html", own.plans_with_practice)
        panels.register("decision", "plans/_panel_decision.html", own.plans_with_decisions)
        panels.register("deciding", "plans/_panel_deciding.html", own.plans_while_deciding)
        ways.register(gaps.ways_to_close)
        personal_data.register_all()
