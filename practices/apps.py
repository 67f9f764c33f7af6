from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "practices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models, and what speaks of them, can be imported only now.
        from core import panels
        from practices import region_panels as of_region
        from practices.personal_data import register_all

        register_all()
        panels.register("region_figures", "", of_region.practices_offered)
        panels.register("region_more_figures", "", of_region.ways_of_practices)
        panels.register("region_detail", "practices/_region_practices.html", of_region.newest)
        panels.register("region_detail", "practices/_region_taken_up.html", of_region.taken_up)
