"""/practices/confirm/entry/<token>/: a partner answers by the link in its letter."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from clusterix.testing.queries import assert_few_queries
from core import clock
from core.models import Activity
from core.signed_links import SignedLink
from practices.models import Practice, Revision
from practices.querysets import ENTRY_LINK
from practices.tests.factories import make_requirement, make_statement
from practices.tests.reading import text_of
from practices.tests.writing import make_entered
from regions.models import Membership

KEY = {"idempotency_key": "3f0c6a1e-0000-4000-8000-000000000041"}
YES = {"answer": "yes"}
NO = {"answer": "no", "remarks": "It ended in 2019."}
CLOSED = "It was used, it is too old, or what it asked about has changed since."
pytestmark = pytest.mark.rights("LK01")


@pytest.fixture
def asked(small, lead, coordinator):
    return make_entered(
        partner=small.home.partner, asked_at=clock.now(), title="Cluster school", problem="Silence."
    )


def address(revision, user, *, valid_for=timedelta(days=60), purpose=ENTRY_LINK):
    link = SignedLink.make(
        purpose=purpose,
        object_id=f"{revision.pk}:{revision.edit}",
        recipient_id=user.pk,
        valid_for=valid_for,
    )
    return reverse("entry_by_link", args=[link.token])


def test_whoever_holds_the_link_reads_the_whole_text(asked, lead, visitor):
    make_statement(asked, text="Forty came.")
    make_requirement(asked, text="Two people.")
    response = visitor.get(address(asked, lead.user))
    assert response.status_code == 200
    said = text_of(response)
    for words in (
        *("Cluster school", "Silence.", "Forty came.", "Two people."),
        *("Entered for Agency of Skåne, Skåne", "Yes, this is our practice"),
        *("It is published only if you say that it is yours.", "No, send these remarks"),
    ):
        assert words in said


def test_reading_changes_nothing(asked, lead, visitor):
    before = Activity.objects.count()
    for _time in range(2):
        visitor.get(address(asked, lead.user))
    assert Revision.objects.get().waits_for_partner
    assert Activity.objects.count() == before


def test_nobody_keeps_the_page(asked, lead, visitor):
    response = visitor.get(address(asked, lead.user))
    assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Referrer-Policy"] == "strict-origin"


def test_yes_counts_once_and_the_link_is_used_up(asked, lead, visitor):
    here = address(asked, lead.user)
    for _time in range(2):
        answer = visitor.post(here, YES | KEY)
        assert (answer.status_code, answer.url) == (302, reverse("link_thanks"))
    assert not Revision.objects.get().waits_for_partner
    assert Activity.objects.filter(verb="practice.partner_confirmed").count() == 1
    thanks = visitor.get(reverse("link_thanks"))
    assert "You confirmed this practice. The coordinator can publish it now." in text_of(thanks)
    for again in (visitor.get(here), visitor.post(here, YES)):
        assert again.status_code == 404
        assert CLOSED in text_of(again)


def test_a_no_needs_remarks_and_keeps_them(asked, lead, visitor):
    here = address(asked, lead.user)
    refused = visitor.post(here, {"answer": "no", "remarks": " "})
    assert refused.status_code == 400
    assert "Write what is wrong, so that the coordinator knows what to do." in text_of(refused)
    assert Revision.objects.get().waits_for_partner
    too_long = visitor.post(here, {"answer": "no", "remarks": "long " * 401})
    assert too_long.status_code == 400
    assert "long long long" in text_of(too_long)
    answer = visitor.post(here, NO)
    assert answer.url == reverse("link_thanks")
    stands = Revision.objects.get()
    assert (stands.state, stands.partner_remarks) == ("draft", "It ended in 2019.")
    assert "Your remarks are on their way." in text_of(visitor.get(answer.url))


@pytest.mark.parametrize("data", [{}, {"answer": "perhaps"}])
def test_an_answer_that_is_none_is_refused(data, asked, lead, visitor):
    response = visitor.post(address(asked, lead.user), data)
    assert response.status_code == 400
    assert "Choose one of the two answers." in text_of(response)
    assert Revision.objects.get().waits_for_partner


def test_who_is_signed_in_answers_as_the_holder_of_the_link(asked, lead, stranger):
    stranger.post(address(asked, lead.user), YES)
    line = Activity.objects.get(verb="practice.partner_confirmed")
    assert (line.actor_id, line.changes["link_sent_to"]) == (None, lead.user.pk)


@pytest.mark.parametrize(
    "kind", ["forged", "old", "foreign", "other person", "left", "other words", "taken down"]
)
def test_what_opens_nothing_looks_the_same(kind, asked, lead, visitor, stranger):
    here = address(asked, lead.user)
    if kind == "forged":
        here = reverse("entry_by_link", args=["x" * 150])
    elif kind == "old":
        here = address(asked, lead.user, valid_for=timedelta(0))
    elif kind == "foreign":
        here = address(asked, lead.user, purpose="still-true")
    elif kind == "other person":
        here = address(asked, stranger.user)
    elif kind == "left":
        Membership.objects.filter(user=lead.user).update(ended_at=clock.now())
    elif kind == "other words":
        Revision.objects.update(edit=2)
    else:
        Practice.objects.update(taken_down_at=clock.now(), takedown_reason="x")
    nothing = visitor.get(reverse("entry_by_link", args=["there-is-no-such-thing"]))
    for response in (visitor.get(here), visitor.post(here, YES)):
        assert response.status_code == 404
        assert plain(response) == plain(nothing)
        assert "Cluster school" not in response.content.decode()
    assert Revision.objects.get().partner_confirmed_at is None


def plain(response):
    """The page without what differs between any two answers."""
    address_of_page = re.escape(response.wsgi_request.path)
    return re.sub(rf"{address_of_page}|[A-Za-z0-9]{{64}}", "", response.content.decode())


def test_the_token_is_written_nowhere(asked, lead, visitor, outbox):
    here = address(asked, lead.user)
    token = here.rstrip("/").rpartition("/")[2]
    page = visitor.get(here).content.decode()
    links = re.findall(r'(?:href|src|action)="([^"]*)"', page)
    assert [link for link in links if token in link] == []
    visitor.post(here, NO | KEY)
    for line in Activity.objects.all():
        assert token not in str(line.changes)
    assert [mail for mail in outbox() if token in mail.body] == []


def test_the_page_stays_within_its_queries(asked, lead, visitor):
    assert_few_queries(visitor, address(asked, lead.user))
