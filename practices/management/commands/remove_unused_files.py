"""Deletes the bytes of documents that were removed; a worker does the same every night."""

from typing import Any

from django.core.management.base import BaseCommand

from practices.documents import store


class Command(BaseCommand):
    """`remove_unused_files`"""

    help = "Delete the contents of documents that no version of a practice refers to any more."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{store.remove_unused()} contents removed.")
