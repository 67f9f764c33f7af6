"""Erasing an account from the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from regions.tests.factories import make_membership, make_user

pytestmark = pytest.mark.django_db


def erase(*arguments):
    out = StringIO()
    call_command("erase_user", *arguments, stdout=out)
    return out.getvalue()


def test_it_erases_when_told_twice():
    user = make_user(email="eva@example.org", name="Eva")
    with pytest.raises(CommandError, match="The account of Eva would be erased for good"):
        erase("EVA@example.org")
    assert User.objects.get().erased_at is None
    assert erase("EVA@example.org", "--yes").startswith("The account is erased")
    user.refresh_from_db()
    assert user.name == "Former member"


def test_an_unknown_address_and_the_last_lead_are_refused_with_a_sentence():
    with pytest.raises(CommandError, match="Nobody has an account with the address"):
        erase("nobody@example.org", "--yes")
    lead = make_membership(is_lead=True).user
    with pytest.raises(CommandError, match="This is the last lead of the partner"):
        erase(lead.email, "--yes")
    assert User.objects.get(pk=lead.pk).erased_at is None
