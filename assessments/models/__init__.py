"""The assessment's tables, one file per page of the thread."""

from assessments.models.asking import HomeInvitation, HomePass
from assessments.models.criteria import (
    CriteriaSet,
    Criterion,
    CriterionText,
    Dimension,
    Importance,
)
from assessments.models.decision import (
    Assessment,
    AssessmentState,
    Decision,
    Dissent,
    Mitigation,
    Outcome,
    ReasonKind,
)
from assessments.models.mark import Mark, MarkKind
from assessments.models.rating import Rating, Tap
from assessments.models.round import (
    Round,
    RoundKind,
    RoundModerator,
    RoundState,
    Seat,
    hash_of_link,
    key_of_table,
    key_of_user,
)

__all__ = [
    "Assessment",
    "AssessmentState",
    "CriteriaSet",
    "Criterion",
    "CriterionText",
    "Decision",
    "Dimension",
    "Dissent",
    "HomeInvitation",
    "HomePass",
    "Importance",
    "Mark",
    "MarkKind",
    "Mitigation",
    "Outcome",
    "Rating",
    "ReasonKind",
    "Round",
    "RoundKind",
    "RoundModerator",
    "RoundState",
    "Seat",
    "Tap",
    "hash_of_link",
    "key_of_table",
    "key_of_user",
]
