"""Answers of a device: each for itself, once, whenever they come."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.actions import close_round, seal_round
from assessments.models import Rating, Seat, Tap
from clusterix.testing.queries import UNCOUNTED
from core import clock
from core.models import Activity
from peergroups.actions import add_item, open_item_second_round
from peergroups.models import Contact
from peergroups.room.taking import take
from peergroups.tests.device import Device
from peergroups.tests.factories import guest_of, open_in, say, seat_for, seat_member, show
from peergroups.views import room as views
from practices.tests.factories import make_practice
from regions.reader import Reader

pytestmark = pytest.mark.django_db

ANOTHER = "This question was already sent with another answer. Open it again to change your answer."


@pytest.fixture
def person(room, small):
    return room.seat_person(small.home)


@pytest.fixture
def phone(room, person, moderator, frozen):
    return Device(room, person)


def given():
    return {each.criterion.code: each.tap.value for each in Rating.objects.select_related("tap")}


def audited():
    return list(Activity.objects.filter(verb="answers.sent").values_list("changes", flat=True))


def test_answers_are_kept_with_one_line_in_the_trail(phone, room, person, moderator, frozen):
    opened = open_in(room, moderator)
    taps = [phone.tap("R1", 2), phone.tap("F3", None, obstacle=" No budget ", comment="Ask")]
    assert phone.told(*taps, kept=3) == ([each["uuid"] for each in taps], [], {})
    assert given() == {"R1": 2, "F3": None}
    kept = Tap.objects.get(criterion__code="F3")
    assert (kept.obstacle, kept.comment, kept.device, kept.sequence) == (
        *("No budget", "Ask", "phone", 2),
    )
    assert (kept.made_at, kept.is_late) == (frozen, False)
    assert seat_for(opened, person).finished_at == frozen
    assert audited() == [{"round": opened.pk, "taps": [each["uuid"] for each in taps]}]
    contact = Contact.objects.get()
    assert (contact.participation, contact.seen_at, contact.kept) == (person, frozen, 3)


def test_the_answer_says_where_the_room_is(phone, room, moderator, frozen):
    opened = open_in(room, moderator)
    answer = phone.send(phone.tap("R1", 2))
    said = answer.json()
    assert said["now"] == frozen.isoformat()
    assert said["round"] == {
        "pk": opened.pk, "item": room.item.pk, "number": 1, "state": "open",
    }  # fmt: skip
    assert said["seen"] == phone.ask("now/").json()["seen"]
    assert answer["Cache-Control"] == "private, no-store"


def test_twice_is_once_and_leaves_no_second_line(phone, room, moderator):
    open_in(room, moderator)
    tap = phone.tap("R1", 2)
    assert phone.told(tap) == phone.told(tap) == ([tap["uuid"]], [], {})
    assert (Tap.objects.count(), len(audited())) == (1, 1)
    assert Activity.objects.filter(verb="answers.sent_again").count() == 0


def test_the_same_tap_with_another_answer_is_refused(phone, room, small, moderator):
    stranger = Device(room, room.seat_person(small.home))
    open_in(room, moderator)
    tap = phone.tap("R1", 2)
    phone.send(tap)
    assert phone.told(tap | {"value": -2}) == ([], [], {tap["uuid"]: ANOTHER})
    assert phone.told(tap | {"comment": "More"}) == ([], [], {tap["uuid"]: ANOTHER})
    assert stranger.told(tap) == ([], [], {tap["uuid"]: ANOTHER})
    assert given() == {"R1": 2}


def test_one_bad_answer_stops_none_of_the_others(phone, room, moderator, frozen):
    open_in(room, moderator)
    good, late = phone.tap("R1", 1), phone.tap("F3", 1, made_at=frozen + timedelta(seconds=121))
    bad = [
        phone.tap("R1", 3),
        phone.tap("R1", True),
        phone.tap("R1", 1.5),
        phone.tap("R1", 1, made_at=frozen.replace(tzinfo=None)),
        phone.tap("R1", 1, sequence=-1),
    ]
    unknown, long = phone.tap("R9", 1), phone.tap("R1", 1, comment="x" * 301)
    kept, waiting, refused = phone.told(late, *bad, unknown, long, good)
    assert (kept, waiting) == ([good["uuid"]], [])
    unreadable = "This answer cannot be read. Open the question and answer again."
    assert refused == {each["uuid"]: unreadable for each in bad} | {
        late["uuid"]: "The clock of this device runs ahead. Set it right and answer again.",
        unknown["uuid"]: "This question is not asked in this round.",
        long["uuid"]: "The text is too long. Use at most 300 characters.",
    }
    assert given() == {"R1": 1}


def test_two_hundred_at_once_and_no_more(phone, room, moderator):
    open_in(room, moderator)
    taps = [phone.tap("R1", number % 5 - 2) for number in range(201)]
    assert phone.send(*taps).status_code == 413
    assert Tap.objects.count() == 0
    assert len(phone.told(*taps[:200])[0]) == 200
    assert (Tap.objects.count(), given()) == (200, {"R1": 199 % 5 - 2})


@pytest.mark.parametrize(
    "body",
    [[], {"taps": {}}, {"taps": [1]}, {"taps": [{}]}, {"taps": [], "kept": -1},
     {"taps": [], "device": "d" * 41}, {"taps": [{"uuid": "x"}]}, {"taps": [], "may_show": 3}],
)  # fmt: skip
def test_what_is_no_delivery_is_refused_with_a_sentence(phone, body):
    headers = {"X-Place": phone.token, "Accept": "application/json"}
    sent = phone.post(
        f"{phone.address}taps/", body, content_type="application/json", headers=headers
    )
    assert (sent.status_code, sent.json()["detail"]) == (
        *(400, "What was sent cannot be read. Check it and send it again."),
    )


def test_answers_wait_for_their_round_and_count_from_its_opening(phone, room, moderator, frozen):
    first, second = phone.tap("R1", 1), phone.tap("R1", 2)
    assert phone.told(second, first) == ([], [second["uuid"], first["uuid"]], {})
    with clock.at(frozen + timedelta(minutes=40)):
        opened = open_in(room, moderator)
        phone.told(second)
        phone.told(first)
    assert given() == {"R1": 2}
    assert set(Tap.objects.values_list("made_at", flat=True)) == {opened.opened_at}
    foreign = phone.tap("R1", 1, item=987654321)
    said = "This practice is not on the agenda any more."
    assert phone.told(foreign) == ([], [], {foreign["uuid"]: said})


def test_an_older_tap_never_replaces_a_newer_one(phone, room, moderator, frozen):
    open_in(room, moderator)
    older = phone.tap("R1", -2, made_at=frozen - timedelta(seconds=5))
    newer = phone.tap("R1", 2)
    phone.send(newer)
    phone.send(older)
    assert given() == {"R1": 2}
    assert Tap.objects.count() == 2


def test_answers_given_before_the_close_count_until_the_seal(phone, room, moderator, frozen):
    opened = open_in(room, moderator)
    late, too_late = phone.tap("R1", 2), phone.tap("R1", 1, made_at=frozen + timedelta(minutes=9))
    sealed = phone.tap("F3", 2)
    with clock.at(frozen + timedelta(minutes=8)):
        close_round(round_=opened, by=moderator.reader)
    with clock.at(frozen + timedelta(minutes=10)):
        closed = "This round is closed. Answers can no longer be given or changed."
        assert phone.told(late, too_late) == ([late["uuid"]], [], {too_late["uuid"]: closed})
        assert Tap.objects.get().is_late
        seal_round(round_=opened, by=moderator.reader)
        assert phone.told(sealed, late) == ([late["uuid"]], [], {sealed["uuid"]: closed})
    assert given() == {"R1": 2}


def test_the_round_that_the_device_names_or_the_one_of_its_time(phone, room, moderator, frozen):
    first = open_in(room, moderator)
    with clock.at(frozen + timedelta(minutes=3)):
        show(first, moderator)
    with clock.at(frozen + timedelta(minutes=10)):
        second = open_item_second_round(item=room.item, by=moderator.reader)
        at_home = phone.tap("R1", 2, made_at=frozen + timedelta(minutes=1))
        now = phone.tap("R1", -1)
        named = phone.tap("F3", 1, made_at=frozen + timedelta(minutes=2), round=first.pk)
        assert phone.told(at_home, now, named)[0] == [e["uuid"] for e in (at_home, named, now)]
        assert phone.told(at_home)[0] == [at_home["uuid"]]
    rounds = {str(each.pk): each.seat.round_id for each in Tap.objects.select_related("seat")}
    assert rounds == {
        at_home["uuid"]: first.pk, now["uuid"]: second.pk, named["uuid"]: first.pk,
    }  # fmt: skip


def test_without_a_seat_nothing_counts(phone, room, small, moderator):
    owner = Device(room, room.seat_person(small.third))
    open_in(room, moderator)
    tap = owner.tap("R1", 2)
    said = "You have no seat in this round, so you cannot answer in it."
    assert owner.told(tap) == ([], [], {tap["uuid"]: said})


def test_a_moderator_does_not_answer_by_device(room, small, member, moderator):
    device = Device(room, seat_member(room, small.home, member))
    opened = open_in(room, moderator)
    opened.moderators.create(user=member.user)
    tap = device.tap("R1", 2)
    said = "A moderator does not rate in a round that they moderate."
    assert device.told(tap) == ([], [], {tap["uuid"]: said})


def test_what_few_people_allow_holds_for_every_seat_without_a_choice(
    phone, room, person, moderator
):
    opened = open_in(room, moderator)
    phone.send(may_show=True)
    assert seat_for(opened, person).may_show_alone is True
    phone.send(may_show=False)
    assert seat_for(opened, person).may_show_alone is True


def test_somebody_says_that_they_are_done(phone, room, person, moderator, frozen):
    first = open_in(room, moderator)
    phone.send(phone.tap("R1", 2))
    show(first, moderator)
    second = open_item_second_round(item=room.item, by=moderator.reader)
    phone.send(done=[first.pk, second.pk, 987654321])
    assert [seat_for(each, person).finished_at for each in (first, second)] == [None, frozen]


def test_rights_of_now(room, small, member, moderator):
    """Sent after the login ended, by the token alone."""
    device = Device(room, seat_member(room, small.home, member))
    open_in(room, moderator)
    member.logout()
    assert device.told(device.tap("R1", 1))[2] == {}
    assert Activity.objects.get(verb="answers.sent").actor_id == member.user.pk


def test_a_contact_is_noted_at_once_when_its_number_changed(phone, frozen):
    phone.send(kept=4)
    phone.send(kept=4)
    with clock.at(frozen + timedelta(seconds=5)):
        phone.send(kept=0)
    contact = Contact.objects.get()
    assert (contact.kept, contact.seen_at) == (0, frozen + timedelta(seconds=5))


def queries_for(phone, count):
    taps = [phone.tap("R1" if number % 2 else "F3", 1) for number in range(count)]
    with CaptureQueriesContext(connection) as captured:
        assert len(phone.told(*taps)[0]) == count
    made = [each["sql"] for each in captured.captured_queries]
    return [each for each in made if not UNCOUNTED.search(each)]


def test_sixteen_answers_ask_the_database_no_more_than_one(phone, room, moderator):
    open_in(room, moderator)
    phone.send(phone.tap("R1", 0), phone.tap("F3", 0))
    one, many = queries_for(phone, 2), queries_for(phone, 16)
    assert len(one) == len(many) <= 12, "\n".join(many)


def test_nobody_reads_by_a_guests_cookie_what_another_device_sent(room, person, moderator):
    open_in(room, moderator)
    say(room.session.rounds.get(), person, R1=2)
    other = guest_of(person)
    assert other.get(f"/sessions/{room.session.pk}/room/").status_code == 200
    assert Seat.objects.of(Reader(person_key=uuid4())).count() == 0


def test_the_agenda_has_another_practice_without_round(phone, room, moderator, coordinator):
    another = add_item(
        session=room.session,
        practice=make_practice(title="Another"),
        minutes=20,
        by=coordinator.reader,
    )
    open_in(room, moderator)
    ahead = phone.tap("R1", 1, item=another.pk)
    here = phone.tap("R1", 2)
    assert phone.told(ahead, here) == ([here["uuid"]], [ahead["uuid"]], {})


def test_what_waits_is_told_with_the_room_as_it_was_before(phone, room, moderator, monkeypatch):
    """A round that opens meanwhile is news to the device, so it sends again."""

    def take_slowly(place, delivery):
        receipt = take(place, delivery)
        open_in(room, moderator)
        return receipt

    monkeypatch.setattr(views, "take", take_slowly)
    tap = phone.tap("R1", 1)
    said = phone.send(tap).json()
    assert said["waiting"] == [tap["uuid"]]
    assert said["seen"] != phone.ask("now/").json()["seen"]
