"""kill -9 of web processes while a room answers: what was acknowledged is there, once."""

import os

import pytest
from django.conf import settings

from assessments.models import Rating, Tap
from bench.rooms.kills import kill_meanwhile
from bench.rooms.phones import Part
from bench.rooms.plan import Plan
from bench.rooms.servers import CHOSEN, PRODUCT, running
from clusterix.tests.kills.test_web_process import database_url
from core.models import Activity
from peergroups.actions import open_item_round
from peergroups.room.places import token_of

PEOPLE, ANSWERS, KILLS = 12, 400, 6


@pytest.fixture
def plan(room, small, moderator):
    """A dozen guests who came, and a round that is open."""
    seated = [room.seat_person(small.home) for _ in range(PEOPLE)]
    opened = open_item_round(item=room.item, by=moderator.reader)
    return Plan(
        session=room.session.pk,
        item=room.item.pk,
        round=opened.pk,
        codes=[each.code for each in room.session.criteria_set.criteria.all()],
        tokens=[token_of(room.session, each) for each in seated],
        cookies=[],
    )


def environment():
    return os.environ | {
        "DATABASE_URL": database_url(),
        "SECRET_KEY": settings.SECRET_KEY,
        "ALLOWED_HOSTS": "127.0.0.1",
        "DEBUG": "1",  # static files without collectstatic
    }


@pytest.mark.kills
@pytest.mark.django_db(transaction=True)
def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(plan):
    with running(CHOSEN, PRODUCT, environment()) as web:
        part = Part(web.port, "count", answers=ANSWERS, at_once=PEOPLE, boards=False)
        seen, killed = kill_meanwhile(web, plan, part, KILLS, environment())
    assert (killed, len(seen["acks"]), seen["refused"], seen["troubles"]) == (
        KILLS,
        ANSWERS,
        [],
        [],
    )
    stored = {str(each) for each in Tap.objects.values_list("pk", flat=True)}
    assert stored == set(seen["acks"])
    lines = Activity.objects.filter(verb="answers.sent").values_list("changes", flat=True)
    assert sorted(uuid for line in lines for uuid in line["taps"]) == sorted(stored)
    winners = {}
    for tap in Tap.objects.all():
        key = (tap.seat_id, tap.criterion_id)
        winners[key] = max(winners.get(key, tap), tap, key=lambda each: each.order)
    ratings = Rating.objects.select_related("tap")
    assert {(each.seat_id, each.criterion_id): each.tap for each in ratings} == winners
