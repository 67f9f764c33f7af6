"""The weekly letter: everything for one person in one mail, once, with present rights, or none."""

from datetime import timedelta

import pytest

from clusterix.letter import actions
from clusterix.letter.week import Week
from core import clock
from core.models import Activity, Mail, Notice
from core.tests.factories import make_notice
from practices import search
from practices.actions import add_comment
from practices.models import Comment, Practice, SavedSearch
from practices.tests.factories import make_draft, make_practice
from practices.tests.talking import make_comment, make_follow, make_saved_search
from regions.models import Membership

WEEK = "2026-W19"
SINCE, UNTIL = Week.read(WEEK).since, Week.read(WEEK).until
DURING = SINCE + timedelta(days=2)


@pytest.fixture(autouse=True)
def monday():
    with clock.at(UNTIL + timedelta(minutes=1)):
        yield


@pytest.fixture
def practice(small):
    return make_practice(
        partner=small.other.partner,
        title="Cluster school",
        slug="cluster-school",
        tags=["school"],
        published_at=DURING,
    )


@pytest.fixture
def letter_of():
    """Writes the letter of a person and returns it, or nothing."""
    return lambda person: actions.write(person.user.pk, WEEK)


TEXT = """Hello Member,

this is new for you.


NEW PRACTICES IN YOUR SAVED SEARCHES

Schools
- Cluster school
  {at}/practices/cluster-school/


NEW COMMENTS

Older practice
- Cluster practitioner, Southern Denmark, 29 April 2026
  {at}/accounts/login/?next=%2Fcomments%2F{first}%2F
- Cluster practitioner, Southern Denmark, 29 April 2026
  {at}/accounts/login/?next=%2Fcomments%2F{second}%2F


NOTICES

- Cluster practitioner, Southern Denmark mentions Agency of Skåne on “Cluster school”
  {at}/accounts/login/?next=%2Fcomments%2F{mention}%2F

One older notice is unread, too:
  {at}/accounts/login/?next=%2Fnotices%2F


WHAT WAITS FOR YOU

- Finish “Half a text”
  {at}/accounts/login/?next=%2Fpractices%2Fhalf-a-text%2Fedit%2F


--
You get this letter on Mondays, when there is something new. What stands in it, you choose here:
{at}/accounts/login/?next=%2Faccounts%2Fprofile%2F
Stop the letter:
{at}/letter/stop/"""


def test_everything_new_stands_in_one_letter(practice, small, member, stranger, letter_of, outbox):
    older = make_practice(title="Older practice")
    make_follow(older, member.user)
    make_notice(member.user, older, at=SINCE - timedelta(seconds=1), text="Long ago")
    make_notice(member.user, older, at=UNTIL, text="For the next letter")
    make_saved_search(member.user, "tag=school", name="Schools", told_until=SINCE)
    make_saved_search(member.user, "q=nothing+like+it", name="Nothing new")
    draft = make_draft(partner=small.home.partner, slug="half-a-text")
    draft.revisions.update(title="Half a text", edited_by=member.user)
    with clock.at(DURING):
        said = [
            add_comment(practice=older, text=text, by=stranger.reader) for text in ("One", "Two")
        ]
        mention = add_comment(
            practice=practice, text="x", mentions=[small.home.partner], by=stranger.reader
        )
    letter_of(member)
    (letter,) = outbox()
    numbers = {"first": said[0].pk, "second": said[1].pk, "mention": mention.pk}
    assert letter.body.partition("letter/stop/")[0] + "letter/stop/" == TEXT.format(
        at="http://127.0.0.1:8000", **numbers
    )
    assert (letter.to, letter.subject) == (
        ["member@clusterix.example"],
        "Your week: 1 new practice, 2 new comments, 1 notice",
    )


def test_one_click_in_the_mail_program_stops_it(practice, member, letter_of, outbox):
    make_notice(member.user, practice, at=DURING)
    letter_of(member)
    headers = outbox()[0].message()
    address = headers["List-Unsubscribe"].strip("<>")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert address in outbox()[0].body.replace("\n", "")
    assert headers["Message-ID"] == f"<letter-{WEEK}-{member.user.pk}@localhost>"


def test_without_news_there_is_no_letter(practice, small, member, letter_of):
    make_saved_search(member.user, "tag=school", told_until=UNTIL)
    make_saved_search(member.user, "tag=school", told_until=SINCE, sends_mail=False)
    make_notice(member.user, practice, at=DURING, read_at=UNTIL)
    make_notice(member.user, practice, at=SINCE - timedelta(days=1))
    draft = make_draft(partner=small.home.partner)
    draft.revisions.update(edited_by=member.user)
    assert letter_of(member) is None
    assert Mail.objects.count() == 0


