"""A token reads what its person may read now, at one partner, and nothing else."""

from datetime import timedelta

import pytest

from core import clock
from practices.tests.factories import make_draft
from practices.tests.files import make_document
from regions.actions import end_membership, revoke_api_token
from regions.models import Membership
from regions.reader import Reader
from regions.tests.factories import make_membership, make_token_of

DRAFTS = "/api/v1/drafts"

pytestmark = pytest.mark.django_db


def ask(client, token, address=DRAFTS):
    return client.get(address, headers={"Authorization": f"Bearer {token.secret}"})


def test_drafts_of_the_own_partner_and_no_others(visitor, member, stranger):
    own = make_draft(partner=member.reader.partner)
    other = make_draft(partner=stranger.reader.partner)
    token = make_token_of(member.user)
    assert [each["slug"] for each in ask(visitor, token).json()] == [own.slug]
    assert ask(visitor, token, f"{DRAFTS}/{own.slug}").json()["title"] == own.title
    assert ask(visitor, token, f"{DRAFTS}/{other.slug}").status_code == 404


def test_the_documents_of_a_draft_are_named_to_who_may_read_it(visitor, member, stranger):
    own = make_draft(partner=member.reader.partner)
    make_document(own.revisions.get(), name="plan.pdf", content=b"%PDF-1.4")
    told = ask(visitor, make_token_of(member.user), f"{DRAFTS}/{own.slug}").json()["documents"]
    assert [(each["name"], each["type"], each["size"]) for each in told] == [
        ("plan.pdf", "application/pdf", 8)
    ]
    assert told[0]["url"].startswith(f"http://testserver/practices/{own.slug}/")
    assert visitor.get(told[0]["url"]).status_code == 404
    assert ask(visitor, make_token_of(stranger.user), f"{DRAFTS}/{own.slug}").status_code == 404


def test_without_a_token_there_are_no_drafts(visitor, member):
    make_draft(partner=member.reader.partner)
    answer = visitor.get(DRAFTS)
    assert answer.status_code == 404
    assert "Drafts are read with a token" in answer.json()["detail"]


def test_signing_in_by_browser_is_not_enough(member):
    make_draft(partner=member.reader.partner)
    assert member.get(DRAFTS).status_code == 404


@pytest.mark.parametrize("header", ["Bearer", "Bearer wrong", "Basic eDp5", "", "Bearer é"])
def test_what_opens_nothing_is_refused(visitor, small, header):
    answer = visitor.get("/api/v1/practices", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'Bearer realm="Clusterix"'
    assert answer["Content-Type"] == "application/problem+json"


def test_it_does_not_come_back_with_the_person(visitor, member, lead):
    token, membership = make_token_of(member.user), member.user.memberships.get()
    end_membership(by=lead.reader, membership=membership)
    make_membership(user=member.user, partner=membership.partner)
    member.user.refresh_from_db()
    member.user.is_active = True
    member.user.save()
    assert ask(visitor, token).status_code == 401


def test_it_ends_when_revoked_when_old_and_with_the_account(visitor, member):
    revoked, old, alive = (make_token_of(member.user) for _each in range(3))
    revoke_api_token(by=member.reader, token=revoked)
    old.expires_at = clock.now() - timedelta(seconds=1)
    old.save()
    assert [ask(visitor, each).status_code for each in (revoked, old, alive)] == [401, 401, 200]
    member.user.is_active = False
    member.user.save()
    assert ask(visitor, alive).status_code == 401


def test_it_reads_at_its_own_partner_only(visitor, member, small):
    token = make_token_of(member.user)
    make_membership(user=member.user, partner=small.other.partner)
    elsewhere = make_draft(partner=small.other.partner)
    assert ask(visitor, token, f"{DRAFTS}/{elsewhere.slug}").status_code == 404


def test_a_membership_that_ended_ends_what_the_token_reads(visitor, member):
    own = make_draft(partner=member.reader.partner)
    token = make_token_of(member.user)
    Membership.objects.filter(user=member.user).update(ended_at=clock.now())
    assert ask(visitor, token).json() == []
    assert ask(visitor, token, f"{DRAFTS}/{own.slug}").status_code == 404


def test_answers_to_a_token_are_kept_by_nobody(visitor, member):
    answer = ask(visitor, make_token_of(member.user))
    assert answer["Cache-Control"] == "private, no-cache"
    assert "Authorization" in answer["Vary"]


def test_only_its_hash_is_stored(member):
    token = make_token_of(member.user)
    token.refresh_from_db()
    assert len(token.token_hash) == 64
    assert token.token_hash != token.secret
    assert Reader.for_user(member.user.pk).user_id == token.user_id
