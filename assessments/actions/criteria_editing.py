"""Questions of a version that is being written: added, changed, moved, removed (CS02)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from assessments.actions.versions import (
    CannotChange,
    SetChanged,
    Unusable,
    copied_text,
    lock_written,
)
from assessments.models import CriteriaSet, Criterion, CriterionText
from assessments.questions import rules
from assessments.questions.reading import meanings_beside
from core import clock
from core.audit import action, record
from core.languages import ANSWERING, ENGLISH
from regions.reader import Reader


@action
def add_criterion(
    *, criteria_set: CriteriaSet, code: str, dimension: str, values: Mapping[str, Any], by: Reader
) -> Criterion:
    """A new question at the end of its dimension; `values` are its words, importance and gate."""
    locked = lock_written(criteria_set, by)
    criteria = list(locked.criteria.all())
    taken = {each.code for each in criteria}
    reasons = rules.code_problems(code, dimension, taken, meanings_beside(locked))
    if reasons := reasons + rules.question_problems(values["question"]):
        raise Unusable(*reasons)
    made = Criterion.objects.create(
        criteria_set=locked, code=code, dimension=dimension, position=0, **values
    )
    _renumber(_with_its_like(criteria, made))
    _record(by, "criterion.added", locked, code)
    return made


@action
def take_criterion(*, criteria_set: CriteriaSet, criterion: Criterion, by: Reader) -> Criterion:
    """Take a question of the home set in use into a meeting set, with all its texts."""
    locked = lock_written(criteria_set, by)
    criteria = list(locked.criteria.all())
    if criterion.code in {each.code for each in criteria}:
        raise CannotChange(_("This question is in the set already."))
    words = {name: getattr(criterion, name) for name in rules.FIELDS}
    made = Criterion.objects.create(criteria_set=locked, position=0, **words)
    texts = CriterionText.objects.filter(criterion=criterion)
    CriterionText.objects.bulk_create(copied_text(each, made) for each in texts)
    _renumber(_with_its_like(criteria, made))
    _record(by, "criterion.added", locked, made.code)
    return made


@action
def change_criterion(
    *, criterion: Criterion, values: Mapping[str, Any], seen: str, by: Reader
) -> Criterion:
    """Other words, importance, gate or kind; code and dimension stay: answers go by them."""
    locked = lock_written(criterion.criteria_set, by)
    current = _still_there(locked, criterion)
    if seen != rules.mark_of_criterion(current):
        raise SetChanged
    if reasons := rules.question_problems(values["question"]):
        raise Unusable(*reasons)
    for name, value in values.items():
        setattr(current, name, value)
    current.save(update_fields=list(values))
    _record(by, "criterion.changed", locked, current.code)
    return current


@action
def change_text(
    *, criterion: Criterion, language: str, words: Mapping[str, str], seen: str, by: Reader
) -> Criterion:
    """The question in another language; without any words the text is removed."""
    locked = lock_written(criterion.criteria_set, by)
    current = _still_there(locked, criterion)
    if language not in ANSWERING or language == ENGLISH:
        raise Unusable(_("Nobody can choose this language. Choose one from the list."))
    text = current.texts.filter(language=language).first()
    if seen != rules.mark_of_text(text):
        raise SetChanged
    if any(words.values()):
        current.texts.update_or_create(
            language=language, defaults={**words, "changed_at": clock.now()}
        )
    elif text:
        text.delete()
    _record(by, "criterion.translated", locked, current.code, language=language)
    return current


@action
def move_criterion(*, criterion: Criterion, up: bool, seen: str, by: Reader) -> CriteriaSet:
    """One place up or down; at the end it stays."""
    locked = lock_written(criterion.criteria_set, by)
    criteria = _in_seen_order(locked, seen)
    here = criteria.index(_still_there(locked, criterion))
    there = here - 1 if up else here + 1
    if 0 <= there < len(criteria):
        criteria[here], criteria[there] = criteria[there], criteria[here]
    _renumber(criteria)
    _record(by, "criterion.moved", locked, criterion.code)
    return locked


@action
def remove_criterion(*, criterion: Criterion, seen: str, by: Reader) -> CriteriaSet:
    """Ask it no longer from this version on; its code can be brought back later."""
    locked = lock_written(criterion.criteria_set, by)
    criteria = _in_seen_order(locked, seen)
    gone = _still_there(locked, criterion)
    criteria.remove(gone)
    gone.delete()
    _renumber(criteria)
    _record(by, "criterion.removed", locked, criterion.code)
    return locked


def _still_there(locked: CriteriaSet, criterion: Criterion) -> Criterion:
    current = locked.criteria.filter(code=criterion.code).first()
    if current is None:
        raise CannotChange(_("This question was removed in the meantime."))
    return current


def _in_seen_order(locked: CriteriaSet, seen: str) -> list[Criterion]:
    criteria = list(locked.criteria.all())
    if seen != rules.mark_of_order(criteria):
        raise SetChanged
    return criteria


def _with_its_like(criteria: list[Criterion], made: Criterion) -> list[Criterion]:
    """The new one behind the last of its dimension."""
    alike = [at for at, each in enumerate(criteria) if each.dimension == made.dimension]
    place = alike[-1] + 1 if alike else len(criteria)
    return [*criteria[:place], made, *criteria[place:]]


def _renumber(criteria: list[Criterion]) -> None:
    for position, each in enumerate(criteria, start=1):
        each.position = position
    Criterion.objects.bulk_update(criteria, ["position"])


def _record(by: Reader, verb: str, obj: CriteriaSet, code: str, **more: str) -> None:
    changes = {"code": obj.code, "version": obj.version, "criterion": code, **more}
    record(by=by, verb=verb, obj=obj, changes=changes)
