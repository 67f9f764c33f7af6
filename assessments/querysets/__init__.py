"""Reads of rounds, assessments and decisions, named for the reader."""

from assessments.querysets.asking import HomeInvitationQuerySet, HomePassQuerySet
from assessments.querysets.criteria import CriteriaSetQuerySet, CriterionQuerySet
from assessments.querysets.pairs import AssessmentQuerySet, DecisionQuerySet, MarkQuerySet
from assessments.querysets.rounds import RatingQuerySet, RoundQuerySet, SeatQuerySet

__all__ = [
    "AssessmentQuerySet",
    "CriteriaSetQuerySet",
    "CriterionQuerySet",
    "DecisionQuerySet",
    "HomeInvitationQuerySet",
    "HomePassQuerySet",
    "MarkQuerySet",
    "RatingQuerySet",
    "RoundQuerySet",
    "SeatQuerySet",
]
