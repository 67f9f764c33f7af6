from django.apps import AppConfig


class ExchangesConfig(AppConfig):
    name = "exchanges"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models, and what speaks of them, can be imported only now.
        from exchanges.personal_data import register_all

        register_all()
