"""What would change a result, as lines of a table: another level, average or importance."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.kernel import Advice, Dimension, Result, Without
from assessments.kernel import Changes as Found
from assessments.models import Outcome
from assessments.results import Reading
from assessments.words import levels_line, lifts_line, score_text, without_level
from assessments.words.changing import (
    MOST_WEIGHT,
    NEAREST,
    keeping_line,
    nearest_bounds,
    nearest_flips,
    needed_text,
    no_flip_line,
    once_line,
    weight_text,
)
from assessments.words.levels import in_order
from core.ui.words import capital, number_word

WITHOUT_LEVEL = {
    Dimension.RELEVANCE: gettext_lazy("Without one level, relevance would be"),
    Dimension.FEASIBILITY: gettext_lazy("Without one level, feasibility would be"),
}


@dataclass(frozen=True)
class Line:
    """One "what if": from where to where on its scale, the figure, and what would be suggested.

    `start` and `end` are places on the drawn line, `from_` and `to` the same as figures.
    """

    words: str
    start: str
    end: str
    from_: str
    to: str
    value: str
    suggestion: str
    is_flip: bool


@dataclass(frozen=True)
class Group:
    """Lines of one kind: those that are shown, and the rest on demand."""

    heading: str | Promise
    lines: tuple[Line, ...]
    rest: tuple[Line, ...] = ()
    marks: tuple[str, ...] = ()  # where thresholds stand on the drawn line


@dataclass(frozen=True)
class Changes:
    sentences: tuple[str, ...]
    groups: tuple[Group, ...]

    @property
    def folded(self) -> list[Group]:
        return [each for each in self.groups if each.rest]

    @property
    def more(self) -> str:
        """How many are on demand: "Four more"."""
        return _("%(n)s more") % {
            "n": capital(number_word(sum(len(each.rest) for each in self.groups)))
        }


def changes_of(reading: Reading) -> Changes:
    """Only a sentence where nothing is suggested: then there is nothing to change."""
    result = reading.result
    if reading.suggestion is None:
        why = _("Nothing is suggested, so there is nothing that would change it.")
        return Changes((why,), ())
    levels = reading.material.levels
    sizes = Counter(levels.values())
    labels = {value: str(label) for value, label in Outcome.choices}
    sentences = (
        once_line(result, reading.material.topics),
        keeping_line(result),
        no_flip_line(result),
        levels_line(result, sizes, labels),
        lifts_line(result, levels),
    )
    questions = {each.code: each.question for each in reading.material.criteria}
    groups = [_without_levels(result, sizes)]
    if result.changes:
        groups += [_flips(result.changes, questions), _bounds(result.changes, questions)]
    return Changes(
        tuple(each for each in sentences if each), tuple(each for each in groups if each.lines)
    )


def _without_levels(result: Result, sizes: Mapping[str, int]) -> Group:
    """Of the two scores the one on which the suggestion depends: what is not needed stays so."""
    t, relevance = result.threshold, result.relevance.value
    is_needed = relevance is not None and relevance >= t
    dimension = Dimension.FEASIBILITY if is_needed else Dimension.RELEVANCE
    by_level = {each.left_out: each for each in result.without.levels}
    lines = tuple(
        _without_level(by_level[level], dimension, result, sizes[level])
        for level in in_order(by_level)
    )
    marks = (on_scale(-t), on_scale(t)) if is_needed else (on_scale(t),)
    return Group(WITHOUT_LEVEL[dimension], lines, marks=marks)


def _without_level(each: Without, dimension: Dimension, result: Result, size: int) -> Line:
    scores = {one.dimension: one.value for one in (result.relevance, result.feasibility)}
    now, then = scores[dimension], each.score(dimension)
    value = score_text(then)
    if dimension == Dimension.FEASIBILITY and each.uncapped == Advice.NOT_NOW:
        # Then feasibility is not what changes it.
        words = {"value": value, "relevance": score_text(each.relevance)}
        value = _("%(value)s; relevance %(relevance)s") % words
    return Line(
        words=capital(without_level(each.left_out, size)),
        start="" if now is None else on_scale(now),
        end="" if then is None else on_scale(then),
        from_=score_text(now),
        to=score_text(then),
        value=value,
        suggestion=each.uncapped.value if each.uncapped else "",
        is_flip=result.suggestion is not None and each.uncapped != result.suggestion.uncapped,
    )


def _flips(changes: Found, questions: Mapping[str, str]) -> Group:
    lines = (
        Line(
            words=questions[each.code],
            start=on_scale(each.mean),
            end=on_scale(each.needed),
            from_=score_text(each.mean),
            to=score_text(each.needed),
            value=_now(needed_text(each), score_text(each.mean)),
            suggestion=each.advice.value,
            is_flip=True,
        )
        for each in nearest_flips(changes)
    )
    return _nearest(_("If the average of one answer moved to"), lines)


def _bounds(changes: Found, questions: Mapping[str, str]) -> Group:
    lines = (
        Line(
            words=questions[each.code],
            start=on_weights(each.weight),
            end=on_weights(each.value),
            from_=weight_text(each.weight),
            to=weight_text(each.value),
            value=_now(each.text, weight_text(each.weight)),
            suggestion=each.advice.value,
            is_flip=True,
        )
        for each in nearest_bounds(changes)
    )
    return _nearest(_("If the importance, from 0 to 10, were"), lines)


def _nearest(heading: str, lines: Iterable[Line]) -> Group:
    every = tuple(lines)
    return Group(heading, every[:NEAREST], every[NEAREST:])


def _now(then: str, now: str) -> str:
    return _("%(then)s, now %(now)s") % {"then": then, "now": now}


def on_scale(value: Fraction) -> str:
    """A score or an average on a line from −2 to +2."""
    return f"{float(value) * 25 + 50:.2f}%"


def on_weights(value: Fraction) -> str:
    """An importance on a line from 0 to 10; larger ones stand at its end."""
    return f"{min(float(value), MOST_WEIGHT) * 100 / MOST_WEIGHT:.2f}%"