def test_it_is_written_once(practice, member, letter_of):
    search = make_saved_search(member.user, "tag=school", told_until=SINCE)
    assert letter_of(member) is not None
    make_notice(member.user, practice, at=DURING)
    assert letter_of(member) is None
    search.refresh_from_db()
    assert search.told_until == UNTIL
    assert Activity.objects.filter(verb="letter.written").count() == 1
    assert actions.write(member.user.pk, "2026-W20") is None


def test_rights_are_those_of_now(practice, small, member, stranger, letter_of):
    secret = make_draft(partner=small.other.partner, title="Secret")
    make_notice(member.user, secret, at=DURING, text="Secret")
    comment = make_comment(practice, stranger.user)
    make_notice(member.user, comment, kind="comment.new", at=DURING, text="Hidden")
    make_saved_search(member.user, "tag=school", told_until=SINCE)
    Practice.objects.filter(pk=practice.pk).update(archived_at=UNTIL)
    Comment.objects.update(hidden_at=UNTIL, hidden_reason="Off topic.")
    assert letter_of(member) is None
    make_notice(stranger.user, secret, at=DURING, text="Secret")
    assert "- Secret\n" in letter_of(stranger).body
    Notice.objects.all().delete()
    Mail.objects.all().delete()
    make_notice(stranger.user, secret, at=DURING, text="Secret")
    stranger.user.memberships.update(ended_at=UNTIL)
    assert letter_of(stranger) is None


def test_who_does_not_want_it_or_has_left_gets_none(practice, member, colleague, letter_of):
    for person in (member, colleague):
        make_notice(person.user, practice, at=DURING)
    member.user.wants_digest = False
    member.user.save()
    colleague.user.is_active = False
    colleague.user.save()
    assert [letter_of(member), letter_of(colleague)] == [None, None]
    assert actions.write(999_999, WEEK) is None


def test_a_long_list_is_cut(small, member, letter_of):
    for number in range(12):
        make_practice(title=f"Nr {number:02}", published_at=DURING + timedelta(minutes=number))
    make_saved_search(member.user, "", name="Everything", told_until=SINCE)
    mail = letter_of(member)
    assert mail.subject == "Your week: 12 new practices"
    assert "- Nr 11\n" in mail.body
    assert "- Nr 02\n" in mail.body
    assert "- Nr 01\n" not in mail.body
    assert "- and 2 more:\n  http://127.0.0.1:8000/practices/\n" in mail.body


def test_titles_come_as_they_were_written(small, member, letter_of):
    make_practice(title="<b>Ends & means</b>", published_at=DURING)
    make_saved_search(member.user, "", name="R&D", told_until=SINCE)
    assert "R&D\n- <b>Ends & means</b>\n" in letter_of(member).body
    assert SavedSearch.objects.get().told_until == UNTIL


@pytest.mark.parametrize("how", ["nothing", "left", "stopped", "taken down", "role ended"])
def test_what_may_not_be_read_any_more_does_not_go(how, practice, small, member, letter_of, outbox):
    """Between writing and sending a night may pass."""
    kept = make_saved_search(member.user, name="Schools", query="tag=school", told_until=SINCE)
    draft = make_draft(partner=small.home.partner, title="Half a text")
    draft.revisions.update(edited_by=member.user)
    letter_of(member)
    match how:
        case "left":
            Membership.objects.filter(user=member.user).update(ended_at=clock.now())
        case "stopped":
            member.user.wants_digest = False
            member.user.save()
        case "taken down":
            Practice.objects.filter(pk=practice.pk).update(
                taken_down_at=clock.now(), takedown_reason="x"
            )
        case "role ended":
            Membership.objects.filter(user=member.user).update(partner=small.third.partner)
    assert len(outbox()) == (1 if how == "nothing" else 0)
    kept.refresh_from_db()
    assert kept.told_until == (SINCE if how in {"taken down", "role ended"} else UNTIL)


def test_a_letter_that_was_held_back_is_written_anew(practice, small, member, letter_of, outbox):
    make_saved_search(member.user, name="Schools", query="tag=school", told_until=SINCE)
    make_practice(partner=small.other.partner, title="Stays", tags=["school"], published_at=DURING)
    letter_of(member)
    Practice.objects.filter(pk=practice.pk).update(taken_down_at=clock.now(), takedown_reason="x")
    search.index(Practice.objects.get(pk=practice.pk))
    assert outbox() == []
    letter_of(member)
    (letter,) = outbox()
    assert ("Stays" in letter.body, "Cluster school" in letter.body) == (True, False)
