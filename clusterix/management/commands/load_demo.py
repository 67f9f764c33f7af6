"""Loads the demonstration partnership into an empty database."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clusterix.demonstration.load import OtherData, holds_anything, load
from core import clock


class Command(BaseCommand):
    """`load_demo [--today YYYY-MM-DD] [--if-empty]`"""

    help = "Load the demonstration partnership into an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--today",
            type=date.fromisoformat,
            help="the day of the story; invented things are dated before and after it",
        )
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="say nothing and do nothing when the database holds anything",
        )

    def handle(self, **options: Any) -> None:
        if options["if_empty"] and holds_anything():
            return
        try:
            is_new = load(today=options["today"] or clock.today(), say=self.stdout.write)
        except OtherData as refusal:
            raise CommandError(str(refusal)) from None
        if not is_new:
            self.stdout.write("The demonstration is loaded already; nothing was changed.")
