"""What changed between two versions of the questions, as a person reads it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import CriteriaSet, Criterion, CriterionText
from assessments.questions.rules import TEXT_FIELDS
from core.ui import numbers
from practices.writing.differences import Pieces, pieces_of

NAMES: dict[str, str | Promise] = {
    "topic": gettext_lazy("What it is about"),
    "question": gettext_lazy("Question"),
    "low_label": gettext_lazy("−2 reads"),
    "high_label": gettext_lazy("+2 reads"),
    "guidance": gettext_lazy("Guidance"),
    "importance": gettext_lazy("Importance"),
    "is_gate": gettext_lazy("Gate"),
    "requirement_kind": gettext_lazy("Speaks of"),
    "name": gettext_lazy("Name"),
    "threshold": gettext_lazy("Threshold"),
    "languages": gettext_lazy("Other languages"),
}


@dataclass(frozen=True)
class Line:
    """One thing that reads otherwise now."""

    name: str | Promise
    pieces: Pieces


@dataclass(frozen=True)
class Changed:
    """A question that stayed, with what changed in it.

    `left_behind`: languages that still say what they said, though the words changed.
    """

    criterion: Criterion
    lines: tuple[Line, ...]
    left_behind: tuple[str, ...] = ()


@dataclass(frozen=True)
class Differences:
    """From an earlier version to a later one."""

    earlier: CriteriaSet
    later: CriteriaSet
    head: tuple[Line, ...]
    added: tuple[Criterion, ...]
    removed: tuple[Criterion, ...]
    changed: tuple[Changed, ...]
    is_reordered: bool

    @property
    def is_empty(self) -> bool:
        parts = (self.head, self.added, self.removed, self.changed)
        return not self.is_reordered and not any(parts)

    @property
    def left_behind(self) -> list[Changed]:
        return [each for each in self.changed if each.left_behind]


def differences(earlier: CriteriaSet, later: CriteriaSet) -> Differences:
    """Both with their criteria and texts fetched before."""
    old = {each.code: each for each in earlier.criteria.all()}
    new = {each.code: each for each in later.criteria.all()}
    both = [code for code in new if code in old]
    pairs = [_changed(old[code], new[code]) for code in both]
    return Differences(
        earlier,
        later,
        head=_lines(_head(earlier), _head(later)),
        added=tuple(each for code, each in new.items() if code not in old),
        removed=tuple(each for code, each in old.items() if code not in new),
        changed=tuple(each for each in pairs if each.lines),
        is_reordered=both != [code for code in old if code in new],
    )


def _changed(old: Criterion, new: Criterion) -> Changed:
    is_reworded = _words(old) != _words(new)
    said = {each.language: _words(each) for each in old.texts.all()}
    same = [each.language for each in new.texts.all() if said.get(each.language) == _words(each)]
    return Changed(new, _lines(_said(old), _said(new)), tuple(same) if is_reworded else ())


def _words(of: Criterion | CriterionText) -> tuple[str, ...]:
    return tuple(getattr(of, name) for name in TEXT_FIELDS)


def _head(criteria_set: CriteriaSet) -> dict[str, str]:
    threshold = numbers.number(criteria_set.threshold, 2)
    return {"name": criteria_set.name, "threshold": threshold}


def _said(criterion: Criterion) -> dict[str, str]:
    """Everything about a question in words."""
    languages = sorted(each.language for each in criterion.texts.all())
    return {
        **{name: str(getattr(criterion, name)) for name in TEXT_FIELDS},
        "importance": str(criterion.get_importance_display()),
        "is_gate": _("yes") if criterion.is_gate else _("no"),
        "requirement_kind": str(criterion.get_requirement_kind_display()),
        "languages": ", ".join(languages),
    }


def _lines(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Line, ...]:
    return tuple(
        Line(NAMES[name], pieces_of(before[name], after[name]))
        for name in _names(before)
        if before[name] != after[name]
    )


def _names(words: Mapping[str, str]) -> Iterable[str]:
    return (name for name in NAMES if name in words)
