"""What each part of "For your region" is worth: the only place that says so."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.gaps.reading import REASONS
from core.ui.numbers import signed
from practices.models import RequirementKind

# Shared fields of strength.
FIRST_FIELD: Final = 8
FURTHER_FIELD: Final = 4
# Needs: what the best of them shares with the practice, and something for each further one.
NEED_THEME: Final = 6
NEED_FIELD: Final = 6
NEED_INSTRUMENT: Final = 4
NEED_WORDS: Final = 4
FEWEST_WORDS: Final = 2  # of a need, in what a practice says of itself, that say anything
FURTHER_NEED: Final = 3
# Answers of similar regions, once for each of the three degrees of likeness.
DECIDED: Final = {"adopt": 2, "adapt": 2, "plan": 2, "done": 2, "learn": 1, "not_now": -2}
SUGGESTED: Final = {"adopt": 1, "adapt": 1, "learn": 0, "not_now": -1}
MOST_ALIKE: Final = 3
CLOSE: Final = "0.5"  # mean distance of two regions' scores that counts as two degrees
NEAR: Final = "1"  # that counts as one
FEWEST_SHARED: Final = 2  # practices that both have scored, for a distance to say anything
FEW_REGIONS: Final = 3  # below, the answers of others are a doubt
# Core requirements against the context profile.
MET: Final = 2
MISSING_STEP: Final = -3
# "Not for us because ...": each practice that was refused for something this one needs, too.
SAME_REASON: Final = -3
MOST_TIMES: Final = 2
ALIKE_REFUSED: Final = -3

# What a reason is about, of all that a practice can require: as gaps say it, and two more.
ABOUT: Final[dict[str, RequirementKind]] = {
    **{reason.value: RequirementKind(kind) for kind, reason in REASONS.items()},
    "rules": RequirementKind.LEGAL_POWER,
    "nobody": RequirementKind.MANDATE,
}
ABOUT_THE_PROBLEM: Final = frozenset({"no_need", "have_it"})


class PartName(StrEnum):
    FIELDS = "fields"
    NEEDS = "needs"
    REGIONS = "regions"
    GAPS = "gaps"
    REASONS = "reasons"


@dataclass(frozen=True)
class Part:
    """One part: its name, how it is counted, and the points that it can reach."""

    name: PartName
    label: str | Promise
    says: str | Promise
    lowest: int
    highest: int

    @property
    def words(self) -> str:
        """How it is counted, with the figures of this module."""
        return str(self.says) % {name: signed(Decimal(worth), 0) for name, worth in WORTH.items()}

    @property
    def span(self) -> str:
        """The points that it can reach: "−12 to +18"."""
        low, high = (signed(Decimal(each), 0) for each in (self.lowest, self.highest))
        return _("%(low)s to %(high)s") % {"low": low, "high": high}


WORTH: Final = {
    "first_field": FIRST_FIELD,
    "further_field": FURTHER_FIELD,
    "theme": NEED_THEME,
    "field": NEED_FIELD,
    "instrument": NEED_INSTRUMENT,
    "words": NEED_WORDS,
    "further_need": FURTHER_NEED,
    "taken": DECIDED["adopt"],
    "ideas": DECIDED["learn"],
    "against": DECIDED["not_now"],
    "suggested": SUGGESTED["adopt"],
    "not_suggested": SUGGESTED["not_now"],
    "met": MET,
    "step": MISSING_STEP,
    "same": SAME_REASON,
    "alike": ALIKE_REFUSED,
}

PARTS: Final[tuple[Part, ...]] = (
    Part(
        PartName.FIELDS,
        gettext_lazy("Fields of strength"),
        gettext_lazy(
            "%(first_field)s for the first field of strength that practice and region share, "
            "%(further_field)s for each further one."
        ),
        0,
        16,
    ),
    Part(
        PartName.NEEDS,
        gettext_lazy("What you look for"),
        gettext_lazy(
            "For the stated need that fits best: %(theme)s for its theme, %(field)s for its field "
            "of strength, %(instrument)s for its instrument, %(words)s if at least two of its "
            "words stand in title, short line or tags of the practice. %(further_need)s for each "
            "further need that fits."
        ),
        0,
        26,
    ),
    Part(
        PartName.REGIONS,
        gettext_lazy("Similar regions"),
        gettext_lazy(
            "A region is similar in one to three degrees: one for a shared field of strength, two "
            "for several; one or two where both have scored at least two of the same practices "
            "and the scores lie on average within 1 or within 0.5 of each other. Its decision "
            "counts for each degree: %(taken)s for “Adopt as it is”, “Adapt to us”, in plan or "
            "implemented, %(ideas)s for “Take ideas”, %(against)s for “Not for us now”. Where it "
            "has not decided, its finished assessment counts: %(suggested)s if it suggests to "
            "adopt or adapt, %(not_suggested)s if it suggests “Not for us now”."
        ),
        -12,
        18,
    ),
    Part(
        PartName.GAPS,
        gettext_lazy("What it needs"),
        gettext_lazy(
            "Core requirements against the context profile: %(met)s for each that is met, "
            "%(step)s for each step that is missing. What the profile does not name counts nothing."
        ),
        -18,
        8,
    ),
    Part(
        PartName.REASONS,
        gettext_lazy("“Not for us because …”"),
        gettext_lazy(
            "%(same)s for each practice, at most two for the same reason, that was not for you "
            "because of something that this one needs at its core, too. %(alike)s for each that "
            "you do not need or have already and that shares theme and field or instrument with "
            "this one."
        ),
        -12,
        0,
    ),
)
# From how many points on which words stand beside them.
MUCH: Final = 24
SOMETHING: Final = 12
