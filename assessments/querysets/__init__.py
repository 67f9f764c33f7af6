"""Reads of rounds, assessments and decisions, named for the reader."""

from assessments.querysets.pairs import AssessmentQuerySet, DecisionQuerySet, MarkQuerySet
from assessments.querysets.rounds import RatingQuerySet, RoundQuerySet, SeatQuerySet

__all__ = [
    "AssessmentQuerySet",
    "DecisionQuerySet",
    "MarkQuerySet",
    "RatingQuerySet",
    "RoundQuerySet",
    "SeatQuerySet",
]
