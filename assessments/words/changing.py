"""What would change a result, in words: another average, another importance, or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.kernel import Advice, Changes, Flip, GateState, Result
from assessments.models import Outcome
from assessments.words.figures import score_text, two_places
from core.ui import numbers
from core.ui.words import capital, joined, number_word

NEAREST = 3  # so many are shown, the rest on demand
MOST_WEIGHT = 10


def outcome_label(advice: Advice) -> str:
    """The long label as people read it on buttons: "Adopt as it is"."""
    return str(Outcome(advice.value).label)


def weight_text(value: Fraction) -> str:
    """An importance: 3; 1.52."""
    return numbers.number(two_places(value), 0 if value.denominator == 1 else 2)


def once_line(result: Result, topics: Mapping[str, str]) -> str:
    """What has to be settled first, for all results are without the cap; empty without one."""
    if result.suggestion is None or result.suggestion.cap is None:
        return ""
    blocking = [topics[code] for code in result.gates_in(GateState.BLOCKING)]
    unknown = [topics[code] for code in result.gates_in(GateState.UNKNOWN)]
    parts = []
    if blocking:
        words = ngettext("%(what)s is answered", "%(what)s are answered", len(blocking))
        parts.append(words % {"what": joined(blocking)})
    if unknown:
        words = ngettext("%(what)s is known", "%(what)s are known", len(unknown))
        parts.append(words % {"what": joined(unknown)})
    return _("Results once %(settled)s.") % {"settled": joined(parts)}


def keeping_line(result: Result) -> str:
    """For how many of the questions the importance makes no difference."""
    if result.suggestion is None or result.changes is None:
        return ""
    intervals = result.changes.intervals
    keeping = sum(each.low is None and each.high is None for each in intervals)
    words = {
        "n": number_word(keeping),
        "all": number_word(len(result.figures)),
        "outcome": outcome_label(result.suggestion.uncapped),
    }
    if not keeping:
        return _("For no question does every importance from 0 to 10 keep “%(outcome)s”.") % words
    if keeping == len(result.figures):
        sentence = _("For all %(all)s questions any importance from 0 to 10 keeps “%(outcome)s”.")
        return sentence % words
    sentence = ngettext(
        "For one of %(all)s questions any importance from 0 to 10 keeps “%(outcome)s”.",
        "For %(n)s of %(all)s questions any importance from 0 to 10 keeps “%(outcome)s”.",
        keeping,
    )
    return sentence % words


def no_flip_line(result: Result) -> str:
    """Where no answer alone is enough."""
    if result.changes is None or result.changes.flips:
        return ""
    return _("No single answer, whatever its average, reaches the next threshold.")


def nearest_flips(changes: Changes) -> list[Flip]:
    """The shortest way first; of equal ways the mean that has most of the scale before it."""
    return sorted(
        changes.flips,
        key=lambda each: (abs(each.by), each.mean if each.by > 0 else -each.mean),
    )


def needed_text(flip: Flip) -> str:
    """The average: "+1.53" to come up to, "below −0.39" to fall under."""
    if flip.by > 0:
        return score_text(flip.needed)
    return _("below %(value)s") % {"value": score_text(flip.needed)}


@dataclass(frozen=True)
class Bound:
    """One end of an interval beyond which something else would be suggested."""

    code: str
    weight: Fraction
    value: Fraction
    is_upper: bool
    advice: Advice

    @property
    def text(self) -> str:
        """The importance: "below 1.52", "above 5.44"; "at 10" where the scale ends."""
        words = {"value": weight_text(self.value)}
        if self.value in (0, MOST_WEIGHT):
            return _("at %(value)s") % words
        return _("above %(value)s") % words if self.is_upper else _("below %(value)s") % words


def nearest_bounds(changes: Changes) -> list[Bound]:
    """The smallest difference first."""
    found = []
    for each in changes.intervals:
        for value, advice, is_upper in (
            (each.low, each.below, False),
            (each.high, each.above, True),
        ):
            if value is not None and advice is not None:
                found.append(Bound(each.code, each.weight, value, is_upper, advice))
    return sorted(found, key=lambda each: (abs(each.value - each.weight), each.value))


def change_sentences(result: Result, topics: Mapping[str, str]) -> list[str]:
    """The nearest changes, at most three, for a sheet; `topics` are the criteria's words by code.

    "Money up by 0.86 steps, or its importance below 1.52 instead of 3: “Adopt as it is”." Empty
    where nothing is suggested, and for a result that was stored without them.
    """
    changes = result.changes
    if changes is None:
        return []
    bounds = nearest_bounds(changes)
    flips = nearest_flips(changes)[:NEAREST]
    if flips:
        return [_flip_sentence(each, bounds, topics[each.code]) for each in flips]
    found = [_bound_sentence(each, topics[each.code]) for each in bounds[:NEAREST]]
    return [*found, no_flip_line(result), *([] if bounds else [keeping_line(result)])]


def _flip_sentence(flip: Flip, bounds: Iterable[Bound], topic: str) -> str:
    way = _way(flip) % {"what": capital(topic), "by": numbers.number(two_places(abs(flip.by)), 2)}
    words = {"way": way, "outcome": outcome_label(flip.advice)}
    for each in bounds:
        if (each.code, each.advice) == (flip.code, flip.advice):
            words |= {"bound": each.text, "now": weight_text(each.weight)}
            sentence = _("%(way)s, or its importance %(bound)s instead of %(now)s: “%(outcome)s”.")
            return sentence % words
    return _("%(way)s: “%(outcome)s”.") % words


def _way(flip: Flip) -> str:
    if flip.by > 0:
        return _("%(what)s up by %(by)s steps")
    if flip.by < 0:
        return _("%(what)s down by more than %(by)s steps")
    return _("%(what)s a little lower")


def _bound_sentence(bound: Bound, topic: str) -> str:
    return _("Importance of %(what)s %(bound)s instead of %(now)s: “%(outcome)s”.") % {
        "what": topic,
        "bound": bound.text,
        "now": weight_text(bound.weight),
        "outcome": outcome_label(bound.advice),
    }
