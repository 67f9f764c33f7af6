"""Signing in and out leaves a line about the person, without address or device."""

import pytest
from allauth.account.signals import password_changed
from django.test import Client

from accounts.models import User
from accounts.security import security_events_of
from core.models import Activity

pytestmark = pytest.mark.django_db


def make_user(email="ada@example.org", password=None):
    return User.objects.create_user(email, password, name="Somebody")


def test_signing_in_by_password_leaves_a_line(small):
    user = make_user(email="eva@example.org", password="correct horse 7")
    client = Client()
    client.post("/accounts/login/", {"login": "EVA@example.org", "password": "correct horse 7"})
    line = Activity.objects.get(verb="user.signed_in")
    assert (line.actor, line.object_type, line.object_id, line.changes) == (
        user,
        "accounts.user",
        str(user.pk),
        {},
    )
    client.post("/accounts/logout/")
    assert [str(event.words) for event in security_events_of(user)] == ["Signed out", "Signed in"]


def test_a_wrong_password_leaves_none(small):
    make_user(email="eva@example.org", password="correct horse 7")
    Client().post("/accounts/login/", {"login": "eva@example.org", "password": "wrong"})
    assert Activity.objects.count() == 0


def test_a_changed_password_is_in_the_history():
    user = make_user()
    password_changed.send(sender=type(user), request=None, user=user)
    assert [str(event.words) for event in security_events_of(user)] == ["Password changed"]


def test_the_history_of_others_is_not_in_it():
    user, other = make_user(), make_user("eva@example.org")
    password_changed.send(sender=type(user), request=None, user=other)
    assert security_events_of(user) == []
