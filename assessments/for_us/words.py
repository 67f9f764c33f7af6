"""The facts and doubts of the list in sentences."""

from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.for_us.model import Doubt, Fact, Likeness, Subject
from assessments.for_us.points import MUCH, SOMETHING
from assessments.models import Outcome, ReasonKind
from assessments.words import two_places
from core.ui.numbers import number
from core.ui.words import joined
from practices.models import RequirementKind, TransferStatus

DEGREES: Final = {
    1: gettext_lazy("somewhat similar"),
    2: gettext_lazy("similar"),
    3: gettext_lazy("very similar"),
}


def score_words(score: int) -> str:
    """What the sum means: a few words, for a list that says what to read first."""
    if score >= MUCH:
        return _("Much speaks for a look")
    if score >= SOMETHING:
        return _("Something speaks for a look")
    if score > 0:
        return _("A little speaks for a look")
    return _("More speaks against it")


def fact_words(fact: Fact, subject: Subject) -> str:
    return FACTS[fact.code](fact, subject)


def doubt_words(doubt: Doubt) -> str:
    if doubt.code == "few_regions":
        sentence = ngettext(
            "Answers of one region only.", "Answers of %(n)s regions only.", int(doubt.values[0])
        )
        return sentence % {"n": doubt.values[0]}
    if doubt.code == "not_in_context":
        kind = _kind(doubt.values[0])
        return _("The context profile says nothing about this: %(kind)s.") % {"kind": kind}
    return str(DOUBTS[doubt.code])


DOUBTS: Final = {
    "region_names_no_field": gettext_lazy("Your region names no field of strength."),
    "practice_names_no_field": gettext_lazy("The practice names no field of strength."),
    "no_need_stated": gettext_lazy("Your region has not said what it looks for."),
    "no_similar_region": gettext_lazy("No region like yours has answered yet."),
    "no_requirement": gettext_lazy("The practice names no core requirement."),
    "no_context": gettext_lazy("The context profile is not filled in."),
}


def _kind(value: str | int) -> str:
    return str(RequirementKind(str(value)).label).lower()


def _field(fact: Fact, subject: Subject) -> str:
    return _("You share %(field)s.") % {"field": fact.values[0]}


def _need(fact: Fact, subject: Subject) -> str:
    return NEEDS[fact.code] % {"need": fact.values[0]}


NEEDS: Final = {
    "need_theme": gettext_lazy("Theme of “%(need)s”."),
    "need_field": gettext_lazy("Field of “%(need)s”."),
    "need_instrument": gettext_lazy("Instrument of “%(need)s”."),
    "further_need": gettext_lazy("It fits “%(need)s”, too."),
}


def _need_words(fact: Fact, subject: Subject) -> str:
    return _("%(n)s words of “%(need)s”.") % {"need": fact.values[0], "n": fact.values[1]}


def _region(fact: Fact, subject: Subject) -> str:
    """Who answered what, and why this region is similar."""
    name, answer, degrees, pk = fact.values
    what = (
        str(TransferStatus(str(answer)).label)
        if fact.code == "decided"
        else _("its answers suggest “%(outcome)s”") % {"outcome": Outcome(str(answer)).label}
    )
    return _("%(region)s: %(what)s. It is %(degree)s: %(why)s.") % {
        "region": name,
        "what": what,
        "degree": DEGREES[int(degrees)],
        "why": why_similar(subject.likenesses[int(pk)]),
    }


def why_similar(likeness: Likeness) -> str:
    """The shared fields, and how far the scores lie apart where that counts."""
    parts = []
    if likeness.fields:
        parts.append(_("you share %(fields)s") % {"fields": joined(likeness.fields)})
    if likeness.closeness and likeness.distance is not None:
        sentence = ngettext(
            "your scores of %(n)s practice lie %(apart)s apart",
            "your scores of %(n)s practices lie %(apart)s apart",
            likeness.shared,
        )
        apart = number(two_places(likeness.distance), 2)
        parts.append(sentence % {"n": likeness.shared, "apart": apart})
    return joined(parts)


def _gap(fact: Fact, subject: Subject) -> str:
    kind, needed, has = fact.values
    return _("Needs %(needed)s of 3, you have %(has)s: %(kind)s.") % {
        "kind": _kind(kind),
        "needed": needed,
        "has": has,
    }


def _same_reason(fact: Fact, subject: Subject) -> str:
    reason, times = fact.values
    sentence = ngettext(
        "It needs the same as a practice that was not for you: %(reason)s.",
        "It needs the same as %(n)s practices that were not for you: %(reason)s.",
        int(times),
    )
    return sentence % {"n": times, "reason": _reason(reason)}


def _alike_refused(fact: Fact, subject: Subject) -> str:
    title, reason = fact.values
    return _("It is like “%(title)s”, which was not for you: %(reason)s.") % {
        "title": title,
        "reason": _reason(reason),
    }


def _reason(value: str | int) -> str:
    label = str(ReasonKind(str(value)).label)
    return label[:1].lower() + label[1:]


def _limit(fact: Fact, subject: Subject) -> str:
    return _("This part counts no more than %(n)s.") % {"n": number(fact.values[0])}


FACTS: Final[dict[str, Callable[[Fact, Subject], str]]] = {
    "field": _field,
    "need_theme": _need,
    "need_field": _need,
    "need_instrument": _need,
    "further_need": _need,
    "need_words": _need_words,
    "decided": _region,
    "suggested": _region,
    "met": _gap,
    "gap": _gap,
    "same_reason": _same_reason,
    "alike_refused": _alike_refused,
    "limit": _limit,
}
