"""Reads of rounds, assessments and decisions, named for the reader."""

from assessments.querysets.criteria import CriterionQuerySet
from assessments.querysets.pairs import AssessmentQuerySet, DecisionQuerySet, MarkQuerySet
from assessments.querysets.rounds import RatingQuerySet, RoundQuerySet, SeatQuerySet

__all__ = [
    "AssessmentQuerySet",
    "CriterionQuerySet",
    "DecisionQuerySet",
    "MarkQuerySet",
    "RatingQuerySet",
    "RoundQuerySet",
    "SeatQuerySet",
]
