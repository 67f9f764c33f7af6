"""Codes of rooms cannot be tried out: wrong ones count, however and how many at once they come."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from clusterix.testing.persona import Persona
from core import clock
from core.models import Use
from peergroups.views.join import TRIES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("url", ["/join/ZZZZZ9/", "/join/"])
def test_forms_with_a_key_count_like_others(url, visitor, room, frozen):
    """The count lies in the database, which a refusal sets back."""
    for number in range(TRIES):
        data = {"idempotency_key": f"key-{number}", "who": "1", "code": "ZZZZZ9"}
        assert visitor.post(url, data).status_code in {400, 404}
    refused = visitor.post(url, {"idempotency_key": "last", "code": "ZZZZZ9"})
    assert (refused.status_code, int(refused["Retry-After"]) > 0) == (429, True)
    assert visitor.get(f"/join/{room.session.room_code}/").status_code == 429


def test_right_codes_count_for_nothing(visitor, room):
    """A whole room joins from one address."""
    for _person in range(TRIES + 1):
        assert visitor.get(f"/join/{room.session.room_code}/").status_code == 200
    assert not Use.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_at_the_same_moment_none_is_forgotten(room, frozen):
    def attempt(_number: int) -> int:
        try:
            with clock.at(frozen):
                return Persona().get("/join/ZZZZZ9/").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = Counter(pool.map(attempt, range(TRIES + 12)))

    assert answers == {404: TRIES, 429: 12}
    assert Use.objects.get().used == TRIES
    assert Persona().get(f"/join/{room.session.room_code}/").status_code == 429
