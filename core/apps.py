from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core import jobs, notices, personal_data  # these need the models

        personal_data.register_floor()
        jobs.every_night("forget old notices", notices.forget_old)
