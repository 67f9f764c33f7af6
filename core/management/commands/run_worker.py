"""Runs the background worker: it sends letters and retries what failed."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from core.jobs import SECONDS_UNTIL_STALLED, work


class Command(BaseCommand):
    """`run_worker [--until-empty]`"""

    help = "Do background jobs until stopped with Ctrl-C or SIGTERM."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--until-empty", action="store_true", help="stop when no job is waiting any more"
        )
        parser.add_argument(
            "--stalled-after",
            type=float,
            default=SECONDS_UNTIL_STALLED,
            metavar="SECONDS",
            help="take over jobs of a worker without a sign of life since then (%(default)s)",
        )

    def handle(self, **options: Any) -> None:
        work(until_empty=options["until_empty"], seconds_until_stalled=options["stalled_after"])
