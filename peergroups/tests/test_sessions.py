"""Sessions: planned, with an agenda and people, cancelled or closed."""

from datetime import date, timedelta

import pytest

from assessments.actions import ensure_default_sets
from assessments.models import Round, RoundState
from clusterix.testing.queries import assert_few_queries, count_queries
from core import clock
from core.errors import BadInput
from exchanges.actions import Details
from exchanges.models import Exchange, ExchangeKind, Participation
from exchanges.tests.factories import make_exchange, make_place
from peergroups.actions import (
    add_item,
    cancel_session,
    change_session,
    close_session,
    create_session,
    move_item,
    remove_item,
)
from peergroups.actions.sessions import CannotChange, NotTheModerator
from peergroups.models import AgendaItem, Session
from peergroups.tests.factories import open_in, say, three_guests
from practices.tests.factories import make_draft, make_practice
from regions.reader import Reader
from regions.tests.factories import make_reader

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


def text(answer) -> str:
    return answer.content.decode()


def event(**fields) -> Details:
    values = {"title": "Peers meet", "kind": ExchangeKind.PEER_GROUP}
    return Details(**values | {"starts_on": DAY, "ends_on": DAY} | fields)


def agenda(session) -> list[str]:
    return [item.practice.title for item in session.agenda.select_related("practice")]


def test_a_moderator_plans_a_session_as_an_event_of_its_own(room, moderator, small):
    common = {
        "group": room.group,
        "title": " Peers meet ",
        "criteria_set": room.session.criteria_set,
    }

    made = create_session(
        **common, event=event(host=small.third.partner), invites_members=True, by=moderator.reader
    )

    assert (made.title, made.exchange.kind, made.exchange.starts_on) == (
        "Peers meet",
        "peer_group",
        DAY,
    )
    assert len(made.room_code) == 6
    invited = made.exchange.participations.get()
    assert (invited.user, invited.partner) == (moderator.user, small.third.partner)
    with pytest.raises(BadInput):
        create_session(**common, by=moderator.reader)
    for by in (make_reader(is_lead=True), make_reader(is_steering=True), Reader.visitor()):
        with pytest.raises(NotTheModerator):
            create_session(**common, event=event(), by=by)


def test_a_session_at_a_meeting_makes_no_second_event(room, moderator):
    meeting = make_exchange(kind="meeting")
    before = Exchange.objects.count()

    made = create_session(
        group=room.group,
        title="Peers meet",
        criteria_set=room.session.criteria_set,
        exchange=meeting,
        by=moderator.reader,
    )

    assert made.exchange == meeting
    assert Exchange.objects.count() == before


def test_a_moderator_plans_no_other_kind_of_event(room, moderator):
    from exchanges.actions.exchanges import NotTheHost

    with pytest.raises(NotTheHost):
        create_session(
            group=room.group,
            title="Peers travel",
            criteria_set=room.session.criteria_set,
            event=event(kind=ExchangeKind.STUDY_VISIT),
            by=moderator.reader,
        )


def test_the_agenda_grows_shrinks_and_turns(room, moderator):
    one = room.practice
    two, three = make_practice(title="Two"), make_practice(title="Three")
    by = moderator.reader

    for practice in (two, three):
        add_item(session=room.session, practice=practice, minutes=15, by=by)
    assert agenda(room.session) == [one.title, "Two", "Three"]
    move_item(item=room.session.agenda.get(practice=three), earlier=True, by=by)
    move_item(item=room.session.agenda.get(practice=one), earlier=False, by=by)
    assert agenda(room.session) == ["Three", one.title, "Two"]
    with pytest.raises(CannotChange):
        move_item(item=room.session.agenda.get(practice=three), earlier=True, by=by)
    remove_item(item=room.session.agenda.get(practice=one), by=by)
    assert agenda(room.session) == ["Three", "Two"]
    assert list(room.session.agenda.values_list("position", flat=True)) == [1, 2]


def test_only_what_can_be_rated_and_only_once(room, moderator):
    for practice in (make_draft(), make_practice(is_stub=True), room.practice):
        with pytest.raises(BadInput):
            add_item(session=room.session, practice=practice, minutes=15, by=moderator.reader)


