"""What the pages of one version of the questions show."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from assessments.models import CriteriaSet, Criterion
from assessments.questions import rules
from assessments.questions.method import Part, parts_of
from assessments.questions.reading import meanings_beside, others_of, uses_of
from assessments.questions.rules import Reasons
from core.languages import ANSWERING, ENGLISH


@dataclass(frozen=True)
class Language:
    """A language of a question: whether it has its words."""

    code: str
    name: str
    is_written: bool


@dataclass(frozen=True)
class Row:
    """A question on the page of writing."""

    criterion: Criterion
    languages: tuple[Language, ...]
    is_first: bool
    is_last: bool

    @property
    def written(self) -> int:
        return sum(each.is_written for each in self.languages)


class VersionPage:
    """One version, fetched `for_reading()`."""

    def __init__(self, criteria_set: CriteriaSet) -> None:
        self.criteria_set = criteria_set

    @classmethod
    def of(cls, criteria_set: CriteriaSet) -> Self:
        return cls(criteria_set)

    @cached_property
    def criteria(self) -> list[Criterion]:
        return list(self.criteria_set.criteria.all())

    @property
    def parts(self) -> list[Part]:
        return parts_of(self.criteria)

    @property
    def codes(self) -> set[str]:
        return {each.code for each in self.criteria}

    @property
    def rows(self) -> list[Row]:
        last = len(self.criteria) - 1
        return [
            Row(each, _languages(each), place == 0, place == last)
            for place, each in enumerate(self.criteria)
        ]

    @cached_property
    def meanings(self) -> Mapping[str, str]:
        return meanings_beside(self.criteria_set)

    @property
    def all_codes(self) -> set[str]:
        """Every code that this or another version has used."""
        return self.codes | set(self.meanings)

    @cached_property
    def gaps(self) -> Reasons:
        """What is missing before it can be released."""
        return rules.release_gaps(self.criteria_set, self.criteria, others_of(self.criteria_set))

    @property
    def order(self) -> str:
        return rules.mark_of_order(self.criteria)

    @property
    def whole(self) -> str:
        return rules.mark_of_all(self.criteria_set, self.criteria)

    @property
    def to_take(self) -> list[Criterion]:
        """Questions of the home set in use that a meeting set may take."""
        if self.criteria_set.code != "meeting":
            return []
        return [each for each in Criterion.objects.newest_of("home") if each.code not in self.codes]

    @cached_property
    def uses(self) -> list[str]:
        """What uses it, in words."""
        return uses_of(self.criteria_set)

    @property
    def can_be_taken_back(self) -> bool:
        others = CriteriaSet.objects.filter(code=self.criteria_set.code)
        return not rules.taking_back_blockers(
            self.criteria_set, self.uses, list(others.exclude(pk=self.criteria_set.pk))
        )


def _languages(criterion: Criterion) -> tuple[Language, ...]:
    written = {each.language for each in criterion.texts.all()}
    return tuple(
        Language(code, name, code in written) for code, name in ANSWERING.items() if code != ENGLISH
    )
