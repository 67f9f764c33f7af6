from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "regions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from regions import personal_data  # needs the models
        from regions.actions import letters  # need the models

        personal_data.register_all()
        letters.register_checks()
