"""Computes every stored result anew and says where it differs."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.kernel import KERNEL_VERSION, to_dict
from assessments.models import Assessment
from assessments.results import NO_SUGGESTION, answered_codes, columns_of, material_for


class Command(BaseCommand):
    """`compare_results`: changes nothing; ends with an error when a result differs."""

    help = "Compute all stored results anew and report those that differ."

    def handle(self, **options: Any) -> None:
        different = 0
        assessments = Assessment.objects.for_page().order_by("pk")
        for each in assessments:
            for problem in problems_of(each):
                different += 1
                self.stdout.write(f"assessment {each.pk}: {problem}")
        self.stdout.write(f"{len(assessments)} results computed anew, {different} differences")
        if different:
            raise CommandError("Stored results differ from their answers.")


def problems_of(assessment: Assessment) -> list[str]:
    """What is stored otherwise than the kernel computes it from the answers."""
    until = assessment.computed_at if assessment.is_final else None
    material = material_for(assessment.transfer, until=until)
    if material is None:
        return ["no answer counts for it any more"]
    answered = answered_codes(assessment)
    result = material.assess(answered)
    columns = columns_of(result)
    if assessment.is_final and assessment.final_reason:
        columns |= NO_SUGGESTION
    problems = [
        f"{name} is {getattr(assessment, name)}, computed {value}"
        for name, value in columns.items()
        if getattr(assessment, name) != value
    ]
    if assessment.kernel_version != KERNEL_VERSION:
        problems.append(f"computed by kernel {assessment.kernel_version}, now {KERNEL_VERSION}")
    if assessment.input_hash != material.hash(answered):
        problems.append("its answers have changed since it was computed")
    if assessment.result != to_dict(result):
        problems.append("the stored result is another one")
    return problems
