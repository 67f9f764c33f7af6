"""Clocks that cannot be right: refused or put right, never a fault of the server."""

import json
from datetime import datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from assessments.models import Round, Tap
from core import clock
from peergroups.tests.device import Device
from peergroups.tests.factories import open_in

pytestmark = pytest.mark.django_db

FIRST = "0001-01-01T00:00:00+14:00"  # before year 1, by the clock of the database
LAST = "9999-12-31T23:59:59-14:00"  # after the last one


@pytest.fixture
def phone(room, small, frozen):
    return Device(room, room.seat_person(small.home))


@pytest.mark.parametrize("moment", [FIRST, LAST, "9999-12-31T23:59:59Z"])
def test_such_an_answer_stops_no_other(phone, room, moderator, moment):
    open_in(room, moderator)
    odd = phone.tap("R1", 1) | {"made_at": moment}
    good = phone.tap("F3", 2)
    kept, waiting, refused = phone.told(odd, good)
    assert good["uuid"] in kept
    assert waiting == []
    assert set(kept) | set(refused) == {odd["uuid"], good["uuid"]}
    assert Tap.objects.filter(made_at__gt=clock.now() + timedelta(minutes=2)).count() == 0


def test_nor_does_it_before_any_round(phone):
    odd = phone.tap("R1", 1) | {"made_at": LAST}
    assert phone.send(odd).status_code == 200


def test_a_device_keeps_any_number_of_answers(phone):
    assert phone.ask("now/", **{"X-Kept": "9" * 5_000}).status_code == 200


@pytest.mark.parametrize("moment", [FIRST, LAST, "1970-01-01T00:00:00Z"])
def test_a_board_opens_no_round_before_the_meeting(room, moderator, frozen, moment):
    act = {"uuid": str(uuid4()), "act": "open", "item": room.item.pk, "made_at": moment}
    body = json.dumps({"acts": [act]})
    page = f"/sessions/{room.session.pk}/board/"
    answer = moderator.post(f"{page}acts/", body, content_type="application/json")
    assert [each["state"] for each in answer.json()["acts"]] == ["done"]
    opened = Round.objects.get()
    zone = ZoneInfo(room.exchange.timezone)
    begins = datetime.combine(room.exchange.starts_on, time(), zone)
    floor = min(begins, frozen - timedelta(days=1))
    assert opened.opened_at == (frozen if moment == LAST else floor)
    assert moderator.get(page).status_code == 200
