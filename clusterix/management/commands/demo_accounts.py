"""Prints the accounts of the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand

from clusterix.demonstration.accounts import table
from clusterix.demonstration.load import is_loaded


class Command(BaseCommand):
    """`demo_accounts`"""

    help = "Print the demonstration's accounts and a room code for a guest."

    def handle(self, **options: Any) -> None:
        if is_loaded():
            self.stdout.write(table())
        else:
            self.stdout.write("This database holds no demonstration; use your own account.")
