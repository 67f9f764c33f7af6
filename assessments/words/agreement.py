"""How far people of one region agree. Across regions the word is another one: they differ."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.kernel import Consensus, NoAlpha, Reliability, Result
from assessments.words.figures import two_places
from core.ui import numbers
from core.ui.words import number_word

CONSENSUS = {
    Consensus.AGREED: gettext_lazy("Agreed"),
    Consensus.MIXED: gettext_lazy("Mixed"),
    Consensus.SPLIT: gettext_lazy("Split"),
    Consensus.TOO_FEW: gettext_lazy("too few to tell"),
}
RELIABILITY = {
    Reliability.RELIABLE: gettext_lazy(
        "Over all %(questions)s questions the answers are reliable"
        " (Krippendorff’s alpha %(alpha)s)."
    ),
    Reliability.TENTATIVE: gettext_lazy(
        "Over all %(questions)s questions the answers are reliable enough for a tentative figure"
        " (Krippendorff’s alpha %(alpha)s)."
    ),
    Reliability.NOT_RELIABLE: gettext_lazy(
        "Over all %(questions)s questions the answers are not reliable enough for one figure"
        " (Krippendorff’s alpha %(alpha)s), so read the profile."
    ),
}
NO_ALPHA = {
    NoAlpha.TOO_FEW_RATERS: gettext_lazy(
        "There is no figure over all questions: it needs two people."
    ),
    NoAlpha.TOO_FEW_CRITERIA: gettext_lazy(
        "There is no figure over all questions: it needs five questions with two answers each."
    ),
    NoAlpha.NO_VARIATION: gettext_lazy(
        "There is no figure over all questions: the answers do not vary."
    ),
}


def consensus_word(consensus: Consensus) -> str:
    return str(CONSENSUS[consensus])


def agreement_line(result: Result) -> str:
    """What the words mean, and one sentence about all questions together."""
    parts = [_("Agreed from 0.70, mixed from 0.50, below that split.")]
    agreement = result.agreement
    if agreement.reason is not None:
        parts.append(str(NO_ALPHA[agreement.reason]))
    elif agreement.reliability is not None and agreement.alpha is not None:
        parts.append(
            str(RELIABILITY[agreement.reliability])
            % {
                "questions": number_word(len(result.figures)),
                "alpha": numbers.number(two_places(agreement.alpha), 2),
            }
        )
    people = len(result.raters)
    if agreement.alpha is not None and people <= FEW_RATERS:
        sentence = ngettext(
            "With %(n)s person the figure per question is the more honest one.",
            "With %(n)s people the figure per question is the more honest one.",
            people,
        )
        parts.append(sentence % {"n": number_word(people)})
    return " ".join(parts)


FEW_RATERS = 8
