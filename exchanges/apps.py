from django.apps import AppConfig


class ExchangesConfig(AppConfig):
    name = "exchanges"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models, and what speaks of them, can be imported only now.
        from core import panels
        from exchanges import letters
        from exchanges.personal_data import register_all
        from exchanges.region_panels import hosted_by_regions

        register_all()
        letters.register()
        panels.register("region_side", "exchanges/_region_exchanges.html", hosted_by_regions)
