from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # These need the models.
        from core import (
            idempotency,
            jobs,
            limits,
            notices,
            personal_data,
            progress,
            public_changes,
        )

        personal_data.register_floor()
        jobs.every_night("forget old notices", notices.forget_old)
        jobs.every_night("tidy public changes", public_changes.tidy)
        jobs.every_night("forget old idempotency keys", idempotency.forget_old)
        jobs.every_night("forget counted uses", limits.forget_old)
        jobs.every_night("forget old works", progress.forget_old)
        notices.register_readable("core.work", progress.readable_works)
