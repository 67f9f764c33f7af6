"""What is done with one comment: change, delete, report, hide, show again (C03 to C05)."""

from datetime import timedelta

import pytest

from core import clock
from core.models import Activity, Mail, Notice
from practices.models import Comment
from practices.tests.factories import PUBLISHED_AT, make_practice
from practices.tests.talking import make_comment

PAGE = "/practices/cluster-school/"


@pytest.fixture
def practice(small):
    return make_practice(partner=small.home.partner, title="Cluster school", slug="cluster-school")


@pytest.fixture
def comment(practice, member):
    return make_comment(practice, member.user, text="First words")


def url(act, comment):
    return f"/comments/{comment.pk}/{act}/"


def test_the_own_words_can_be_changed_for_a_quarter_of_an_hour(comment, member, frozen):
    Comment.objects.update(made_at=clock.now() - timedelta(minutes=15))
    page = member.get(url("edit", comment)).content.decode()
    assert "First words</textarea>" in page
    answer = member.post(url("edit", comment), {"text": "Better words"})
    assert (answer.status_code, answer.url) == (302, f"{PAGE}#comment-{comment.pk}")
    comment.refresh_from_db()
    assert (comment.text, comment.edited_at) == ("Better words", frozen)
    assert "· changed" in member.get(PAGE).content.decode()
    assert Activity.objects.filter(verb="comment.edited").count() == 1


def test_after_that_they_stand(comment, member, frozen):
    Comment.objects.update(made_at=clock.now() - timedelta(minutes=15, seconds=1))
    sentence = "A comment can be changed for 15 minutes. Write another one, or delete this one."
    for answer in (
        member.get(url("edit", comment)),
        member.post(url("edit", comment), {"text": "Too late"}),
    ):
        assert answer.status_code == 403
        assert sentence in answer.content.decode()
    comment.refresh_from_db()
    assert comment.text == "First words"
    assert url("edit", comment) not in member.get(PAGE).content.decode()


def test_a_change_that_cannot_be_taken_is_kept(comment, member):
    answer = member.post(url("edit", comment), {"text": ""})
    assert answer.status_code == 400
    assert "Write your comment." in answer.content.decode()


def test_nobody_changes_the_words_of_others(comment, colleague, coordinator, visitor):
    for act in ("edit", "delete"):
        for person in (colleague, coordinator):
            assert person.get(url(act, comment)).status_code == 403
            assert person.post(url(act, comment), {"text": "Mine"}).status_code == 403
        assert visitor.post(url(act, comment)).status_code == 302
    comment.refresh_from_db()
    assert (comment.text, comment.deleted_at) == ("First words", None)


def test_the_own_comment_can_be_deleted_and_leaves_a_mark(comment, practice, member, colleague):
    make_comment(practice, colleague.user, text="An answer", parent=comment)
    Comment.objects.filter(pk=comment.pk).update(made_at=clock.now() - timedelta(days=300))
    assert "Delete your comment?" in member.get(url("delete", comment)).content.decode()
    answer = member.post(url("delete", comment))
    assert answer.url == f"{PAGE}#comment-{comment.pk}"
    comment.refresh_from_db()
    assert (comment.text, comment.deleted_at is None) == ("", False)
    html = colleague.get(PAGE).content.decode()
    assert "The author deleted this comment." in html
    assert "An answer" in html
    assert "First words" not in html
    assert member.post(url("delete", comment)).status_code == 409


def test_the_coordinator_hides_with_a_reason_and_the_author_is_told(
    comment, member, colleague, coordinator, outbox
):
    refused = coordinator.post(url("hide", comment), {"reason": " "})
    assert refused.status_code == 400
    assert "Write the reason. The author gets it." in refused.content.decode()
    answer = coordinator.post(url("hide", comment), {"reason": "It names a firm."})
    assert answer.url == f"{PAGE}#comment-{comment.pk}"
    notice = Notice.objects.get()
    assert (notice.user, notice.text, notice.url) == (
        member.user,
        "Your comment on “Cluster school” was hidden. Reason: It names a firm.",
        f"/comments/{comment.pk}/",
    )
    (letter,) = outbox()
    assert (letter.to, letter.subject) == (
        ["member@clusterix.example"],
        "Your comment was hidden: Cluster school",
    )
    assert "Reason:\n\nIt names a firm.\n" in letter.body
    for person, reads in ((member, True), (coordinator, True), (colleague, False)):
        html = person.get(PAGE).content.decode()
        assert "This comment was hidden." in html
        assert ("First words" in html, "It names a firm." in html) == (reads, reads)
    assert member.post(url("edit", comment), {"text": "x"}).status_code == 409
    assert Comment.objects.get().text == "First words"


def test_it_can_be_shown_again(comment, colleague, coordinator):
    Comment.objects.update(hidden_at=PUBLISHED_AT, hidden_reason="It names a firm.")
    assert coordinator.post(url("show", comment)).status_code == 302
    assert "First words" in colleague.get(PAGE).content.decode()
    comment.refresh_from_db()
    assert (comment.hidden_at, comment.hidden_by, comment.hidden_reason) == (None, None, "")
    answer = coordinator.post(url("show", comment))
    assert answer.status_code == 409
    assert "This comment is neither hidden nor reported." in answer.content.decode()


def test_moderators_hide_where_they_moderate(comment, room, moderator):
    sentence = "Only the coordinator, and moderators of a session on this practice, hide comments."
    answer = moderator.post(url("hide", comment), {"reason": "Off topic."})
    assert answer.status_code == 403
    assert sentence in answer.content.decode()
    there = make_comment(room.practice, text="Elsewhere")
    page = moderator.get(room.practice.get_absolute_url()).content.decode()
    assert url("hide", there) in page
    moderator.post(url("hide", there), {"reason": "Off topic."})
    there.refresh_from_db()
    assert (there.hidden_by, there.hidden_reason) == (moderator.user, "Off topic.")


def test_a_report_brings_it_before_the_coordinator(comment, colleague, coordinator, outbox):
    assert "Report this comment?" in colleague.get(url("report", comment)).content.decode()
    colleague.post(url("report", comment), {"reason": "It names a firm."})
    colleague.post(url("report", comment), {"reason": "Once more."})
    notice = Notice.objects.get()
    assert (notice.user, notice.text) == (
        coordinator.user,
        "Intermediary, Skåne reports a comment on “Cluster school”",
    )
    (letter,) = outbox()
    assert (letter.to, letter.subject) == (
        ["coordinator@clusterix.example"],
        "To look at: a comment on Cluster school",
    )
    assert "Why:\n\nIt names a firm.\n" in letter.body
    html = coordinator.get(PAGE).content.decode()
    assert "Let it stand" in html
    assert "Let it stand" not in colleague.get(PAGE).content.decode()
    coordinator.post(url("show", comment))
    assert Comment.objects.get().reported_at is None


def test_the_own_comment_is_not_reported(comment, member, visitor):
    answer = member.post(url("report", comment))
    assert answer.status_code == 403
    assert "This is your own comment. You can delete it." in answer.content.decode()
    assert visitor.get(url("report", comment)).status_code == 404
    assert Mail.objects.count() == 0


def test_a_reported_comment_waits_for_the_coordinator(comment, coordinator, colleague):
    Comment.objects.update(reported_at=PUBLISHED_AT)
    assert "Look at a comment on “Cluster school”" in coordinator.get("/").content.decode()
    assert "Look at a comment" not in colleague.get("/").content.decode()
