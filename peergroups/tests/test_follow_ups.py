"""Follow-ups: who of the session does what until when, and whether it was done."""

from datetime import timedelta

import pytest

from clusterix.testing.queries import assert_few_queries
from core import clock
from peergroups.actions import add_follow_up
from peergroups.actions.outcome import NotInTheSession, NotOnTheAgenda
from peergroups.minutes.content import read_content
from peergroups.models import FollowUp, Minutes
from peergroups.next_steps import next_steps
from peergroups.tests.factories import guest_of, open_in, seat_member, show

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(room):
    return f"/sessions/{room.session.pk}/"


@pytest.fixture
def promised(room, small, moderator, member):
    """The member said they would send the guide, until yesterday."""
    owner = seat_member(room, small.home, member)
    due = clock.today() - timedelta(days=1)
    return add_follow_up(
        session=room.session, text="Send the guide", owner=owner, due_on=due, by=moderator.reader
    )


def test_the_moderator_adds_and_changes_one(room, small, moderator, url):
    first, second = room.seat_person(small.home), room.seat_person(small.other)
    form = {"text": " Send  the guide ", "owner": first.pk, "due_on": "2026-12-01"}

    assert first.name in moderator.get(f"{url}to-do/new/").text
    added = moderator.post(f"{url}to-do/new/?back=board", form)
    made = FollowUp.objects.get()
    assert added["Location"] == f"{url}board/#to-do"
    assert (made.text, made.owner, str(made.due_on)) == ("Send the guide", first, "2026-12-01")
    page = moderator.get(f"{url}to-do/{made.pk}/").text
    assert 'value="Send the guide"' in page
    moderator.post(f"{url}to-do/{made.pk}/", form | {"owner": second.pk, "due_on": ""})
    made.refresh_from_db()
    assert (made.owner, made.due_on) == (second, None)
    assert second.name in moderator.get(url).text


def test_who_keeps_the_list(room, promised, member, coordinator, stranger, url):
    form = {"text": "x", "owner": promised.owner_id}

    for page in (f"{url}to-do/new/", f"{url}to-do/{promised.pk}/"):
        assert member.get(page).status_code == member.post(page, form).status_code == 403
        assert stranger.get(page).status_code == stranger.post(page, form).status_code == 404
        assert coordinator.post(page, form).status_code == 302
    assert sorted(FollowUp.objects.values_list("text", flat=True)) == ["x", "x"]


def promises(persona) -> list:
    found = next_steps(persona.reader, clock.today())
    return [each for each in found if each.title == "Send the guide"]


def test_the_owner_sees_it_at_home_and_ticks_it_off(room, promised, member, coordinator, url):
    [step] = promises(member)
    assert (step.url, step.due_on) == (f"{url}#to-do", promised.due_on)
    assert step.is_late(clock.today())
    assert promises(coordinator) == []
    assert "overdue" in member.get(url).text

    member.post(f"{url}to-do/{promised.pk}/done/", {"done": "yes"})
    promised.refresh_from_db()
    assert promised.done_at is not None
    assert promises(member) == []
    page = member.get(url).text
    assert "overdue" not in page
    assert "<s>Send the guide</s>" in page
    again = member.post(f"{url}to-do/{promised.pk}/done/", {"done": "yes"})
    assert again.status_code == 409
    assert "This is done already." in again.text
    coordinator.post(f"{url}to-do/{promised.pk}/done/", {"done": "no"})
    promised.refresh_from_db()
    assert promised.done_at is None


def test_nobody_else_ticks_it_off(room, small, promised, stranger, moderator, url):
    tick = f"{url}to-do/{promised.pk}/done/"
    other = guest_of(room.seat_person(small.other))

    assert other.post(tick, {"done": "yes"}).status_code == 403
    assert stranger.post(tick, {"done": "yes"}).status_code == 404
    assert moderator.post(tick, {"done": "maybe"}).status_code == 404
    promised.refresh_from_db()
    assert promised.done_at is None
    assert "Done" not in other.get(url).text


def test_only_people_of_the_session_own_one(room, small, moderator, url):
    from clusterix.testing.room import make_room

    elsewhere = make_room(small).seat_person(small.home)

    with pytest.raises(NotInTheSession):
        add_follow_up(session=room.session, text="x", owner=elsewhere, by=moderator.reader)
    answer = moderator.post(f"{url}to-do/new/", {"text": "Kept", "owner": elsewhere.pk})
    assert answer.status_code == 400
    assert "so nobody can take something on" in answer.text  # nobody is on the list here
    assert not FollowUp.objects.exists()


def test_it_is_tied_to_a_practice_of_the_agenda(room, small, moderator, url):
    owner = room.seat_person(small.home)
    title = room.practice.title
    form = {"text": "Send it", "owner": owner.pk, "due_on": ""}

    asked = moderator.get(f"{url}to-do/new/?back=board&item={room.item.pk}").text
    assert f'<option value="{room.item.pk}" selected>{title}</option>' in asked
    assert '<option value="">The whole session</option>' in asked
    moderator.post(f"{url}to-do/new/", form | {"item": room.item.pk})
    made = FollowUp.objects.get()
    assert made.item == room.item
    line = f'Send it<br><span class="meta">{title}</span>'
    assert line in moderator.get(url).text
    show(open_in(room, moderator), moderator)
    assert f"· {title}</span>" in moderator.get(f"{url}board/").text
    content = read_content(room.session, Minutes(session=room.session), None)
    assert [each["practice"] for each in content["follow_ups"]] == [title]

    page = moderator.get(f"{url}to-do/{made.pk}/").text
    assert f'<option value="{room.item.pk}" selected>' in page
    moderator.post(f"{url}to-do/{made.pk}/", form | {"item": ""})
    made.refresh_from_db()
    assert made.item is None
    assert line not in moderator.get(url).text


def test_only_a_practice_of_this_session(room, small, moderator, url):
    from clusterix.testing.room import make_room

    owner, elsewhere = room.seat_person(small.home), make_room(small).item
    with pytest.raises(NotOnTheAgenda):
        add_follow_up(
            session=room.session, text="x", owner=owner, item=elsewhere, by=moderator.reader
        )
    form = {"text": "x", "owner": owner.pk, "item": elsewhere.pk}
    answer = moderator.post(f"{url}to-do/new/", form)
    assert answer.status_code == 400
    assert "Choose “About” from the list." in answer.text
    assert not FollowUp.objects.exists()


def test_few_queries(room, promised, moderator, url):
    assert_few_queries(moderator, f"{url}to-do/new/")
    assert_few_queries(moderator, f"{url}to-do/{promised.pk}/")
    assert_few_queries(moderator, url)
