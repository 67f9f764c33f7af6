"""Before a session: what to read, case questions, expectations, who has not yet."""

from datetime import timedelta

import pytest
from django.core import mail as outbox

from clusterix.testing.queries import assert_few_queries, count_queries
from core import clock
from core.mail import send
from core.models import Mail
from core.next_steps import NextStep
from exchanges.models import Exchange, Participation
from peergroups.actions.preparing import keep_expectation, remind_unprepared, write_case_question
from peergroups.actions.sessions import CannotChange
from peergroups.models import AgendaItem, Expectation, Session
from peergroups.next_steps import next_steps
from peergroups.preparing.reading import minutes_to_read
from peergroups.tests.factories import guest_of, seat_member
from practices.tests.factories import make_practice
from regions.models import Level

pytestmark = pytest.mark.django_db
WHO_WRITES = (
    "The people of the region that presents the practice and the moderators write its case"
    " question."
)


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def url(room):
    return f"/sessions/{room.session.pk}/"


def expectation_of(person: Participation) -> Expectation:
    return Expectation.objects.get(participation=person)


def test_minutes_to_read_are_whole_and_at_least_one():
    short, long = make_practice(problem="a few words"), make_practice(problem="word " * 361)

    assert (minutes_to_read(short), minutes_to_read(long)) == (1, 3)


def test_somebody_says_what_they_expect(room, small, member, url, frozen):
    person = seat_member(room, small.home, member)
    assert "I have read the practices" in text(member.get(url))

    answer = member.post(f"{url}prepare/", {"text": " Who pays? ", "has_read": "on"})

    kept = expectation_of(person)
    assert answer["Location"] == f"{url}#preparation"
    assert (kept.text, kept.has_read_at, kept.changed_at) == ("Who pays?", frozen, frozen)
    page = text(member.get(url))
    assert "Who pays?</textarea>" in page
    assert 'name="has_read" checked' in page
    member.post(f"{url}prepare/", {"text": "Who pays?"})
    assert expectation_of(person).has_read_at is None


def test_what_one_expects_is_read_by_the_moderators_alone(
    room, small, moderator, coordinator, member, colleague, lead, steering, visitor, url
):
    person = seat_member(room, small.home, member)
    seat_member(room, small.home, colleague)
    keep_expectation(session=room.session, text="Who pays?", has_read=True, by=member.reader)

    assert "Who pays?" in text(moderator.get(url))
    assert "Who pays?" in text(member.get(url))
    for reader in (coordinator, colleague, lead, steering):
        answer = reader.get(url)
        assert (answer.status_code, "Who pays?" in text(answer)) == (200, False)
    assert visitor.get(url).status_code == 404
    assert person.expectations.count() == 1


def test_a_guest_prepares_too(room, small, url):
    person = room.seat_person(small.home)
    guest = guest_of(person)

    assert guest.post(f"{url}prepare/", {"text": "To listen"}).status_code == 302
    assert expectation_of(person).text == "To listen"


def test_who_does_not_take_part_expects_nothing(coordinator, member, visitor, url):
    answer = coordinator.post(f"{url}prepare/", {"text": "x"})

    assert answer.status_code == 403
    assert "You do not take part in this session." in text(answer)
    assert member.post(f"{url}prepare/", {"text": "x"}).status_code == 404
    assert visitor.post(f"{url}prepare/", {"text": "x"}).status_code == 404
    assert not Expectation.objects.exists()


def test_too_much_is_said_beside_what_was_typed(room, small, member, url):
    seat_member(room, small.home, member)

    answer = member.post(f"{url}prepare/", {"text": "x" * 501})

    assert answer.status_code == 400
    assert "x" * 501 in text(answer)
    assert "500 characters" in text(answer)
    assert not Expectation.objects.exists()


def test_the_presenting_region_writes_the_case_question(
    room, small, member, colleague, moderator, url
):
    practice = make_practice(origin_region=small.home.region, nuts_codes=[])
    item = AgendaItem.objects.create(session=room.session, position=2, practice=practice)
    seat_member(room, small.home, member)
    data = {"item": item.pk, "case_question": " Who  pays? "}

    assert member.post(f"{url}prepare/question/", data).status_code == 302
    item.refresh_from_db()
    assert item.case_question == "Who pays?"
    assert "Who pays?" in text(member.get(url))

    elsewhere = {"item": room.item.pk, "case_question": "Why?"}
    answer = member.post(f"{url}prepare/question/", elsewhere)
    assert answer.status_code == 403
    assert WHO_WRITES in text(answer)
    assert moderator.post(f"{url}prepare/question/", elsewhere).status_code == 302
    assert AgendaItem.objects.get(pk=room.item.pk).case_question == "Why?"