def test_the_first_round_fixes_agenda_and_questions(room, moderator):
    home = ensure_default_sets(by=Reader.system())["home"]
    by = moderator.reader
    change_session(session=room.session, title="Other", criteria_set=home, by=by)
    item = room.item
    open_in(room, moderator)

    room.session.refresh_from_db()
    assert (room.session.title, room.session.criteria_set) == ("Other", home)
    meeting = ensure_default_sets(by=Reader.system())["meeting"]
    for act in (
        lambda: add_item(session=room.session, practice=make_practice(), minutes=9, by=by),
        lambda: remove_item(item=item, by=by),
        lambda: move_item(item=item, earlier=True, by=by),
        lambda: cancel_session(session=room.session, by=by),
        lambda: change_session(session=room.session, title="x", criteria_set=meeting, by=by),
    ):
        with pytest.raises(CannotChange):
            act()
    assert change_session(session=room.session, title="Name", criteria_set=home, by=by)


def test_closing_ends_rounds_and_is_for_good(room, small, moderator, coordinator):
    people = three_guests(room, small.home)
    opened = open_in(room, moderator)
    say(opened, people[0], R1=1)

    with pytest.raises(NotTheModerator):
        close_session(session=room.session, by=coordinator.reader)
    closed = close_session(session=room.session, by=moderator.reader)

    opened.refresh_from_db()
    assert opened.state == RoundState.CLOSED
    assert opened.sealed_at is None  # late answers count until the minutes are confirmed
    assert closed.closed_at is not None
    with pytest.raises(CannotChange):
        close_session(session=room.session, by=moderator.reader)
    with pytest.raises(CannotChange):
        open_in(room, moderator)
    assert Round.objects.count() == 1


@pytest.mark.rights("S02")
def test_who_reads_a_session(room, small, guest, member, lead, stranger, visitor, steering):
    url = room.session.get_absolute_url()

    for persona in (guest, lead, steering):  # a guest of Skåne makes the lead of Skåne read it
        page = persona.get(url)
        assert page.status_code == 200
        assert room.practice.title in text(page)
    for persona in (member, stranger, visitor):
        assert persona.get(url).status_code == 404
    place = make_place(room.exchange, user=member.user, partner=small.home.partner)
    assert member.get(url).status_code == 200
    Participation.objects.filter(pk=place.pk).update(state="withdrawn")
    assert member.get(url).status_code == 404
    Participation.objects.update(state="withdrawn")
    assert guest.get(url).status_code == 404
    assert lead.get(url).status_code == 404


@pytest.mark.rights("R06")
def test_who_reads_the_answers_of_a_round(room, small, moderator, member, lead, stranger):
    from peergroups.tests.factories import show

    people = three_guests(room, small.home)
    opened = open_in(room, moderator)
    say(opened, people[0], R1=2)
    show(opened, moderator)
    url = f"/sessions/{room.session.pk}/answers/{opened.pk}/"

    from peergroups.tests.factories import guest_of

    for persona in (guest_of(people[0]), lead, moderator):
        assert room.practice.title in text(persona.get(url))
    for persona in (member, stranger):
        assert persona.get(url).status_code == 404
    assert lead.get(f"/sessions/{room.session.pk}/answers/{opened.pk + 99}/").status_code == 404


def test_the_page_shows_the_code_to_moderators_alone(room, moderator, coordinator, member, small):
    make_place(room.exchange, user=member.user, partner=small.home.partner)
    url = room.session.get_absolute_url()

    page = text(moderator.get(url))
    assert room.session.room_code_in_words in page
    assert '<svg class="qr" role="img"' in page
    assert f"/join/{room.session.room_code}/" in page
    for persona in (coordinator, member):
        page = text(persona.get(url))
        assert room.session.room_code not in page
        assert room.session.room_code_in_words not in page


