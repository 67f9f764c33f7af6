from django.apps import AppConfig

from core import panels


class AssessmentsConfig(AppConfig):
    name = "assessments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from assessments import panels as own  # needs the models
        from assessments.deciding import nightly as of_decisions  # needs the models
        from assessments.home import letters, nightly  # needs the models
        from assessments.models import Decision, Round  # needs the apps
        from assessments.personal_data import register_all  # needs the models
        from assessments.portfolio.panel import ways_to_portfolios  # needs the models
        from core import jobs, notices  # needs the models

        register_all()
        notices.register_readable("assessments.decision", Decision.objects.visible_to)
        notices.register_readable("assessments.round", Round.objects.visible_to)
        letters.register_checks()
        of_decisions.register()
        jobs.every_night("close rounds at home that are over", nightly.close_over)
        jobs.every_night("remind who has not answered at home", nightly.remind_unfinished)
        jobs.every_night("forget addresses of people asked at home", nightly.forget_addresses)
        panels.register("practice_links", "assessments/_link_self_check.html", own.for_everybody)
        panels.register("practice_detail", "assessments/_panel_ours.html", own.our_stand)
        panels.register("practice_compare", "assessments/_panel_figures.html", own.figures_of)
        panels.register("practice_more", "assessments/_panel_regions.html", own.regions_about)
        panels.register("region_side", "assessments/_region_portfolio.html", ways_to_portfolios)
