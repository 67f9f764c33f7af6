from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "practices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core import jobs, panels, progress  # all are registered once the apps are ready
        from practices import region_panels as of_region  # needs the models
        from practices import signals, tasks  # need the models
        from practices.actions import exporting, import_works  # need the models
        from practices.documents import store  # needs the models
        from practices.needs import panel as of_needs  # needs the models
        from practices.personal_data import register_all  # needs the models
        from practices.talking import news, outgoing  # need the models

        register_all()
        news.register()
        outgoing.register()
        signals.connect(self)
        jobs.every_night("remove unused files", store.remove_unused)
        jobs.every_night("ask whether practices are still true", tasks.ask_whether_still_true)
        jobs.every_night("forget who asked an owner", tasks.forget_askers)
        jobs.every_night("forget files made for one person", tasks.forget_files)
        progress.register(import_works.READ, tasks.read_import)
        progress.register(import_works.WRITE, tasks.write_import)
        progress.register(import_works.UNDO, tasks.undo_written)
        progress.register(exporting.MAKE, tasks.make_file)
        panels.register("region_figures", "", of_region.practices_offered)
        panels.register("region_more_figures", "", of_region.ways_of_practices)
        panels.register("region_detail", "practices/_region_needs.html", of_needs.needs_of)
        panels.register("region_detail", "practices/_region_practices.html", of_region.newest)
        panels.register("region_detail", "practices/_region_taken_up.html", of_region.taken_up)