def test_nothing_is_prepared_for_a_closed_session(room, small, member, moderator):
    seat_member(room, small.home, member)
    Session.objects.filter(pk=room.session.pk).update(closed_at=clock.now())

    for write in (
        lambda: keep_expectation(session=room.session, text="", has_read=True, by=member.reader),
        lambda: write_case_question(item=room.item, question="Why?", by=moderator.reader),
        lambda: remind_unprepared(session=room.session, by=moderator.reader),
    ):
        with pytest.raises(CannotChange) as caught:
            write()
        assert [str(each) for each in caught.value.reasons] == ["This session is closed."]


def test_who_plans_sees_who_has_not_yet(
    room, small, moderator, coordinator, member, colleague, url
):
    seat_member(room, small.home, member, level=Level.PRACTITIONER)
    seat_member(room, small.home, colleague, level=Level.POLICY_MAKER)
    keep_expectation(session=room.session, text="Who pays?", has_read=True, by=member.reader)

    for reader in (moderator, coordinator):
        page = text(reader.get(url))
        assert "1 person not ready" in page
        assert "Not read: policy maker" in page
        assert "No expectation: policy maker" in page
        assert "Remind 1 person" in page
    assert "Who is ready" not in text(member.get(url))


def test_a_reminder_goes_to_who_has_not_prepared(room, small, moderator, member, colleague, url):
    late = seat_member(room, small.home, member)
    guest = room.seat_person(small.home)
    room.seat_person(small.home)  # without an address
    Participation.objects.filter(pk=guest.pk).update(email="guest@example.org")
    seat_member(room, small.home, colleague)
    keep_expectation(session=room.session, text="All", has_read=True, by=colleague.reader)

    assert moderator.post(f"{url}prepare/remind/")["Location"] == f"{url}#preparation"

    letters = Mail.objects.order_by("pk")
    assert [each.to for each in letters] == [member.user.email, "guest@example.org"]
    assert letters[0].subject == f"Prepare for “{room.session.title}”"
    assert letters[1].message_id.startswith(f"<guest-{guest.pk}-")
    assert "Read 1 practice, and say in a line what you want to take home:" in letters[0].body
    Participation.objects.filter(pk=late.pk).update(state="withdrawn")
    for each in letters:
        send(each.pk)
    assert [each.to for each in outbox.outbox] == [["guest@example.org"]]


def test_the_next_reminder_has_a_date(room, small, moderator, member, url):
    seat_member(room, small.home, member)
    in_two_weeks = clock.today() + timedelta(days=14)
    Exchange.objects.filter(pk=room.exchange.pk).update(
        starts_on=in_two_weeks, ends_on=in_two_weeks
    )
    now = clock.now()
    moderator.post(f"{url}prepare/remind/")

    page = text(moderator.get(url))
    assert "The next one can go out on" in page
    assert "Remind 1 person" not in page
    answer = moderator.post(f"{url}prepare/remind/")
    assert answer.status_code == 409
    assert "The last reminder is too fresh." in text(answer)
    with clock.at(now + timedelta(days=7)):
        remind_unprepared(session=room.session, by=moderator.reader)
    assert Mail.objects.count() == 2


def test_nobody_is_reminded_when_all_have_prepared(room, small, moderator, member, coordinator):
    seat_member(room, small.home, member)
    keep_expectation(session=room.session, text="All", has_read=True, by=member.reader)

    with pytest.raises(CannotChange) as caught:
        remind_unprepared(session=room.session, by=coordinator.reader)
    assert [str(each) for each in caught.value.reasons] == ["Everybody has prepared."]


def test_a_session_ahead_asks_to_prepare(room, small, member, moderator):
    seat_member(room, small.home, member)
    day = clock.today() + timedelta(days=3)
    Exchange.objects.filter(pk=room.exchange.pk).update(starts_on=day, ends_on=day)

    steps = next_steps(member.reader, clock.today())

    assert steps == [
        NextStep(
            title=f"Prepare for “{room.session.title}”",
            detail="Read 1 practice, and say what you expect",
            minutes=minutes_to_read(room.practice),
            act="Prepare",
            url=f"/sessions/{room.session.pk}/#preparation",
            due_on=day,
        )
    ]
    assert next_steps(moderator.reader, clock.today()) == []
    keep_expectation(session=room.session, text="", has_read=True, by=member.reader)
    assert next_steps(member.reader, clock.today()) == []


def test_the_page_asks_the_database_as_often_for_one_person_as_for_many(
    room, small, moderator, member, colleague, url
):
    seat_member(room, small.home, member)
    keep_expectation(session=room.session, text="One", has_read=True, by=member.reader)
    one = count_queries(moderator, url)
    seat_member(room, small.home, colleague)
    keep_expectation(session=room.session, text="Two", has_read=True, by=colleague.reader)
    room.seat_person(small.third)
    AgendaItem.objects.create(session=room.session, position=2, practice=make_practice())

    assert count_queries(moderator, url) == one
    assert_few_queries(moderator, url)
