"""What fewer than three people said: no score, range, agreement or suggestion."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.kernel import CriterionFigures, GateState, Result
from core.ui.words import capital, joined, number_word

MOST = 2  # topics named of a kind, so that the sentence stays one


def first_look_sentence(result: Result, topics: Mapping[str, str]) -> str:
    """What speaks for it, what against it, and which gate nobody knows."""
    drivers = _topics(result.figures, topics, lambda median: median >= 1)
    barriers = _topics(result.figures, topics, lambda median: median <= -1)
    unknown = [topics[code] for code in result.gates_in(GateState.UNKNOWN)][:MOST]
    parts = [_first_part(drivers, barriers)]
    if unknown:
        sentence = ngettext(
            "%(what)s is not known yet.", "%(what)s are not known yet.", len(unknown)
        )
        parts.append(sentence % {"what": capital(joined(unknown))})
    return " ".join(parts)


def _first_part(drivers: Sequence[str], barriers: Sequence[str]) -> str:
    if not drivers and not barriers:
        return _("A first look: nothing speaks clearly for it or against it.")
    told = []
    if drivers:
        sentence = ngettext("%(what)s speaks for it", "%(what)s speak for it", len(drivers))
        told.append(sentence % {"what": joined(drivers)})
    if barriers:
        sentence = ngettext(
            "%(what)s speaks against it", "%(what)s speak against it", len(barriers)
        )
        told.append(sentence % {"what": joined(barriers)})
    return _("A first look: %(told)s.") % {"told": ", ".join(told)}


def _topics(
    figures: Sequence[CriterionFigures],
    topics: Mapping[str, str],
    speaks: Callable[[Fraction], bool],
) -> list[str]:
    """The topics whose middle answer says so, the clearest first."""
    clear = [(one.median, one.code) for one in figures if one.median and speaks(one.median)]
    clear.sort(key=lambda pair: -abs(pair[0]))
    return [topics[code] for _median, code in clear[:MOST]]


def first_look_heading(people: int) -> str:
    """What stands above the answers."""
    sentence = ngettext("What one person answered", "What %(n)s people answered", people)
    return sentence % {"n": number_word(people)}


def so_far(one: CriterionFigures) -> str:
    """What one or two answers to a question say."""
    if not one.n:
        return _("Nobody knows") if one.unknown else _("Nobody was asked yet")
    if one.n == 1:
        return _("One answer")
    values = [step - 2 for step, count in enumerate(one.distribution) for _each in range(count)]
    return _of_two(min(values), max(values))


def _of_two(low: int, high: int) -> str:
    if low < 0 < high:
        return _("They differ: talk first")
    if low > 0:
        return _("Both say yes, strongly") if low == 2 else _("Both say yes")
    if high < 0:
        return _("Both say no, strongly") if high == -2 else _("Both say no")
    if low == high:
        return _("Both see no difference")
    return _("Yes, or no difference") if high > 0 else _("No, or no difference")
