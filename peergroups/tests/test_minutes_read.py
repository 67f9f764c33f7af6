"""Who has read the minutes, as a number; and until when people ask for changes."""

from datetime import timedelta

import pytest

from clusterix.testing.queries import assert_few_queries
from core import clock
from core.models import Activity, Mail
from peergroups.actions import circulate_minutes, close_session, confirm_minutes, propose_amendment
from peergroups.actions.minutes import link_for
from peergroups.actions.sessions import CannotChange
from peergroups.models import Minutes, MinutesRead
from peergroups.tests.factories import guest_of, open_in, say, seat_member, show, three_guests
from regions.reader import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(room):
    return f"/sessions/{room.session.pk}/minutes/"


@pytest.fixture
def home(room, small):
    return three_guests(room, small.home)


@pytest.fixture
def written(room, small, moderator, member, home, frozen):
    """Three guests and a member were there; the minutes are a draft."""
    seat_member(room, small.home, member)
    opened = open_in(room, moderator)
    say(opened, home[0], R1=1)
    show(opened, moderator)
    close_session(session=room.session, by=moderator.reader)


@pytest.fixture
def sent(room, moderator, written):
    return circulate_minutes(session=room.session, by=moderator.reader)


def counted(page) -> str:
    text = " ".join(page.content.decode().split())
    start = text.index('id="read"')
    return text[start : text.index("</section>", start)]


def test_a_person_sees_the_own_mark_and_the_number(member, moderator, home, sent, url):
    assert "0 of 4 people who were there have read these minutes." in counted(member.get(url))
    for _twice in range(2):
        member.post(f"{url}read/")
    guest_of(home[0]).post(f"{url}read/")
    for reader in (member, guest_of(home[0])):
        assert "You have read them." in counted(reader.get(url))
    told = counted(moderator.get(url))
    assert "2 of 4 people who were there have read these minutes." in told
    assert "You have read them" not in told
    assert "I have read them" in counted(guest_of(home[1]).get(url))
    assert Activity.objects.filter(verb="minutes.read").count() == 2
    assert_few_queries(member, url)


def test_opening_the_page_says_nothing(member, sent, url):
    member.get(url)
    assert not MinutesRead.objects.exists()


def test_only_who_was_there_and_not_a_draft(member, moderator, steering, written, room, url):
    assert member.post(f"{url}read/").status_code == 404  # nobody but the writers has it
    circulate_minutes(session=room.session, by=moderator.reader)
    assert moderator.post(f"{url}read/").status_code == 403
    assert steering.post(f"{url}read/").status_code == 403
    assert not MinutesRead.objects.exists()


def test_a_guest_by_link_also_when_the_room_is_closed_to_them(room, moderator, visitor, home, sent):
    link = link_for(home[1], sent)
    confirm_minutes(session=room.session, by=moderator.reader)
    visitor.get(link)
    assert not MinutesRead.objects.exists()  # whatever opens links in letters
    assert visitor.post(f"{link}read/")["Location"] == link
    assert MinutesRead.objects.get().participation == home[1]
    assert "You have read them." in counted(visitor.get(link))
    assert visitor.post("/minutes/forged/read/").status_code == 404
    assert_few_queries(visitor, link)


def test_changes_are_asked_for_until_a_day_that_is_told(room, member, home, sent, url, frozen):
    assert sent.amend_until == clock.today() + timedelta(days=14)
    letter = Mail.objects.filter(to=member.user.email).latest("pk")
    assert "say until 2" in letter.body or "say until " in letter.body
    by = Reader(person_key=home[0].person_key)
    with clock.at(frozen + timedelta(days=14)):
        propose_amendment(minutes=sent, text="2011, not 2010", by=by)
    with clock.at(frozen + timedelta(days=15)):
        with pytest.raises(CannotChange, match="The time to ask for changes is over"):
            propose_amendment(minutes=sent, text="Too late", by=by)
        page = guest_of(home[0]).get(url).content.decode()
        assert "Propose an amendment" not in page


def test_the_moderator_gives_longer_and_never_less(room, moderator, member, sent, url, frozen):
    def post(client, days):
        until = (clock.today() + timedelta(days=days)).isoformat()
        return client.post(f"{url}prolong/", {"until": until})

    assert post(moderator, 21).status_code == 302
    assert Minutes.objects.get().amend_until == clock.today() + timedelta(days=21)
    for days in (20, 21, 500):
        assert post(moderator, days).status_code == 409
    assert moderator.post(f"{url}prolong/", {"until": "soon"}).status_code == 400
    assert post(member, 30).status_code == 403
    with clock.at(frozen + timedelta(days=20)):
        by = member.reader
        propose_amendment(minutes=sent, text="2011, not 2010", by=by)
