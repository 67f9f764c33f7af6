"""A session counts until it expires or is deleted; what is no key of one opens nothing."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils.timezone import now

from accounts.sessions import SessionStore

pytestmark = pytest.mark.django_db


def kept(**values: str) -> str:
    session = SessionStore()
    session.update(values)
    session.save()
    return str(session.session_key)


def test_a_session_is_what_was_kept():
    one, other = kept(region="SE22"), kept(region="AT12")

    assert dict(SessionStore(one).items()) == {"region": "SE22"}
    assert dict(SessionStore(other).items()) == {"region": "AT12"}


def test_it_ends_at_its_hour():
    key = kept(region="SE22")
    session = Session.objects.get(pk=key)

    session.expire_date = now() + timedelta(minutes=1)
    session.save()
    assert SessionStore(key).get("region") == "SE22"

    session.expire_date = now()
    session.save()
    ended = SessionStore(key)
    assert ended.get("region") is None
    assert ended.session_key is None  # so that whoever signs in next gets a new one


def test_a_deleted_session_opens_nothing():
    key = kept(region="SE22")
    SessionStore(key).delete()

    assert dict(SessionStore(key).items()) == {}


@pytest.mark.parametrize("key", ["x" * 32, "\0" * 32, "' OR true --' OR true --", "\udc80" * 9])
def test_what_is_no_key_opens_nothing(key):
    kept(region="SE22")

    assert dict(SessionStore(key).items()) == {}
