"""What versions of the questions are measured against, and what uses them."""

from assessments.models import CriteriaSet, Criterion
from assessments.questions.rules import Others


def others_of(criteria_set: CriteriaSet) -> Others:
    """What the version is measured against: two sets in use, and what codes have meant."""
    in_use = {
        code: frozenset(Criterion.objects.newest_of(code).values_list("code", flat=True))
        for code in ("home", "meeting")
    }
    return Others(in_use["home"], in_use["meeting"], meanings_beside(criteria_set))


def meanings_beside(criteria_set: CriteriaSet) -> dict[str, str]:
    """The dimension of each code in the other versions of all sets."""
    others = Criterion.objects.exclude(criteria_set=criteria_set)
    return dict(others.values_list("code", "dimension"))


def uses_of(criteria_set: CriteriaSet) -> list[str]:
    """Rows of any app that point to the version, counted in words: "2 rounds", "1 session"."""
    found = []
    for relation in CriteriaSet._meta.related_objects:
        model = relation.related_model
        if isinstance(model, str) or model is Criterion:
            continue
        rows = model._base_manager.filter(**{relation.field.name: criteria_set})
        if number := rows.count():
            names = model._meta.verbose_name, model._meta.verbose_name_plural
            found.append(f"{number} {names[number != 1]}")
    return found
