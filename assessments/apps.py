from django.apps import AppConfig

from core import panels


class AssessmentsConfig(AppConfig):
    name = "assessments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from assessments import panels as own  # needs the models
        from assessments.models import Decision  # needs the apps
        from assessments.personal_data import register_all  # needs the models
        from core import notices  # needs the models

        register_all()
        notices.register_readable("assessments.decision", Decision.objects.visible_to)
        panels.register("practice_links", "assessments/_link_self_check.html", own.for_everybody)
        panels.register("practice_detail", "assessments/_panel_ours.html", own.our_stand)
        panels.register("practice_compare", "assessments/_panel_figures.html", own.figures_of)
        panels.register("practice_more", "assessments/_panel_regions.html", own.regions_about)
