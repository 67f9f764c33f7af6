"""Joining a round at home gives the browser a new session: an old key opens nothing."""

import pytest

from assessments.actions import open_home_round
from clusterix.testing.fixtures import NOW
from regions.middleware import GUEST_KEY

pytestmark = pytest.mark.django_db


def test_the_session_gets_another_key(visitor, lead, small, room, frozen):
    opened = open_home_round(
        practice=room.practice,
        region=small.home.region,
        ends_on=NOW.date().replace(day=20),
        by=lead.reader,
    )
    visitor.post("/join/", {"code": "ZZZZZ9", "idempotency_key": "a-key"})  # makes a session
    before = visitor.session.session_key
    assert before

    url = f"/rate/{opened.link_token}/"
    visitor.post(url, {"name": "Somebody", "level": "practitioner", "showing": "no"})

    assert visitor.session[GUEST_KEY]
    assert visitor.session.session_key != before
