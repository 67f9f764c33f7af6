"""Levels as counts and words; which person said what stays in the room."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.kernel import Result
from core.ui.words import joined, number_word
from regions.models import Level

TABLE = "table"
ORDER: dict[str, int] = {level: place for place, level in enumerate([*Level.values, TABLE])}


def in_order(levels: Iterable[str]) -> list[str]:
    """Policy makers, intermediaries, practitioners, then a table."""
    return sorted(levels, key=lambda level: ORDER.get(level, len(ORDER)))


def level_marks(levels: Iterable[str]) -> str:
    """The marks of a cell for screen readers: "1 policy maker, 2 intermediaries"."""
    counts = Counter(levels)
    return ", ".join(_counted(level, counts[level]) for level in in_order(counts))


def _counted(level: str, n: int) -> str:
    match level:
        case Level.POLICY_MAKER:
            words = ngettext("%(n)s policy maker", "%(n)s policy makers", n)
        case Level.INTERMEDIARY:
            words = ngettext("%(n)s intermediary", "%(n)s intermediaries", n)
        case Level.PRACTITIONER:
            words = ngettext("%(n)s practitioner", "%(n)s practitioners", n)
        case _:
            words = _("%(n)s agreed value of the table")
    return words % {"n": n}


def without_level(level: str, n: int) -> str:
    """Inside a sentence: "without the intermediary", "without the policy makers"."""
    match level:
        case Level.POLICY_MAKER:
            return ngettext("without the policy maker", "without the policy makers", n)
        case Level.INTERMEDIARY:
            return ngettext("without the intermediary", "without the intermediaries", n)
        case Level.PRACTITIONER:
            return ngettext("without the practitioner", "without the practitioners", n)
        case _:
            return _("without the table")


def levels_line(result: Result, sizes: Mapping[str, int], labels: Mapping[str, str]) -> str:
    """Whether one level alone decides; `labels` are the long labels of the suggestions."""
    suggestion = result.suggestion
    if suggestion is None or not suggestion.levels_that_decide:
        return _("No level alone decides.") if suggestion else ""
    reads = []
    for each in result.without.levels:
        if each.left_out not in suggestion.levels_that_decide:
            continue
        without = without_level(each.left_out, sizes.get(each.left_out, 1))
        if each.uncapped is None:
            reads.append(_("%(without)s there is no suggestion") % {"without": without})
        else:
            words = {"without": without, "outcome": labels[each.uncapped]}
            reads.append(_("%(without)s it reads “%(outcome)s”") % words)
    return _("One level alone decides: %(reads)s.") % {"reads": joined(reads)}


def lifts_line(result: Result, levels: Mapping[str, str]) -> str:
    """Of how many people each alone would lift the cap; `levels` by the rater's key."""
    suggestion = result.suggestion
    if suggestion is None or suggestion.cap is None:
        return ""
    lifting = [levels[key] for key in suggestion.cap_lifts_without if key in levels]
    if not lifting:
        return _("The cap stays whichever person is left out.")
    sentence = ngettext(
        "Without one person (%(who)s) the cap would lift.",
        "Without any one of %(n)s people (%(who)s) the cap would lift.",
        len(lifting),
    )
    return sentence % {"n": number_word(len(lifting)), "who": level_marks(lifting)}
