"""What assessments ask of a person; four queries for a lead, one for others."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Assessment, Decision, Mark, Outcome, Round
from core.next_steps import NextStep
from regions.reader import Reader

REVIEW_AHEAD = timedelta(days=14)


def next_steps(reader: Reader, today: date) -> list[NextStep]:
    """Answers to give at home; for leads obstacles, decisions, marks and dates to look again."""
    if not reader.is_member:
        return []
    steps = list(_to_answer(reader, today))
    if reader.lead_region_ids:
        steps += _to_finish(reader)
        steps += _to_look_at(reader)
        steps += _to_review(reader, today)
    return steps


def _to_answer(reader: Reader, today: date) -> Iterable[NextStep]:
    for each in Round.objects.waiting_for(reader, today).for_page():
        title = each.revision.practice.title
        region = each.region.name if each.region else ""
        yield NextStep(
            title=_("Answer for %(region)s: %(practice)s") % {"region": region, "practice": title},
            detail=_("Asked at home, blind until it is closed"),
            minutes=10,
            act=_("Give your answers"),
            url=reverse("home_round_rate", args=[each.pk]),
            due_on=each.ends_on,
        )


def _to_finish(reader: Reader) -> Iterable[NextStep]:
    """Obstacles without an answer, and final assessments without a decision."""
    for each in Assessment.objects.waiting_for(reader):
        title = each.transfer.practice.title
        if each.is_final:
            yield NextStep(
                title=_("Decide on %(practice)s") % {"practice": title},
                detail=_("The assessment is final"),
                minutes=10,
                act=_("Decide"),
                url=f"{each.get_absolute_url()}#decision",
            )
        elif number := len(open_codes(each)):
            detail = ngettext(
                "%(n)s obstacle has no answer yet", "%(n)s obstacles have no answer yet", number
            )
            yield NextStep(
                title=_("Answer what stands against %(practice)s") % {"practice": title},
                detail=detail % {"n": number},
                minutes=5 * number,
                act=_("Answer it"),
                url=each.get_absolute_url(),
            )


def open_codes(assessment: Assessment) -> set[str]:
    """Criteria with an obstacle or a blocking gate and no answer, from what is stored."""
    gates = assessment.result.get("gates", [])
    blocking = {gate["code"] for gate in gates if gate["state"] == "blocking"}
    raised: set[str] = set(assessment.raised)  # type: ignore[attr-defined]  # by waiting_for
    answered: set[str] = set(assessment.answered)  # type: ignore[attr-defined]  # by waiting_for
    return (blocking | raised) - answered


def _to_look_at(reader: Reader) -> Iterable[NextStep]:
    """One row for all marks of colleagues on practices that nobody has taken up."""
    marks = list(Mark.objects.waiting_for(reader))
    if not marks:
        return
    newest = marks[0]
    sentence = ngettext(
        "%(n)s mark, the newest on %(practice)s",
        "%(n)s marks, the newest on %(practice)s",
        len(marks),
    )
    yield NextStep(
        title=_("Look at what your colleagues marked"),
        detail=sentence % {"n": len(marks), "practice": newest.practice.title},
        minutes=3,
        act=_("Look at it"),
        url=newest.practice.get_absolute_url(),
    )


def _to_review(reader: Reader, today: date) -> Iterable[NextStep]:
    for each in Decision.objects.to_review(reader, until=today + REVIEW_AHEAD):
        yield NextStep(
            title=_("Look again at %(practice)s") % {"practice": each.transfer.practice.title},
            detail=_("Decided: %(outcome)s") % {"outcome": Outcome(each.outcome).label},
            minutes=10,
            act=_("Look again"),
            url=each.get_absolute_url(),
            due_on=each.review_on,
        )
