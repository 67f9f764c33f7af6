from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "practices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models, and what speaks of them, can be imported only now.
        from practices.personal_data import register_all

        register_all()
