from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Write the compiled catalogue beside each locale/<language>/LC_MESSAGES/django.po."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            import polib  # noqa: PLC0415 - only where words are written, not where the product runs
        except ModuleNotFoundError as error:
            message = "polib is not installed: bin/test installs what is needed to write words."
            raise CommandError(message) from error
        for folder in settings.LOCALE_PATHS:
            for path in sorted(Path(folder).glob("*/LC_MESSAGES/django.po")):
                words = polib.pofile(str(path))
                words.save_as_mofile(str(path.with_suffix(".mo")))
                self.stdout.write(f"{path.parent.parent.name}: {len(words)}")
