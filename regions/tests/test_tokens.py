"""The page of one's own tokens."""

import pytest
from django.urls import reverse

from regions.models import ApiToken
from regions.tests.factories import make_token_of

PAGE = "/accounts/tokens/"

pytestmark = pytest.mark.django_db


def test_a_token_is_shown_once(member):
    answer = member.post(PAGE, {"name": "Statistics", "lasting": "30"})
    made = ApiToken.objects.get(user=member.user)
    assert answer.status_code == 201
    assert answer.context["made"].secret in answer.content.decode()
    assert made.partner == member.reader.partner
    assert (made.expires_at - made.made_at).days == 30
    again = member.get(PAGE).content.decode()
    assert answer.context["made"].secret not in again
    assert f"…{made.ending}" in again


def test_it_needs_a_name(member):
    answer = member.post(PAGE, {"name": "", "lasting": "30"})
    assert answer.status_code == 400
    assert not ApiToken.objects.exists()


def test_another_partner_cannot_be_chosen(member, small):
    answer = member.post(
        PAGE, {"name": "x", "lasting": "30", "partner": str(small.other.partner.pk)}
    )
    assert answer.status_code == 400
    assert not ApiToken.objects.exists()


def test_twenty_are_enough(member):
    for _each in range(20):
        make_token_of(member.user)
    answer = member.post(PAGE, {"name": "One more", "lasting": "30"})
    assert answer.status_code == 409
    assert "You have twenty tokens." in answer.content.decode()


def test_revoking_is_for_its_person(member, colleague):
    token = make_token_of(member.user)
    address = reverse("token_revoke", args=[token.pk])
    assert colleague.post(address).status_code == 404
    assert member.post(address)["Location"] == PAGE
    token.refresh_from_db()
    assert token.revoked_at is not None


@pytest.mark.rights("K01")
def test_an_administrator_ends_all_of_a_person(administrator, member, colleague, outbox):
    token, kept = make_token_of(member.user), make_token_of(colleague.user)
    administrator.post(reverse("person_tokens", args=[member.user.pk]))
    token.refresh_from_db()
    kept.refresh_from_db()
    assert token.revoked_at is not None
    assert kept.revoked_at is None
    assert [each.to for each in outbox()] == [[member.user.email]]
