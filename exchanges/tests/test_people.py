"""Who is invited, comes, was there, and what they wrote."""

from datetime import timedelta
from uuid import UUID

import pytest

from core import clock
from core.models import Activity, Mail
from exchanges import organisers
from exchanges.actions import (
    Person,
    invite,
    join,
    record_attendance,
    reflect,
    release_name,
    reply,
    withdraw_person,
)
from exchanges.actions.people import (
    CannotReply,
    NoMember,
    NotTheOrganiser,
    NotYourPeople,
    NotYourPlace,
)
from exchanges.actions.reflections import CannotReflect
from exchanges.models import Participation, ParticipationState, Reflection
from exchanges.tests.factories import make_exchange, make_place
from regions.models import Level
from regions.reader import Reader
from regions.tests.factories import make_member, make_membership, make_partner, make_reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def hosted():
    """A meeting next week, its host's lead, and a person of another partner."""
    host = make_partner()
    exchange = make_exchange(host=host, on=clock.today() + timedelta(days=7))
    return exchange, make_reader(host, is_lead=True), make_membership()


def test_the_host_invites_anybody_once_and_by_mail(hosted, outbox):
    exchange, lead, held = hosted
    person = Person(held.partner, held.level, user=held.user)

    first = invite(exchange=exchange, person=person, by=lead)
    again = invite(exchange=exchange, person=person, by=lead)

    assert first == again == Participation.objects.get()
    assert (first.state, first.partner, first.user) == ("invited", held.partner, held.user)
    letter = outbox()[0]
    assert letter.to == [held.user.email]
    assert letter.subject == f"You are invited: {exchange.title}"
    assert exchange.get_absolute_url() in letter.body
    assert len(outbox()) == 1
    assert Activity.objects.filter(verb="participation.invited").count() == 2


def test_other_leads_invite_the_own_people_only(hosted):
    exchange, _lead, held = hosted
    own_lead = make_reader(held.partner, is_lead=True)
    person = Person(held.partner, held.level, user=held.user)

    assert invite(exchange=exchange, person=person, by=own_lead).user == held.user
    for by in (make_reader(is_lead=True), make_reader(held.partner), Reader.visitor()):
        with pytest.raises(NotYourPeople):
            invite(exchange=exchange, person=person, by=by)


def test_who_does_not_belong_to_the_partner_is_not_invited(hosted):
    exchange, lead, held = hosted
    stranger = make_member(make_partner())

    with pytest.raises(NoMember):
        invite(exchange=exchange, person=Person(held.partner, held.level, user=stranger), by=lead)


def test_a_guest_is_a_name_on_the_list_without_mail(hosted):
    exchange, lead, held = hosted
    guest = Person(held.partner, Level.POLICY_MAKER, name="Ann of the ministry")

    place = invite(exchange=exchange, person=guest, by=lead)

    assert (place.user, place.name, place.level) == (None, "Ann of the ministry", "policy_maker")
    assert isinstance(place.person_key, UUID)
    assert not Mail.objects.exists()


def test_off_the_list_and_on_again_with_a_new_key(hosted):
    exchange, lead, held = hosted
    guest = Person(held.partner, held.level, name="Ann")
    place = invite(exchange=exchange, person=guest, by=lead)

    with pytest.raises(NotYourPeople):
        withdraw_person(participation=place, by=make_reader(is_lead=True))
    assert withdraw_person(participation=place, by=lead).state == ParticipationState.WITHDRAWN
    again = invite(exchange=exchange, person=guest, by=lead)

    assert (again.pk, again.state) == (place.pk, ParticipationState.INVITED)
    assert again.person_key != place.person_key


def test_one_answers_for_oneself(hosted):
    exchange, lead, held = hosted
    place = make_place(exchange, user=held.user, partner=held.partner, state="invited")
    own = Reader.for_user(held.user_id)

    assert reply(participation=place, comes=True, by=own).state == ParticipationState.ACCEPTED
    assert reply(participation=place, comes=False, by=own).state == ParticipationState.DECLINED
    for by in (lead, make_reader(held.partner), Reader.visitor(), Reader.system()):
        with pytest.raises(NotYourPlace):
            reply(participation=place, comes=True, by=by)
    with clock.at(clock.now() + timedelta(days=9)), pytest.raises(CannotReply):
        reply(participation=place, comes=True, by=own)


