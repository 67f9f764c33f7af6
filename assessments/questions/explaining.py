"""What each figure of an assessment means, and where the method page says more."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Explanation:
    """`anchors` are sections of the method page, each with the words of its link."""

    question: str | Promise
    words: str | Promise
    anchors: tuple[tuple[str, str | Promise], ...]


EXPLANATIONS: dict[str, Explanation] = {
    "score": Explanation(
        _("What do score and range say?"),
        _(
            "The score is the average of the answers from −2 to +2; important questions count"
            " more. The range is where the score goes when each person is left out once."
        ),
        (("scores", _("How scores are computed")), ("range", _("How ranges are computed"))),
    ),
    "coverage": Explanation(
        _("Why is there no score?"),
        _(
            "The answered questions must hold at least 0.70 of the importance of all questions"
            " asked. Below that an average would speak for questions that nobody answered."
        ),
        (("coverage", _("How coverage is computed")),),
    ),
    "easily": Explanation(
        _("What does “could easily change” mean?"),
        _(
            "Without one of the people who answered, the scores could lead to another suggestion."
            " Look at what would change it before you decide."
        ),
        (("easily-changes", _("When we say so")),),
    ),
    "plane": Explanation(
        _("How to read the plane"),
        _(
            "Higher is more relevant, further right more feasible. The fields are the suggestions;"
            " a gate can hold the suggestion lower than the field."
        ),
        (("suggestion", _("How a suggestion comes about")),),
    ),
    "gates": Explanation(
        _("What is a gate?"),
        _(
            "A question that can stop a transfer alone: good answers elsewhere do not make up for"
            " it. It stops blocking when the region records what it will do about it."
        ),
        (("gates", _("When a gate blocks")),),
    ),
    "answers": Explanation(
        _("How to read the answers"),
        _(
            "Each mark is one person, by level. The bar is how far people agree: 1.00 if all say"
            " the same, 0 if answers are spread like chance. “I do not know” is counted, never"
            " averaged."
        ),
        (("scale", _("The scale")), ("agreement", _("How agreement is computed"))),
    ),
    "alpha": Explanation(
        _("What is Krippendorff’s alpha?"),
        _(
            "How far the answers to all questions together are more alike than chance: 1 is full"
            " agreement, 0 is chance."
        ),
        (("alpha", _("How alpha is computed")),),
    ),
    "changes": Explanation(
        _("How to read what would change it"),
        _(
            "Each line changes one thing and leaves the rest as it is. The hollow dot is now, the"
            " filled one is where something else would be suggested; a gate that blocks is left"
            " out of it."
        ),
        (
            ("importance", _("How the importance is tried")),
            ("flips", _("How an average is tried")),
            ("levels", _("How a level is left out")),
        ),
    ),
    "first_look": Explanation(
        _("Why is there no score in a first look?"),
        _(
            "One or two people are too few to add up. You see what they said, obstacles and open"
            " questions; a third person brings score, range and suggestion."
        ),
        (("first-look", _("More about a first look")),),
    ),
}
