"""Sets of criteria: made whole, frozen by their first rating."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from assessments.actions.default_texts import add_default_texts
from assessments.default_sets import MEETING_CODES, QUESTIONS, Question
from assessments.models import CriteriaSet, Criterion
from core import clock
from core.audit import action, record
from regions.reader import Reader

MEETING, HOME = "meeting", "home"


@action
def ensure_default_sets(*, by: Reader) -> dict[str, CriteriaSet]:
    """The newest versions of "meeting" (six questions) and "home" (all sixteen), by code.

    Makes those that are missing, with their texts in other languages; a second call makes nothing.
    """
    wanted = {
        MEETING: (_("Meeting set"), [each for each in QUESTIONS if each.code in MEETING_CODES]),
        HOME: (_("Home set"), list(QUESTIONS)),
    }
    sets = {
        code: CriteriaSet.objects.newest(code).first()
        or make_set(code=code, name=name, questions=questions, by=by)
        for code, (name, questions) in wanted.items()
    }
    texts = add_default_texts(sets.values())
    record(by=by, verb="criteria_sets.ensured", obj=sets[MEETING], changes={"texts": texts})
    return sets


@action
def make_set(*, code: str, name: str, questions: Iterable[Question], by: Reader) -> CriteriaSet:
    """Make the first version of a set with its questions in this order."""
    made = CriteriaSet.objects.create(code=code, name=name, released_at=clock.now())
    Criterion.objects.bulk_create(
        Criterion(
            criteria_set=made,
            position=position,
            code=each.code,
            dimension=each.dimension,
            topic=each.topic,
            question=each.question,
            low_label=each.low_label,
            high_label=each.high_label,
            guidance=each.guidance,
            importance=each.importance,
            is_gate=each.is_gate,
            requirement_kind=each.requirement_kind or "",
        )
        for position, each in enumerate(questions, start=1)
    )
    record(by=by, verb="criteria_set.made", obj=made, changes={"code": code, "version": 1})
    return made