def test_a_guest_answers_with_the_key_and_not_without(hosted):
    exchange, _lead, _held = hosted
    place, other = make_place(exchange, state="invited"), make_place(exchange)

    with pytest.raises(NotYourPlace):
        reply(participation=place, comes=True, by=Reader(person_key=other.person_key))
    assert reply(participation=place, comes=True, by=Reader(person_key=place.person_key))


def test_coming_in_says_yes_and_is_noted_once(hosted):
    exchange, _lead, _held = hosted
    place = make_place(exchange, state="invited")
    guest = Reader(person_key=place.person_key)

    first = join(participation=place, by=guest)
    with clock.at(clock.now() + timedelta(minutes=5)):
        again = join(participation=place, by=guest)

    assert first.state == ParticipationState.ACCEPTED
    assert again.joined_at == first.joined_at
    withdraw_person(participation=place, by=Reader.system())
    with pytest.raises(CannotReply, match="no longer on the list"):
        join(participation=place, by=guest)


def test_a_name_is_freed_and_the_old_browser_is_out(hosted):
    exchange, lead, _held = hosted
    place = make_place(exchange, joined_at=clock.now())

    freed = release_name(participation=place, by=lead)

    assert freed.joined_at is None
    assert freed.person_key != place.person_key
    with pytest.raises(NotYourPeople):
        release_name(participation=place, by=make_reader(is_lead=True))


def test_the_host_notes_who_was_there_and_corrects_it():
    host = make_partner()
    lead = make_reader(host, is_lead=True)
    exchange = make_exchange(host=host)
    one, two = make_place(exchange), make_place(exchange)
    elsewhere = make_place(make_exchange())

    record_attendance(exchange=exchange, present={one.pk, elsewhere.pk}, by=lead)
    assert list(Participation.objects.attended()) == [one]
    record_attendance(exchange=exchange, present={two.pk}, by=lead)

    assert list(Participation.objects.attended()) == [two]
    lines = Activity.objects.filter(verb="attendance.recorded").order_by("pk")
    assert [line.changes for line in lines] == [
        {"came": [one.pk], "not": []},
        {"came": [two.pk], "not": [one.pk]},
    ]
    for by in (make_reader(host), make_reader(is_lead=True)):
        with pytest.raises(NotTheOrganiser):
            record_attendance(exchange=exchange, present=set(), by=by)


def test_attendance_begins_with_the_first_day(hosted):
    exchange, lead, _held = hosted
    with pytest.raises(CannotReply):
        record_attendance(exchange=exchange, present=set(), by=lead)


def test_what_one_took_home_is_ones_own_and_can_be_changed():
    place = make_place(make_exchange())
    own = Reader(person_key=place.person_key)

    for text in ("A first thought.", " A second one. "):
        reflect(participation=place, step="person", text=text, by=own)
    written = Reflection.objects.get()
    assert (written.text, written.dated_on) == ("A second one.", clock.today())
    with pytest.raises(NotYourPlace):
        reflect(participation=place, step="person", text="x", by=make_reader(is_coordinator=True))
    early = make_place(make_exchange(on=clock.today() + timedelta(days=1)))
    with pytest.raises(CannotReflect):
        reflect(
            participation=early,
            step="person",
            text="x",
            by=Reader(person_key=early.person_key),
        )


def test_names_are_for_people_of_the_meeting_their_partner_the_host_and_the_committee():
    host = make_partner()
    exchange = make_exchange(host=host)
    place = make_place(exchange)
    inside = make_member()
    make_place(exchange, user=inside)
    declined = make_member()
    make_place(exchange, user=declined, state="declined")

    def sees(reader):
        return place in Participation.objects.visible_to(reader)

    assert sees(Reader.for_user(inside.pk))
    assert sees(Reader(person_key=make_place(exchange).person_key))
    assert sees(make_reader(place.partner))
    assert sees(make_reader(host, is_lead=True))
    assert sees(make_reader(is_coordinator=True))
    assert sees(make_reader(is_steering=True))
    for reader in (make_reader(), make_reader(host), Reader.visitor()):
        assert not sees(reader)
    assert not sees(Reader.for_user(declined.pk))


def test_upper_rooms_say_who_organises():
    exchange, reader = make_exchange(), make_reader()
    assert not organisers.is_organiser(exchange, reader)
    before = list(organisers._checks)
    organisers.register(lambda _exchange, who: who == reader)
    try:
        assert organisers.is_organiser(exchange, reader)
        assert not organisers.is_organiser(exchange, make_reader())
    finally:
        organisers._checks[:] = before
