"""`manage.py reindex_catalogue`: make the index of the catalogue anew."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from practices import search


class Command(BaseCommand):
    help = "Makes the tables anew in which the catalogue is searched and counted; pages go on."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            listed = search.rebuild()
            # No cached page outlives the index that it was made from.
            cursor.execute("SELECT core_note_public_change()")
        self.stdout.write(f"{listed} practices in the index of the catalogue.")