def test_the_forms_plan_a_session_and_its_agenda(room, moderator, small, frozen):
    url = f"{room.group.get_absolute_url()}sessions/new/"
    form = {
        "title": "Peers meet",
        "criteria_set": room.session.criteria_set_id,
        "starts_on": "2026-09-01",
        "starts_at": "10:00",
        "ends_at": "11:30",
        "place": "Online",
    }
    for wrong, sentence in (
        ({"starts_on": ""}, "Choose a meeting, or say on which day."),
        ({"ends_at": "09:00"}, "Choose an end after the start."),
    ):
        answer = moderator.post(url, form | wrong)
        assert answer.status_code == 400
        assert sentence in text(answer)
    made = moderator.post(url, form)
    session = Session.objects.latest("pk")
    assert made["Location"] == f"/sessions/{session.pk}/agenda/"
    assert session.exchange.host == small.third.partner
    practice = make_practice(title="Two")
    moderator.post(made["Location"], {"practice": practice.pk, "minutes": 15})
    assert agenda(session) == ["Two"]
    again = moderator.post(made["Location"], {"practice": practice.pk, "minutes": 15})
    assert again.status_code == 400
    item = session.agenda.get()
    moderator.post(f"{made['Location']}remove/", {"item": item.pk})
    assert agenda(session) == []
    moderator.post(f"/sessions/{session.pk}/cancel/")
    session.refresh_from_db()
    assert session.cancelled_at is not None


def test_people_of_a_session_are_put_on_the_list_and_off(room, moderator, small, stranger):
    url = f"/sessions/{room.session.pk}/people/"
    held = stranger.user.memberships.get()

    moderator.post(url, {"member": held.pk})
    guest = {"name": "Ann", "partner": small.home.partner.pk, "level": "policy_maker"}
    moderator.post(url, guest)

    people = room.exchange.participations.order_by("pk")
    assert [str(place) for place in people] == [str(stranger.user.pk), "Ann"]
    assert "Ann" in text(moderator.get(url))
    moderator.post(f"{url}withdraw/", {"participation": people[1].pk})
    assert room.exchange.participations.get(name="Ann").state == "withdrawn"


def test_the_meeting_shows_its_sessions_to_who_may_open_them(room, member, moderator, small):
    url = room.exchange.get_absolute_url()
    link = f'href="{room.session.get_absolute_url()}"'

    assert link in text(moderator.get(url))
    assert link not in text(member.get(url))
    make_place(room.exchange, user=member.user, partner=small.home.partner)
    assert link in text(member.get(url))


def test_a_moderator_organises_the_event_of_the_session(room, moderator, small):
    today = room.exchange
    today.starts_on = clock.today() - timedelta(days=1)
    today.save()
    place = make_place(room.exchange, partner=small.home.partner)

    moderator.post(f"{room.exchange.get_absolute_url()}attendance/", {"present": [place.pk]})

    place.refresh_from_db()
    assert place.attended_at is not None


def test_a_session_asks_the_database_as_often_for_three_as_for_one(room, small, moderator):
    def add():
        number = room.session.agenda.count() + 1
        AgendaItem.objects.create(session=room.session, position=number, practice=make_practice())
        three_guests(room, small.home)

    urls = [room.session.get_absolute_url()]
    urls += [f"{urls[0]}agenda/", f"{urls[0]}people/"]
    add()
    one = [count_queries(moderator, url) for url in urls]
    add()
    add()
    assert [count_queries(moderator, url) for url in urls] == one
    for url in urls:
        assert_few_queries(moderator, url)


def test_date_and_place_move_with_a_session_of_its_own_but_not_with_a_meeting(room, moderator):
    url = f"{room.session.get_absolute_url()}edit/"
    form = {"title": "Peers meet", "criteria_set": room.session.criteria_set_id}
    new = {"starts_on": "2026-09-01", "starts_at": "10:00", "ends_at": "12:00", "place": "Lund"}

    assert moderator.post(url, form).status_code == 400
    assert moderator.post(url, form | new).status_code == 302
    room.exchange.refresh_from_db()
    assert (room.exchange.starts_on, room.exchange.place) == (DAY, "Lund")
    assert room.exchange.title == "Peers meet"
    Exchange.objects.filter(pk=room.exchange.pk).update(kind="meeting")
    page = text(moderator.get(url))
    assert "Date and place are those of the meeting:" in page
    moderator.post(url, form | new | {"place": "Malmö"})
    room.exchange.refresh_from_db()
    assert room.exchange.place == "Lund"


def test_cancelling_takes_the_event_along_only_where_it_is_its_own(room, small, moderator):
    from clusterix.testing.room import make_room

    other = make_room(small)
    other.moderate(moderator.user)
    Exchange.objects.filter(pk=other.exchange.pk).update(kind="meeting")

    for session in (room.session, other.session):
        cancel_session(session=Session.objects.get(pk=session.pk), by=moderator.reader)

    cancelled = Exchange.objects.filter(cancelled_at__isnull=False)
    assert list(cancelled) == [room.exchange]
