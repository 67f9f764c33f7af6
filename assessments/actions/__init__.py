"""Writes of the assessment."""

from assessments.actions.criteria import ensure_default_sets

__all__ = ["ensure_default_sets"]
