"""Codes of rooms cannot be tried out: wrong ones count, however they are sent."""

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import override_settings

from peergroups.views.join import TRIES

pytestmark = pytest.mark.django_db

IN_DATABASE = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
    }
}


@pytest.mark.parametrize("url", ["/join/ZZZZZ9/", "/join/"])
def test_forms_with_a_key_count_like_others(url, visitor, room):
    """As in a real place: the count lies in the database, which a refusal sets back."""
    with override_settings(CACHES=IN_DATABASE):
        call_command("createcachetable")
        cache.clear()
        for number in range(TRIES):
            data = {"idempotency_key": f"key-{number}", "who": "1", "code": "ZZZZZ9"}
            assert visitor.post(url, data).status_code in {400, 404}
        assert visitor.post(url, {"idempotency_key": "last", "code": "ZZZZZ9"}).status_code == 429
        assert visitor.get(f"/join/{room.session.room_code}/").status_code == 429
