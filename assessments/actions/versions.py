"""Versions of the questions: begun, named, released, discarded, taken back (CS02, CS03)."""

from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.models import CriteriaSet, Criterion, CriterionText
from assessments.questions import rules
from assessments.questions.reading import others_of, uses_of
from core import clock
from core.audit import action, record
from core.errors import BadInput, NotAllowed, NotNow, Stale
from regions.reader import Reader

OWN = {"id", "criteria_set_id"}
HEAD = ("name", "threshold", "note")


class NotTheCoordinator(NotAllowed):
    """Others read the questions; the reasons say who writes them."""


class CannotChange(NotNow):
    """The version is in use, or answered."""


class CannotRelease(NotNow):
    """Something is missing; each reason says what to do."""


class Unusable(BadInput):
    """What was entered breaks a rule of the questions."""


class SetChanged(Stale):
    """Somebody else wrote in the same version meanwhile; nothing was changed."""


@action
def start_version(*, code: str, by: Reader) -> CriteriaSet:
    """Begin a version from the newest one in use, with its texts in other languages."""
    _check_coordinator(by)
    versions = CriteriaSet.objects.filter(code=code).order_by("-version")
    if not list(versions.select_for_update()):
        raise CannotChange(_("There is no such set."))
    # Asked again: whoever held the lock may have begun one.
    if being_written := versions.filter(released_at__isnull=True).first():
        sentence = _("Version %(version)s is being written already. Go on with that one.")
        raise CannotChange(sentence % {"version": being_written.version})
    model = versions[0]
    made = CriteriaSet.objects.create(
        code=code,
        version=model.version + 1,
        name=model.name,
        threshold=model.threshold,
        made_by_id=by.user_id,
    )
    copy_criteria(model, made)
    record(by=by, verb="criteria_set.begun", obj=made, changes=_which(made))
    return made


@action
def change_head(
    *, criteria_set: CriteriaSet, name: str, threshold: Decimal, note: str, seen: str, by: Reader
) -> CriteriaSet:
    """Another name, threshold or note; raises `SetChanged` (412) when it was changed since."""
    locked = lock_written(criteria_set, by)
    if seen != rules.mark_of_head(locked):
        raise SetChanged
    if reasons := rules.threshold_problems(threshold):
        raise Unusable(*reasons)
    locked.name, locked.threshold, locked.note = name, threshold, note
    locked.save(update_fields=HEAD)
    changes = _which(locked) | {"threshold": str(threshold)}
    record(by=by, verb="criteria_set.changed", obj=locked, changes=changes)
    return locked


@action
def release_version(*, criteria_set: CriteriaSet, seen: str, by: Reader) -> CriteriaSet:
    """Let new rounds ask it. Rounds and results of earlier versions stay with theirs."""
    locked = lock_written(criteria_set, by)
    criteria = list(locked.criteria.all())
    if seen != rules.mark_of_all(locked, criteria):
        raise SetChanged
    if reasons := rules.release_gaps(locked, criteria, others_of(locked)):
        raise CannotRelease(*reasons)
    locked.released_at = clock.now()
    locked.save(update_fields=["released_at"])
    record(by=by, verb="criteria_set.released", obj=locked, changes=_which(locked))
    return locked


@action
def discard_version(*, criteria_set: CriteriaSet, seen: str, by: Reader) -> CriteriaSet:
    """Throw a version away that was never in use; returns the one in use."""
    locked = lock_written(criteria_set, by)
    if seen != rules.mark_of_all(locked, locked.criteria.all()):
        raise SetChanged
    record(by=by, verb="criteria_set.discarded", obj=locked, changes=_which(locked))
    in_use = CriteriaSet.objects.newest(locked.code).first()
    if in_use is None:
        raise CannotChange(_("It is the only version of this set. Change it instead."))
    locked.delete()
    return in_use


@action
def take_back_version(*, criteria_set: CriteriaSet, by: Reader) -> CriteriaSet:
    """Put a version back into writing that nobody has used yet."""
    _check_coordinator(by)
    locked = CriteriaSet.objects.select_for_update().get(pk=criteria_set.pk)
    of_code = CriteriaSet.objects.filter(code=locked.code).exclude(pk=locked.pk)
    if reasons := rules.taking_back_blockers(locked, uses_of(locked), list(of_code)):
        raise CannotChange(*reasons)
    locked.released_at = None
    locked.save(update_fields=["released_at"])
    record(by=by, verb="criteria_set.taken_back", obj=locked, changes=_which(locked))
    return locked


def lock_written(criteria_set: CriteriaSet, by: Reader) -> CriteriaSet:
    """Lock a version that this person may change now."""
    _check_coordinator(by)
    locked = CriteriaSet.objects.select_for_update().filter(pk=criteria_set.pk).first()
    if locked is None:
        raise CannotChange(_("This version was discarded in the meantime."))
    if reasons := rules.changing_blockers(locked):
        raise CannotChange(*reasons)
    return locked


def copy_criteria(earlier: CriteriaSet, later: CriteriaSet) -> None:
    """The questions with their texts: rows of their own, so each version keeps its words."""
    columns = [f.attname for f in Criterion._meta.concrete_fields if f.attname not in OWN]
    made = Criterion.objects.bulk_create(
        Criterion(criteria_set=later, **row) for row in earlier.criteria.values(*columns)
    )
    by_code = {each.code: each for each in made}
    CriterionText.objects.bulk_create(
        copied_text(each, by_code[each.criterion.code])
        for each in CriterionText.objects.filter(criterion__criteria_set=earlier).select_related(
            "criterion"
        )
    )


def copied_text(text: CriterionText, criterion: Criterion) -> CriterionText:
    words = {name: getattr(text, name) for name in rules.TEXT_FIELDS}
    return CriterionText(criterion=criterion, language=text.language, **words)


def _check_coordinator(by: Reader) -> None:
    if reasons := rules.coordinating_refusals(by):
        raise NotTheCoordinator(*reasons)


def _which(criteria_set: CriteriaSet) -> dict[str, object]:
    return {"code": criteria_set.code, "version": criteria_set.version}
