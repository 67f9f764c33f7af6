"""The suggestion as a sentence."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.kernel import Advice, GateState, Result, Suggestion
from assessments.kernel.suggestion import lower
from core.ui.words import capital, joined

IN_SENTENCE = {
    Advice.ADOPT: gettext_lazy("adopt as it is"),
    Advice.ADAPT: gettext_lazy("adapt to us"),
    Advice.LEARN: gettext_lazy("take ideas"),
    Advice.NOT_NOW: gettext_lazy("not for us now"),
}
REASONS = {
    Advice.ADOPT: gettext_lazy("It is needed and feasible."),
    Advice.ADAPT: gettext_lazy("It is needed, and feasible with changes."),
    Advice.LEARN: gettext_lazy("It is needed, but hardly feasible as it is."),
    Advice.NOT_NOW: gettext_lazy("It is not needed enough."),
}
GATES = {
    GateState.CLEAR: gettext_lazy("clear"),
    GateState.BLOCKING: gettext_lazy("blocking"),
    GateState.MITIGATED: gettext_lazy("blocking, answered"),
    GateState.UNKNOWN: gettext_lazy("not known yet"),
}


def in_sentence(advice: Advice) -> str:
    """The long label inside a sentence."""
    return str(IN_SENTENCE[advice])


def gate_words(state: GateState) -> str:
    return str(GATES[state])


def verdict(result: Result, topics: Mapping[str, str]) -> str:
    """Outcome, reason, doubt; `topics` are the words of the criteria by code.

    Empty for a result without a suggestion.
    """
    suggestion = result.suggestion
    if suggestion is None:
        return ""
    parts = [
        _("We suggest: %(outcome)s.") % {"outcome": in_sentence(suggestion.capped)},
        _reason(result, suggestion, topics),
    ]
    if suggestion.could_easily_change:
        parts.append(_("It could easily change."))
    return " ".join(parts)


def _reason(result: Result, suggestion: Suggestion, topics: Mapping[str, str]) -> str:
    blocking = [topics[code] for code in result.gates_in(GateState.BLOCKING)]
    unknown = [topics[code] for code in result.gates_in(GateState.UNKNOWN)]
    if blocking:
        sentence = _open(blocking, suggestion, has_unknown=bool(unknown))
        return f"{sentence} {_not_known(unknown, None)}" if unknown else sentence
    if unknown and suggestion.capped != suggestion.uncapped:
        return _not_known(unknown, suggestion.uncapped)
    parts = [str(REASONS[suggestion.uncapped])]
    if unknown:
        parts.append(_not_known(unknown, None))
    return " ".join(parts)


def _open(blocking: Sequence[str], suggestion: Suggestion, *, has_unknown: bool) -> str:
    """A blocking gate is named first, with what holds once it is answered."""
    afterwards = lower(suggestion.uncapped, Advice.ADAPT if has_unknown else None)
    what = capital(joined(blocking))
    if afterwards == suggestion.capped:
        sentence = ngettext("%(what)s is open.", "%(what)s are open.", len(blocking))
        return f"{sentence % {'what': what}} {REASONS[suggestion.uncapped]}"
    sentence = ngettext(
        "%(what)s is open; once it is answered: %(outcome)s.",
        "%(what)s are open; once they are answered: %(outcome)s.",
        len(blocking),
    )
    return sentence % {"what": what, "outcome": in_sentence(afterwards)}


def _not_known(unknown: Sequence[str], uncapped: Advice | None) -> str:
    what = capital(joined(unknown))
    if uncapped is None:
        sentence = ngettext(
            "%(what)s is not known yet.", "%(what)s are not known yet.", len(unknown)
        )
        return sentence % {"what": what}
    sentence = ngettext(
        "%(what)s is not known yet; without that: %(outcome)s.",
        "%(what)s are not known yet; without that: %(outcome)s.",
        len(unknown),
    )
    return sentence % {"what": what, "outcome": in_sentence(uncapped)}


def finding(result: Result) -> str:
    """What the two scores say, as the heading of the plane: "Needed, and only just feasible"."""
    relevance, feasibility = result.relevance.value, result.feasibility.value
    if relevance is None or feasibility is None:
        return _("Not enough answers for the plane")
    t = result.threshold
    needed = relevance >= t
    if feasibility >= t:
        return _("Needed, and feasible") if needed else _("Hardly needed, though feasible")
    if feasibility >= Fraction(0):
        if needed:
            return _("Needed, and only just feasible")
        return _("Hardly needed, and only just feasible")
    if feasibility >= -t:
        return _("Needed, and hard to do") if needed else _("Hardly needed, and hard to do")
    if needed:
        return _("Needed, but not feasible as it is")
    return _("Hardly needed, and not feasible as it is")
