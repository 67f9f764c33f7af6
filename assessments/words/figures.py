"""Numbers of a result as people read them, and the line that says what they rest on."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.kernel import Range, Result, Score
from assessments.kernel.suggestion import crosses
from core.ui import dates, numbers
from core.ui.words import capital, joined, number_word

HUNDREDTH = Decimal("0.01")


def two_places(value: Fraction) -> Decimal:
    """Rounded once, half away from zero; never from a number that was rounded before."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(HUNDREDTH, rounding=ROUND_HALF_UP)


def score_text(value: Fraction | None) -> str:
    """+1.30; −0.40; an en dash where there is none."""
    return "–" if value is None else numbers.signed(two_places(value), 2)


def range_line(range_: Range | None) -> str:
    """+1.18 to +1.49."""
    if range_ is None or range_.low is None or range_.high is None:
        return ""
    return _("%(low)s to %(high)s") % {
        "low": score_text(range_.low),
        "high": score_text(range_.high),
    }


def coverage_line(score: Score) -> str:
    """How much of a dimension's weight is answered: "0.55 of 1, at least 0.70 is needed"."""
    return _("%(share)s of the weight answered, at least 0.70 is needed") % {
        "share": numbers.number(two_places(score.coverage), 2)
    }


def basis_line(
    result: Result, *, region: str, has_table: bool, closed_on: date, questions: int
) -> list[str]:
    """Who answered what and when, how many answers there are, and what the range says."""
    people = len(result.raters) - has_table
    values = sum(one.n for one in result.figures)
    unknown = sum(one.unknown for one in result.figures)
    whole = len(result.raters) * questions
    sentences = [
        _("%(people)s of %(region)s, %(questions)s questions, closed on %(day)s.")
        % {
            "people": capital(_people(people, has_table=has_table)),
            "region": region,
            "questions": number_word(questions),
            "day": dates.day(closed_on),
        },
        _answers(values, whole, unknown),
    ]
    if not result.is_first_look and result.suggestion:
        sentences.append(_range_sentence(result))
    return sentences


def _people(people: int, *, has_table: bool) -> str:
    table = _("one agreed value of the table")
    if not people:
        return table
    words = ngettext("%(n)s person", "%(n)s people", people) % {"n": number_word(people)}
    return joined([words, table]) if has_table else words


def _answers(values: int, whole: int, unknown: int) -> str:
    sentence = _("%(values)s of %(whole)s answers") % {"values": values, "whole": whole}
    if not unknown:
        return f"{sentence}."
    times = ngettext("once “I do not know”", "%(n)s times “I do not know”", unknown)
    return f"{sentence}; {times % {'n': number_word(unknown)}}."


def _range_sentence(result: Result) -> str:
    crossed = _crossed(result)
    if not crossed:
        return _("The range leaves out each person once; it crosses no threshold.")
    return _("The range leaves out each person once; it crosses %(thresholds)s.") % {
        "thresholds": joined(crossed)
    }


def _crossed(result: Result) -> Sequence[str]:
    t = result.threshold
    pairs = [(result.relevance, t), (result.feasibility, -t), (result.feasibility, t)]
    found = [score_text(bound) for score, bound in pairs if crosses(score, bound)]
    return list(dict.fromkeys(found))
