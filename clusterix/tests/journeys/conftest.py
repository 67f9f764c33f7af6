"""The partnership in which the journeys take place, and its calendar."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.actions import ensure_default_sets
from clusterix.testing.partnership import make_person
from clusterix.testing.persona import Persona
from core import clock
from peergroups.actions import add_member, appoint_moderator, create_group
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


@pytest.fixture
def group(place):
    """A peer group without sessions."""
    return create_group(name="Financing", by=Reader.system())


@pytest.fixture
def leader(place, group):
    """Moderates the group; of Lower Austria."""
    user = make_person(place, "moderator")
    membership = add_member(group=group, user=user, by=Reader.system())
    appoint_moderator(membership=membership, is_moderator=True, by=Reader.system())
    return Persona(user=user)


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
