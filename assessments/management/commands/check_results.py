"""Compares every stored result with what the kernel says now."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.actions.refreshing import NothingToAssess
from assessments.actions.renewing import CannotRenew, Comparison, renew_result
from assessments.models import Assessment
from regions.reader import Reader


class Command(BaseCommand):
    """`check_results`: a sentence per difference, and exit code 1 where one stays.

    Without `--write` it changes nothing. With it drafts are computed anew; a final assessment is
    written anew only where it says the same as before: its version and its columns may be older.
    """

    help = "Compare all stored results with what their answers give now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--write", action="store_true", help="compute drafts anew; finals keep what they say"
        )

    def handle(self, *, write: bool, **options: Any) -> None:
        assessments = list(Assessment.objects.for_page().order_by("pk"))
        different = 0
        renewed = 0
        for each in assessments:
            differences = Comparison.of(each).differences
            for sentence in differences:
                self.stdout.write(f"Assessment {each.pk}: {sentence}")
            if differences and write and self._renew(each):
                renewed += 1
            elif differences:
                different += 1
        said = f"{len(assessments)} results compared, {different} differ"
        self.stdout.write(f"{said}, {renewed} written anew." if write else f"{said}.")
        if different:
            raise CommandError("Stored results differ from what their answers give.", returncode=1)

    def _renew(self, assessment: Assessment) -> bool:
        """Whether nothing differs any more."""
        kind = "final" if assessment.is_final else "draft"
        try:
            renewed = renew_result(assessment=assessment, by=Reader.system())
        except CannotRenew:
            self.stdout.write(f"Assessment {assessment.pk} is final and stays as it is.")
            return False
        except NothingToAssess:
            return False
        self.stdout.write(f"Assessment {assessment.pk} ({kind}) is written anew.")
        return not Comparison.of(renewed).differences
