"""/practices/confirm/document/<token>/<name>: what hangs on an entered text, by its link."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from core import clock
from core.signed_links import SignedLink
from practices.models import Document, Practice, Revision
from practices.querysets import ENTRY_DOCUMENT_LINK, ENTRY_LINK
from practices.tests.files import make_document, pdf, picture
from practices.tests.writing import make_entered
from regions.models import Membership

pytestmark = pytest.mark.rights("LK01")


@pytest.fixture
def asked(small, lead, coordinator):
    return make_entered(partner=small.home.partner, asked_at=clock.now(), title="Cluster school")


@pytest.fixture
def document(asked):
    return make_document(asked, name="Frågor.pdf", content=pdf("words"))


@pytest.fixture
def link(asked, lead):
    return SignedLink.make(
        purpose=ENTRY_LINK,
        object_id=f"{asked.pk}:{asked.edit}",
        recipient_id=lead.user.pk,
        valid_for=timedelta(days=60),
    )


def page_of(link):
    return reverse("entry_by_link", args=[link.token])


def url_of(link, document):
    """Built here from its parts, as the page should."""
    names = f"{link.object_id}:{document.pk}"
    of_document = replace(link, purpose=ENTRY_DOCUMENT_LINK, object_id=names)
    return reverse("entry_document", args=[of_document.token, document.name])


def test_the_documents_on_the_page_can_be_opened_without_an_account(
    asked, document, link, visitor, stranger
):
    shown = make_document(asked, name="hall.jpg", content=picture("JPEG"), width=900, height=600)
    page = visitor.get(page_of(link)).text
    links = re.findall(r'(?:href|src)="(/practices/[^"]*/(?:small/)?[^"/]+\.(?:pdf|jpg))"', page)
    found = [visitor.get(each) for each in links]
    bodies = [b"".join(each.streaming_content) for each in found]
    assert sorted(bodies) == sorted([pdf("words"), picture("JPEG"), b"small"])
    for answer in found:
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    for person in (visitor, stranger):
        assert person.get(document.get_absolute_url()).status_code == 404
        assert person.get(shown.small_url).status_code == 404


def test_signed_in_readers_see_the_usual_addresses(asked, document, coordinator):
    page = coordinator.get(reverse("practice_review", args=[asked.practice.slug])).text
    assert reverse("practice_document", args=[asked.practice.slug, document.pk, "x"])[:-1] in page
    assert "/confirm/document/" not in page


def test_one_document_and_nothing_else(asked, document, link, visitor, small):
    """The address of one opens no other, does not answer, and the link itself opens no file."""
    url = url_of(link, document)
    token = url.split("/")[-2]
    other = make_document(asked, name="other.pdf")
    elsewhere = make_document(make_entered(partner=small.home.partner, asked_at=clock.now()))
    assert visitor.get(url).status_code == 200
    assert visitor.get(url_of(link, other)).status_code == 200
    for refused in (
        reverse("entry_document", args=[token, other.name]),
        reverse("entry_document", args=[link.token, document.name]),
        reverse("entry_picture", args=[token, document.name]),
        reverse("entry_by_link", args=[token]),
        url_of(link, elsewhere),
    ):
        assert visitor.get(refused).status_code == 404
    assert (
        visitor.post(reverse("entry_by_link", args=[token]), {"answer": "yes"}).status_code == 404
    )


@pytest.mark.parametrize(
    "kind", ["too old", "forged", "answered", "left", "other words", "taken down", "removed"]
)
def test_it_ends_with_the_link(kind, document, link, lead, visitor):
    url = url_of(link, document)
    assert visitor.get(url).status_code == 200
    if kind == "too old":
        with clock.at(link.expires_at):
            assert visitor.get(url).status_code == 404
        return
    if kind == "forged":
        url = url.replace("/document/", "/document/x")
    elif kind == "answered":
        visitor.post(page_of(link), {"answer": "yes"})
    elif kind == "left":
        Membership.objects.filter(user=lead.user).update(ended_at=clock.now())
    elif kind == "other words":
        Revision.objects.update(edit=2)
    elif kind == "taken down":
        Practice.objects.update(taken_down_at=clock.now(), takedown_reason="x")
    else:
        Document.objects.all().delete()
    answer = visitor.get(url)
    assert (answer.status_code, b"words" in answer.content) == (404, False)
