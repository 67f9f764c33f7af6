"""Rounds and decisions in the admin site: that they exist and when, never what was said."""

from django.contrib import admin

from assessments.models import CriteriaSet, Decision, Rating, Round, Tap
from core.admin import ReadOnlyAdmin


@admin.register(CriteriaSet)
class CriteriaSetAdmin(ReadOnlyAdmin):
    list_display = ("name", "code", "version", "frozen_at")


@admin.register(Round)
class RoundAdmin(ReadOnlyAdmin):
    list_display = ("id", "kind", "state", "opened_at", "closed_at", "revealed_at")
    list_filter = ("kind", "state")
    fields = ("kind", "state", "number", "is_blind", "opened_at", "closed_at", "revealed_at")


@admin.register(Tap)
class TapAdmin(ReadOnlyAdmin):
    list_display = ("uuid", "made_at", "received_at", "is_late", "by_self")
    fields = ("uuid", "made_at", "received_at", "is_late", "by_self")


@admin.register(Rating)
class RatingAdmin(ReadOnlyAdmin):
    list_display = ("id", "contested_at", "voided_at")
    fields = ("contested_at", "voided_at")


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    list_display = ("id", "made_at", "review_on", "is_public")
    fields = ("made_at", "decided_on", "review_on", "is_public")
