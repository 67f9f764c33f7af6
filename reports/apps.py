from django.apps import AppConfig

from core import panels


class ReportsConfig(AppConfig):
    name = "reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from reports import panels as own  # needs the models
        from reports.personal_data import register_all  # needs the models, too

        for place, template, object_type in own.PLACES:
            panels.register(place, template, own.counted_in(object_type))
        register_all()
