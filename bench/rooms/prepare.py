"""Fills an empty database with one large room; the last line tells who is in it, as JSON.

In a process of its own, for Django's settings name one database.
"""

import json
import sys
from importlib import import_module
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command

from accounts.models import User
from assessments.actions import ensure_default_sets
from bench.rooms.plan import Plan
from clusterix.testing.partnership import (
    Place,
    SmallPartnership,
    make_small_partnership,
)
from clusterix.testing.room import Room, make_room
from exchanges.models import Participation
from peergroups.actions import open_item_round
from peergroups.room.places import token_of
from regions.models import Level
from regions.reader import Reader
from regions.tests.factories import make_member, make_partner, make_region

REGIONS: Final = 9  # that answer; the practice comes from a tenth
MODERATORS: Final = 3  # two at their boards, one at the wall


def main(people: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    small = make_small_partnership()
    by = Reader.system()
    home_set = ensure_default_sets(by=by)["home"]
    room = make_room(small)
    room.session.criteria_set = home_set
    room.session.save(update_fields=["criteria_set"])
    seated = [_seat(room, place, number) for number, place in _places(small, people)]
    moderators = [make_member(small.third.partner) for _ in range(MODERATORS)]
    for each in moderators:
        room.moderate(each)
    opened = open_item_round(item=room.item, by=Reader.for_user(moderators[0].pk))
    plan = Plan(
        session=room.session.pk,
        item=room.item.pk,
        round=opened.pk,
        codes=list(home_set.criteria.order_by("position").values_list("code", flat=True)),
        tokens=[token_of(room.session, each) for each in seated],
        cookies=[f"{settings.SESSION_COOKIE_NAME}={_signed_in(each)}" for each in moderators],
    )
    print(json.dumps(plan.as_json()))


def _places(small: SmallPartnership, people: int) -> list[tuple[int, Place]]:
    places = [small.home, small.other]
    while len(places) < REGIONS:
        region = make_region()
        places.append(Place(region, make_partner(region=region)))
    return [(number, places[number % REGIONS]) for number in range(people)]


def _seat(room: Room, place: Place, number: int) -> Participation:
    """Every other person has an account; the levels take turns."""
    level = list(Level)[number // REGIONS % len(Level)]
    user = make_member(place.partner, level=level) if number % 2 else None
    return room.seat_person(place, user=user, level=level)


def _signed_in(user: User) -> str:
    """The key of a new login."""
    session: Any = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    main(int(sys.argv[1]))
