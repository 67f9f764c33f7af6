"""/practices/<slug>/documents/<id>/<name> and …/small/<name>: the bytes."""

import pytest
from django.urls import reverse
from django.utils import timezone

from clusterix.testing.queries import queries_of
from practices.documents import store
from practices.models import RevisionState
from practices.tests.factories import make_practice
from practices.tests.files import make_document, pdf, picture
from practices.tests.writing import make_open


@pytest.fixture
def public(small):
    return make_practice(partner=small.home.partner, slug="school")


def body(answer):
    return b"".join(answer.streaming_content)


def statuses(document, *people):
    return [person.get(document.get_absolute_url()).status_code for person in people]


def test_a_visitor_gets_a_document_to_save(public, visitor):
    document = make_document(public.published_revision, name="Frågor.pdf", content=pdf("words"))
    answer = visitor.get(document.get_absolute_url())
    assert (answer.status_code, body(answer)) == (200, pdf("words"))
    headers = {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(pdf("words"))),
        "Content-Disposition": "attachment; filename*=utf-8''Fr%C3%A5gor.pdf",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "public, max-age=300",
        "ETag": f'"{document.sha256}"',
    }
    assert {name: answer.headers[name] for name in headers} == headers
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "X-Robots-Tag" not in answer.headers


def test_a_picture_is_shown_in_two_sizes(public, visitor):
    document = make_document(
        public.published_revision, name="hall.jpg", content=picture("JPEG"), width=900, height=600
    )
    large, small = visitor.get(document.get_absolute_url()), visitor.get(document.small_url)
    assert (body(large), body(small)) == (picture("JPEG"), b"small")
    for answer, content_type, name in (
        (large, "image/jpeg", "hall.jpg"),
        (small, "image/webp", "hall.webp"),
    ):
        assert answer.headers["Content-Type"] == content_type
        assert answer.headers["Content-Disposition"] == f'inline; filename="{name}"'
    assert small.headers["ETag"] == f'"{document.sha256}-small"'


def test_the_small_size_of_a_small_picture_is_itself(public, visitor):
    document = make_document(
        public.published_revision, name="a.jpg", content=picture("JPEG"), width=30, height=20
    )
    answer = visitor.get(document.small_url)
    assert (body(answer), answer.headers["Content-Type"]) == (picture("JPEG"), "image/jpeg")


def test_a_document_has_no_small_size(public, visitor):
    document = make_document(public.published_revision)
    assert visitor.get(document.small_url).status_code == 404


def test_what_the_browser_has_is_not_sent_again(public, visitor, member):
    for revision, person, cached in (
        (public.published_revision, visitor, "public, max-age=300"),
        (make_open(public), member, "private, no-store"),
    ):
        document = make_document(revision)
        url, etag = document.get_absolute_url(), f'"{document.sha256}"'
        answer = person.get(url, headers={"If-None-Match": etag})
        assert (answer.status_code, answer.content) == (304, b"")
        assert sorted(answer.headers["Cache-Control"].split(", ")) == sorted(cached.split(", "))
        assert answer.headers["ETag"] == etag
        assert person.get(url, headers={"If-None-Match": '"other"'}).status_code == 200


def test_the_documents_of_a_draft_are_its_partners(small, public, member, colleague, lead):
    document = make_document(make_open(public))
    assert statuses(document, member, colleague, lead) == [200] * 3
    answer = member.get(document.get_absolute_url())
    assert set(answer.headers["Cache-Control"].split(", ")) == {"private", "no-store"}
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_nobody_else_knows_of_them(
    public, visitor, stranger, steering, coordinator, guest, administrator
):
    document = make_document(make_open(public))
    assert (
        statuses(document, visitor, stranger, steering, coordinator, guest, administrator)
        == [404] * 6
    )
    assert not visitor.get(document.get_absolute_url()).streaming


@pytest.mark.parametrize("is_new", [True, False])
def test_submitted_ones_are_read_by_who_checks(
    small, public, coordinator, steering, stranger, is_new
):
    """P05 and P13: the steering committee reads new practices, not what is pending."""
    of = {"partner": public.partner} if is_new else {"practice": public}
    document = make_document(make_open(**of, state=RevisionState.SUBMITTED))
    wanted = [200, 200 if is_new else 404, 404]
    assert statuses(document, coordinator, steering, stranger) == wanted


def test_those_of_the_history_are_read_by_who_reads_it(public, member, coordinator, visitor):
    document = make_document(make_open(public, state=RevisionState.SUPERSEDED))
    assert statuses(document, member, coordinator, visitor) == [200, 200, 404]


def test_archived_ones_stay_for_who_has_the_link(public, visitor):
    document = make_document(public.published_revision)
    public.archived_at = timezone.now()
    public.save()
    answer = visitor.get(document.get_absolute_url())
    assert (answer.status_code, answer.headers["X-Robots-Tag"]) == (200, "noindex")


def test_taken_down_ones_are_gone(public, visitor, member, stranger, coordinator, steering):
    document, own = make_document(public.published_revision), make_document(make_open(public))
    public.taken_down_at, public.takedown_reason = timezone.now(), "Not ours."
    public.save()
    assert statuses(document, visitor, member, stranger, coordinator, steering) == [
        410,
        410,
        410,
        200,
        200,
    ]
    # One that never was public looks the same as one that never was.
    never = reverse("practice_document", args=["school", 987_654, "x.pdf"])
    assert statuses(own, visitor, stranger) == [410, 410]
    assert visitor.get(never).status_code == 410


def test_a_right_ends_with_the_next_request(small, public, member):
    document = make_document(make_open(public))
    assert statuses(document, member) == [200]
    member.user.memberships.all().delete()
    assert statuses(document, member) == [404]


def test_an_address_with_an_old_name_leads_to_the_right_one(small, public, visitor, member):
    document = make_document(public.published_revision)
    for slug, name in (("school", "old.pdf"), ("former-slug", "report.pdf")):
        url = reverse("practice_document", args=[slug, document.pk, name])
        answer = visitor.get(url)
        assert (answer.status_code, answer.url) == (302, document.get_absolute_url())
    hidden = make_document(make_open(public))
    url = reverse("practice_document", args=["school", hidden.pk, "old.pdf"])
    assert visitor.get(url).status_code == 404


def test_lost_bytes_are_not_a_fault_of_the_reader(public, visitor, caplog):
    document = make_document(public.published_revision)
    store.default_storage.delete(store.place_of(document.sha256))
    assert visitor.get(document.get_absolute_url()).status_code == 404
    assert f"The bytes of content {document.sha256} are missing." in caplog.text


def test_a_public_document_costs_one_query(public, visitor):
    document = make_document(public.published_revision)
    assert len(queries_of(visitor, document.get_absolute_url())) == 1
