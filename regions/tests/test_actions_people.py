"""Erasure and export: what goes, what stays, and that everything personal is registered."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.test import Client

from accounts.models import User
from core import personal_data
from core.models import Activity, Mail, Notice
from regions.actions import ask_for_erasure, erase_user, invite
from regions.actions.memberships import LastLead
from regions.actions.people import CannotErase, LastAdmin
from regions.models import Invitation, Membership
from regions.reader import Reader
from regions.tests.factories import (
    make_invitation,
    make_membership,
    make_partnership,
    make_reader,
    make_user,
)

pytestmark = pytest.mark.django_db


def administrator():
    return Reader(user_id=make_user(is_admin=True).pk, is_admin=True)


def make_known_person():
    """Somebody with a trace in every table of the floor."""
    user = make_user(email="eva@example.org", name="Eva", shows_email=True)
    membership = make_membership(user=user)
    make_invitation(email="Eva@example.org", name="Eva", partner=membership.partner)
    Notice.objects.create(user=user, kind="x", object_type="x", object_id="1", text="t", url="/")
    Mail.objects.create(message_id="<1@x>", to="eva@example.org", subject="s", body="b")
    user.emailaddress_set.create(email="eva@example.org", verified=True, primary=True)
    return user


@pytest.mark.rights("U11", "U13")
def test_erasure_takes_name_address_password_and_letters():
    user = make_known_person()
    erased = erase_user(by=administrator(), user=user)
    assert erased.name == "Former member"
    assert erased.email.endswith("@erased.invalid")
    assert (erased.is_active, erased.has_usable_password()) == (False, False)
    assert erased.erased_at is not None
    assert (Mail.objects.count(), Notice.objects.count()) == (0, 0)
    assert erased.emailaddress_set.count() == 0
    assert Invitation.objects.get().name == "Former member"
    everything = [
        str(list(model._base_manager.values()))
        for model in apps.get_models()
        if model._meta.managed
    ]
    assert not [table for table in everything if "eva@example" in table.lower()]


def test_erasure_keeps_the_rows_of_record():
    user = make_known_person()
    lines = Activity.objects.filter(actor=user).count()
    erase_user(by=administrator(), user=user)
    membership = Membership.objects.get(user=user)
    assert membership.ended_at is not None
    assert Activity.objects.filter(actor=user).count() == lines
    line = Activity.objects.get(verb="account.erased")
    assert (line.object_id, line.changes["rows"]["core.Mail"]) == (str(user.pk), 1)


def test_erasure_ends_sessions():
    make_partnership()
    user = make_known_person()
    client = Client()
    client.force_login(user)
    assert client.get("/people/").status_code == 200
    erase_user(by=administrator(), user=user)
    assert client.get("/people/").status_code == 404


def test_two_erased_people_have_different_addresses():
    for email in ("a@example.org", "b@example.org"):
        erase_user(by=administrator(), user=make_user(email=email))
    addresses = User.objects.filter(erased_at__isnull=False).values_list("email", flat=True)
    assert len(set(addresses)) == 2


def test_only_an_administrator_erases_and_only_somebody_else():
    user = make_user(is_admin=True)
    for by in (make_reader(is_coordinator=True), Reader(user_id=user.pk, is_admin=True)):
        with pytest.raises(CannotErase):
            erase_user(by=by, user=user)
    user.refresh_from_db()
    assert user.erased_at is None


def test_the_last_lead_and_the_last_administrator_are_not_erased():
    lead = make_membership(is_lead=True).user
    with pytest.raises(LastLead):
        erase_user(by=Reader.system(), user=lead)
    with pytest.raises(LastAdmin):
        erase_user(by=Reader.system(), user=make_user(is_admin=True))
    assert User.objects.filter(erased_at__isnull=False).count() == 0


@pytest.mark.rights("U11")
def test_asking_tells_every_administrator():
    make_partnership(name="Nordlys")
    make_user(email="one@example.org", is_admin=True)
    make_user(email="two@example.org", is_admin=True)
    user = make_user(email="eva@example.org", name="Eva")
    ask_for_erasure(by=Reader(user_id=user.pk), user=user)
    assert sorted(Mail.objects.values_list("to", flat=True)) == [
        "one@example.org",
        "two@example.org",
    ]
    assert "Eva (eva@example.org) asks for the account to be erased." in Mail.objects.first().body


def test_the_export_holds_the_persons_own_rows_only():
    user = make_known_person()
    stranger = make_membership(user=make_user(email="other@example.org"))
    invite(by=Reader.system(), partner=stranger.partner, email="third@example.org")
    found = personal_data.export(user)
    assert found["people (pk)"] == [
        {
            "pk": user.pk,
            "email": "eva@example.org",
            "name": "Eva",
            "language": "en",
            "colour_mode": "",
            "is_active": True,
            "is_admin": False,
            "shows_email": True,
            "is_public_contact": False,
            "wants_digest": True,
            "joined_at": user.joined_at,
            "last_login": None,
        }
    ]
    assert [row["to"] for row in found["mails (to)"]] == ["eva@example.org"]
    assert "password" not in str(found)
    assert "other@example.org" not in str(found)
    assert "third@example.org" not in str(found)


def test_every_reference_to_a_person_and_every_address_is_registered():
    known = {
        (entry.model, name)
        for entry in personal_data.registered()
        for name in (entry.owner, *entry.fields)
    }
    missing = []
    for model in apps.get_models():
        for column in model._meta.fields:
            is_person = column.related_model is get_user_model()
            is_address = isinstance(column, models.EmailField)
            if (is_person or is_address) and (model._meta.label, column.name) not in known:
                missing.append(f"{model._meta.label}.{column.name}")
    assert missing == [], "Register these fields in personal_data.py of their app."
