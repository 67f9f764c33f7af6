"""Who is told what: one notice per person and event, the most personal reason first."""

import pytest

from core.models import Notice
from practices.actions import add_comment, approve, archive, edit_comment
from practices.models import Follow, Practice, RevisionState
from practices.talking.mentions import mentioned_in
from practices.tests.factories import make_draft, make_practice, make_revision
from practices.tests.talking import make_comment, make_follow
from practices.tests.writing import make_open
from regions.tests.factories import make_partner


@pytest.fixture
def practice(small):
    return make_practice(partner=small.home.partner, title="Cluster school", slug="cluster-school")


def told():
    """Address of each person and what they were told, by address."""
    return list(Notice.objects.order_by("user__email").values_list("user__email", "text"))


def test_followers_hear_of_a_new_comment(practice, member, colleague, stranger):
    for person in (member, colleague, stranger):
        make_follow(practice, person.user)
    add_comment(practice=practice, text="Hello", by=stranger.reader)
    text = "Cluster practitioner, Southern Denmark wrote about “Cluster school”"
    assert told() == [
        ("colleague@clusterix.example", text),
        ("member@clusterix.example", text),
    ]


def test_the_most_personal_reason_wins(practice, small, member, colleague, lead, stranger):
    first = make_comment(practice, member.user)
    for person in (member, colleague, lead):
        make_follow(practice, person.user)
    make_comment(practice, lead.user, parent=first)
    add_comment(
        practice=practice,
        text="Yes",
        parent=first,
        mentions=[small.home.partner],
        by=stranger.reader,
    )
    who = "Cluster practitioner, Southern Denmark"
    answered = f"{who} answered in a conversation of yours on “Cluster school”"
    assert told() == [
        ("colleague@clusterix.example", f"{who} mentions Agency of Skåne on “Cluster school”"),
        ("lead@clusterix.example", answered),
        ("member@clusterix.example", answered),
    ]


def test_a_partner_is_told_by_its_name_in_the_text(practice, small, stranger, coordinator, member):
    stranger.post(
        "/practices/cluster-school/comments/", {"text": "What do @Agency of Skåne and others say?"}
    )
    assert [address for address, _text in told()] == ["member@clusterix.example"]


def test_a_partner_is_told_that_was_chosen_from_the_list(practice, small, stranger, member):
    url = "/practices/cluster-school/"
    assert "Agency of Skåne, Skåne</option>" in stranger.get(f"{url}?write=1").content.decode()
    stranger.post(f"{url}comments/", {"text": "What say you?", "tell": small.home.partner.pk})
    comment = practice.comments.get()
    assert comment.text == "@Agency of Skåne What say you?"
    assert list(comment.mentions.all()) == [small.home.partner]
    assert [address for address, _text in told()] == ["member@clusterix.example"]
    wrong = stranger.post(f"{url}comments/", {"text": "What say you?", "tell": "x"})
    assert wrong.status_code == 400
    assert "Choose a partner from the list." in wrong.content.decode()


def test_a_change_tells_only_those_who_are_named_anew(practice, small, stranger, member, steering):
    comment = add_comment(
        practice=practice, text="x", mentions=[small.home.partner], by=stranger.reader
    )
    Notice.objects.all().delete()
    both = [small.home.partner, small.third.partner]
    edit_comment(comment=comment, text="y", mentions=both, by=stranger.reader)
    assert [address for address, _text in told()] == ["steering@clusterix.example"]


def test_what_is_said_about_a_draft_reaches_those_around_it(
    small, member, colleague, lead, coordinator, stranger
):
    draft = make_draft(partner=small.home.partner, title="Secret", state=RevisionState.SUBMITTED)
    revision = draft.revisions.get()
    revision.created_by = member.user
    revision.save()
    make_comment(draft, lead.user, revision=revision)
    add_comment(
        practice=draft,
        revision=revision,
        text="@Agency of Southern Denmark",
        mentions=[small.other.partner],
        by=coordinator.reader,
    )
    text = "Intermediary, Lower Austria wrote about “Secret”"
    assert told() == [("lead@clusterix.example", text), ("member@clusterix.example", text)]
    assert Follow.objects.count() == 0
    seen = [Notice.objects.visible_to(each.reader).count() for each in (member, lead, colleague)]
    assert seen == [1, 1, 0]


def test_a_new_version_is_told_to_followers_and_its_writers_follow(
    small, member, stranger, coordinator
):
    revision = make_open(partner=small.home.partner, title="Cluster school", caveats="No theme.")
    revision.created_by = revision.edited_by = member.user
    revision.state = RevisionState.SUBMITTED
    revision.submitted_at = "2026-03-01T09:00Z"
    revision.save()
    practice = approve(revision=revision, by=coordinator.reader)
    assert list(Follow.objects.values_list("user", flat=True)) == [member.user.pk]
    assert told() == []
    make_follow(practice, stranger.user)
    second = make_revision(practice, caveats="No theme.", state=RevisionState.SUBMITTED)
    approve(revision=second, by=coordinator.reader)
    text = "A new version of “Cluster school” is published"
    assert told() == [("member@clusterix.example", text), ("stranger@clusterix.example", text)]


def test_archiving_is_told(practice, lead, stranger):
    make_follow(practice, stranger.user)
    make_follow(practice, lead.user)
    archive(practice=practice, by=lead.reader)
    assert told() == [("stranger@clusterix.example", "“Cluster school” was archived")]


def test_a_notice_of_a_hidden_comment_is_no_longer_shown(practice, member, stranger):
    make_follow(practice, member.user)
    comment = add_comment(practice=practice, text="Hello", by=stranger.reader)
    shown = Notice.objects.visible_to(member.reader)
    assert shown.count() == 1
    comment.hidden_at, comment.hidden_reason = practice.published_at, "Off topic."
    comment.save()
    assert shown.all().count() == 0
    Practice.objects.update(taken_down_at=practice.published_at, takedown_reason="Wrong.")
    assert Notice.objects.visible_to(stranger.reader).count() == 0


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@eco", ["eco"]),
        ("Hello @ECO, and @eco plus.", ["eco", "eco plus"]),
        ("@eco plus", ["eco plus"]),
        ("@ecology me@eco", []),
        ("@C++ (Lab)!", ["C++ (Lab)"]),
        ("eco", []),
    ],
)
@pytest.mark.django_db
def test_names_behind_an_at_sign(text, names):
    partners = [make_partner(short=short) for short in ("eco", "eco plus", "C++ (Lab)")]
    assert [each.short for each in mentioned_in(text, partners)] == names
    assert mentioned_in(text, []) == []
