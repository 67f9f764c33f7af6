from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "regions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core import jobs  # all are registered once the apps are ready
        from regions import personal_data, tasks  # need the models
        from regions.actions import letters  # need the models

        personal_data.register_all()
        letters.register_checks()
        jobs.every_night("ask whether contexts are true", tasks.ask_whether_context_is_true)
