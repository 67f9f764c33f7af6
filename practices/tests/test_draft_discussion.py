"""What is said about an open text: read and written by its readers, at its review page (C02)."""

import pytest

from practices.actions import add_comment
from practices.models import Comment, Revision
from practices.refusals import NotAsThingsAre
from practices.tests.factories import make_draft, publish_directly
from practices.tests.talking import make_comment

URL = "/practices/secret/review/"


@pytest.fixture
def draft(small):
    return make_draft(partner=small.home.partner, title="Secret", slug="secret")


def test_its_readers_talk_about_a_draft(draft, member, colleague, stranger, coordinator):
    answer = member.post(f"{URL}comments/", {"text": "What about the costs?"})
    comment = Comment.objects.get()
    assert (answer.url, comment.revision) == (
        f"{URL}#comment-{comment.pk}",
        draft.revisions.get(),
    )
    assert "What about the costs?" in colleague.get(URL).content.decode()
    for person in (stranger, coordinator):
        assert person.get(URL).status_code == 404
        assert person.post(f"{URL}comments/", {"text": "x"}).status_code == 404
        assert person.get(f"/comments/{comment.pk}/").status_code == 404
    assert colleague.get(f"/comments/{comment.pk}/").url == answer.url


def test_once_submitted_the_coordinator_and_the_committee_join(
    draft, member, stranger, coordinator, steering, administrator
):
    make_comment(draft, member.user, text="For us alone?", revision=draft.revisions.get())
    Revision.objects.update(state="submitted", submitted_at="2026-03-01T09:00Z")
    for person in (coordinator, steering):
        assert "For us alone?" in person.get(URL).content.decode()
        assert person.post(f"{URL}comments/", {"text": "I read it."}).status_code == 302
    assert [each.get(URL).status_code for each in (stranger, administrator)] == [404, 404]


def test_it_does_not_come_out_with_the_text(draft, member, stranger, coordinator):
    revision = draft.revisions.get()
    comment = make_comment(draft, member.user, text="For us alone", revision=revision)
    publish_directly(draft, revision)
    for person in (member, stranger, coordinator):
        assert "For us alone" not in person.get("/practices/secret/").content.decode()
        assert person.get(f"/comments/{comment.pk}/").status_code == 404
    with pytest.raises(NotAsThingsAre):
        add_comment(practice=draft, revision=revision, text="Late", by=member.reader)


def test_what_cannot_be_taken_is_kept(draft, member):
    answer = member.post(f"{URL}comments/", {"text": "x" * 3001})
    assert answer.status_code == 400
    assert "x" * 3001 in answer.content.decode()
    assert "Tell a partner" not in member.get(f"{URL}?write=1").content.decode()
