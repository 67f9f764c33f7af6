"""The partnership in which the journeys take place, and its calendar."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.actions import ensure_default_sets
from core import clock
from practices.tests.factories import make_theme
from regions.reader import Reader
from reports.actions import ensure_default_indicators


@pytest.fixture
def place(transactional_db, small):
    """A partnership as day one leaves it: three regions, themes, questions and indicators."""
    make_theme(code="financing", name="Cluster financing", glyph="ta")
    make_theme(code="internationalisation", name="Going international", glyph="tb")
    ensure_default_sets(by=Reader.system())
    ensure_default_indicators(by=Reader.system())
    return small


class Calendar:
    """Lets days pass for everybody at once; the clock of the tests is unknown to the server."""

    def __init__(self):
        self.days = 0

    def now(self):
        return timezone.now() + timedelta(days=self.days)

    def let_pass(self, days):
        self.days += days


@pytest.fixture
def calendar(monkeypatch):
    kept = Calendar()
    monkeypatch.setattr(clock, "now", kept.now)
    return kept
