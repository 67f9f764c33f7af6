"""The default questions in other languages: added where a question still reads as we wrote it."""

from collections.abc import Iterable

from assessments.default_sets import QUESTIONS
from assessments.default_texts import TEXTS
from assessments.models import CriteriaSet, Criterion, CriterionText


def add_default_texts(sets: Iterable[CriteriaSet]) -> int:
    """Write the texts that are missing in these sets; how many.

    A text says the same in another language, so it may come to a set that is in use. A question
    that a partnership worded anew gets none: its words are theirs.
    """
    texts = [
        CriterionText(criterion=criterion, language=language, **said[criterion.code]._asdict())
        for criterion in Criterion.objects.filter(criteria_set__in=sets).prefetch_related("texts")
        if _reads_as_written(criterion)
        for language, said in TEXTS.items()
        if language not in {each.language for each in criterion.texts.all()}
    ]
    CriterionText.objects.bulk_create(texts, ignore_conflicts=True)
    return len(texts)


def _reads_as_written(criterion: Criterion) -> bool:
    written = _DEFAULTS.get(criterion.code)
    return written is not None and written == (
        criterion.question,
        criterion.low_label,
        criterion.high_label,
    )


_DEFAULTS = {each.code: (each.question, each.low_label, each.high_label) for each in QUESTIONS}
