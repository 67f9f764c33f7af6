"""The discussion on the page of a practice: who reads it, who writes, what the page offers."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from clusterix.testing.queries import count_queries
from core import clock
from core.models import Activity, Notice
from practices.models import Comment, Follow, Practice
from practices.tests.factories import PUBLISHED_AT, make_draft, make_practice
from practices.tests.talking import make_comment, make_follow, make_saved_search

KEY = {"idempotency_key": "3f0c6a1e-0000-4000-8000-000000000101"}


@pytest.fixture
def practice(small):
    return make_practice(partner=small.home.partner, title="Cluster school", slug="cluster-school")


URL = "/practices/cluster-school/"
POST = f"{URL}comments/"


def words(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode().partition('id="talk"')[2])
    return " ".join(text.partition("Related practices")[0].split())


def test_members_read_it_and_nobody_else_learns_of_it(
    practice, member, stranger, visitor, guest, administrator
):
    make_comment(practice, member.user, text="Who keeps the *answers*?")
    for person in (member, stranger):
        html = person.get(URL).content.decode()
        assert "Who keeps the <em>answers</em>?" in html
        assert "<b>Cluster practitioner</b>, Skåne" in html
        assert '<a href="#talk">Discussion</a>' in html
    for person in (visitor, guest, administrator):
        html = person.get(URL).content.decode()
        assert [
            word for word in ("answers", '"talk"', "#talk", "omment", "Follow") if word in html
        ] == []


def test_a_comment_is_written_and_its_writer_follows(practice, member):
    answer = member.post(POST, {"text": "  It works.\r\nWith us. ", **KEY})
    comment = Comment.objects.get()
    assert (answer.status_code, answer.url) == (302, f"{URL}#comment-{comment.pk}")
    assert (comment.text, comment.author, comment.partner, comment.revision) == (
        "It works.\nWith us.",
        member.user,
        practice.partner,
        None,
    )
    assert list(Follow.objects.values_list("practice", "user")) == [(practice.pk, member.user.pk)]
    line = Activity.objects.get(verb="comment.written")
    assert line.changes == {"practice": practice.pk, "revision": None}
    assert member.post(POST, {"text": "  It works.\r\nWith us. ", **KEY}).url == answer.url
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Write your comment."),
        (" \n ", "Write your comment."),
        ("x" * 3001, "Shorten this text: it has 3,001 characters, the limit is 3,000."),
    ],
)
def test_what_cannot_be_taken_is_explained_and_kept(practice, member, text, sentence):
    answer = member.post(POST, {"text": text})
    html = answer.content.decode()
    assert answer.status_code == 400
    assert sentence in html
    assert 'class="errors' in html
    assert text.strip() in html
    assert Comment.objects.count() == 0


def test_who_may_not_read_it_cannot_write(practice, small, visitor, guest, administrator, member):
    for person in (visitor, guest, administrator):
        assert person.post(POST, {"text": "Hello"}).status_code == 404
    make_draft(partner=small.home.partner, slug="not-public")
    assert member.post("/practices/not-public/comments/", {"text": "Hello"}).status_code == 404
    assert Comment.objects.count() == 0


def test_an_answer_stands_below_what_it_answers(practice, member, stranger):
    first = make_comment(practice, member.user, text="First")
    make_comment(practice, member.user, text="Second")
    form = stranger.get(f"{URL}?answer={first.pk}").content.decode()
    assert f'name="parent" value="{first.pk}"' in form
    stranger.post(POST, {"text": "Below", "parent": first.pk})
    html = member.get(URL).content.decode()
    assert html.index("First") < html.index("Below") < html.index("Second")
    below = Comment.objects.get(text="Below")
    assert below.parent == first
    refused = stranger.post(POST, {"text": "Third level", "parent": below.pk})
    assert refused.status_code == 409
    assert "Third level" in refused.content.decode()
    assert "Answer the comment that began this conversation." in words(refused)


def test_an_answer_to_what_is_gone_keeps_the_words(practice, member, stranger):
    gone = make_comment(practice, member.user, text="", deleted_at=clock.now())
    answer = stranger.post(POST, {"text": "My long answer", "parent": gone.pk})
    assert answer.status_code == 409
    assert "This comment is no longer there." in words(answer)
    assert "My long answer" in answer.content.decode()
    elsewhere = make_comment(make_practice())
    assert stranger.post(POST, {"text": "x", "parent": elsewhere.pk}).status_code == 404


def test_an_archived_practice_is_no_longer_discussed(practice, member):
    make_comment(practice, member.user, text="Said before")
    Practice.objects.update(archived_at=PUBLISHED_AT)
    page = member.get(URL)
    assert "Said before" in words(page)
    assert "This practice is archived, so its discussion is closed." in words(page)
    assert "?answer=" not in page.content.decode()
    answer = member.post(POST, {"text": "Too late"})
    assert answer.status_code == 409
    assert "Too late" in answer.content.decode()


def test_nothing_is_left_of_it_when_the_practice_is_taken_down(practice, member, coordinator):
    comment = make_comment(practice, member.user, text="Said before")
    Practice.objects.update(taken_down_at=PUBLISHED_AT, takedown_reason="Wrong.")
    assert "Said before" not in coordinator.get(URL).content.decode()
    assert coordinator.get(f"/comments/{comment.pk}/").status_code == 404
    assert coordinator.post(POST, {"text": "x"}).status_code == 404


def test_raw_html_and_scripts_stay_words(practice, member):
    make_comment(practice, member.user, text="<script>alert(1)</script> [x](javascript:alert(1))")
    html = member.get(URL).content.decode()
    assert "<script>alert" not in html
    assert 'href="javascript' not in html


def test_past_fifty_threads_the_earlier_ones_are_folded(practice, member, stranger):
    start = timezone.now() - timedelta(days=100)
    made = [
        make_comment(practice, stranger.user, text=f"Nr{n}.", made_at=start + timedelta(hours=n))
        for n in range(51)
    ]
    page = member.get(URL)
    assert "Nr0." not in words(page)
    assert "Nr1." in words(page)
    assert f"{URL}?talk=all#talk" in page.content.decode()
    assert "Nr0." in words(member.get(f"{URL}?talk=all"))
    leads = [member.get(f"/comments/{each.pk}/").url for each in (made[0], made[50])]
    assert leads == [
        f"{URL}?talk=all#comment-{made[0].pk}",
        f"{URL}#comment-{made[50].pk}",
    ]


def test_strange_addresses_change_nothing(practice, member):
    for query in ("?answer=", "?answer=x", "?answer=٣", "?answer=12", "?talk=none", "?write"):
        assert member.get(URL + query).status_code == 200


def test_what_somebody_wrote_who_has_left(practice, member, stranger):
    make_comment(practice, stranger.user, text="Goodbye")
    stranger.user.memberships.update(ended_at=clock.now())
    assert "Somebody who has left , Southern Denmark" in words(member.get(URL))


def test_the_number_of_queries_does_not_grow(practice, member, stranger):
    before = count_queries(member, URL)
    make_comment(practice, stranger.user)
    once = count_queries(member, URL)
    for _each in range(2):
        parent = make_comment(practice)
        make_comment(practice, parent=parent)
    assert count_queries(member, URL) == once
    assert once == before  # the comments are asked for anyway; the roles are memberships
    assert count_queries(member, f"{URL}?write=1") == once + 1  # partners to tell


def test_following_is_a_button(practice, member, visitor):
    assert "Follow" in member.get(URL).content.decode()
    answer = member.post(f"{URL}follow/")
    assert (answer.status_code, answer.url) == (302, URL)
    assert "You follow this" in member.get(URL).content.decode()
    member.post(f"{URL}follow/")
    assert Follow.objects.count() == 1
    member.post(f"{URL}unfollow/")
    assert Follow.objects.count() == 0
    lines = Activity.objects.filter(object_type="practices.practice").order_by("pk")
    verbs = lines.values_list("verb", flat=True)
    assert list(verbs) == ["practice.followed", "practice.followed", "practice.left"]
    assert [visitor.post(f"{URL}{each}/").status_code for each in ("follow", "unfollow")] == [
        404,
        404,
    ]


def test_nobody_follows_for_somebody_else(practice, member, colleague):
    make_follow(practice, colleague.user)
    member.post(f"{URL}unfollow/")
    assert Follow.objects.get().user == colleague.user
    assert Notice.objects.count() == 0


def test_what_must_never_be_false_stands_in_the_database(practice, member):
    comment = make_comment(practice, member.user)
    make_follow(practice, member.user)
    make_saved_search(member.user, name="Schools")
    for name, breaks in (
        ("comment_hidden_has_reason", lambda: Comment.objects.update(hidden_at=PUBLISHED_AT)),
        ("comment_has_text_unless_deleted", lambda: Comment.objects.update(text="")),
        ("follow_once", lambda: make_follow(practice, member.user)),
        ("saved_search_name", lambda: make_saved_search(member.user, name="Schools")),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            breaks()
    Comment.objects.filter(pk=comment.pk).update(text="", deleted_at=PUBLISHED_AT)
