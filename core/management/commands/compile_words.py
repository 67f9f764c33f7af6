from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from core.catalogues import read_po, write_mo


class Command(BaseCommand):
    help = "Write the compiled catalogue beside each locale/<language>/LC_MESSAGES/django.po."

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in settings.LOCALE_PATHS:
            for path in sorted(Path(folder).glob("*/LC_MESSAGES/django.po")):
                entries = read_po(path.read_text(encoding="utf-8"))
                path.with_suffix(".mo").write_bytes(write_mo(entries))
                self.stdout.write(f"{path.parent.parent.name}: {len(entries)}")
