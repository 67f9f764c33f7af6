"""Two people press the same button at once: one effect, and no failure."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from assessments.actions import Answer, Choice, decide, open_home_round, send_answers
from assessments.models import Decision, Round, Seat
from core import clock
from core.errors import Refusal
from core.limits import TooMany, count
from exchanges.actions import Person, invite
from exchanges.actions.people import NameTaken
from exchanges.models import Participation
from peergroups.actions import add_member, join_as_guest
from peergroups.models import GroupMembership
from peergroups.tests.factories import open_in
from practices.models import Practice
from regions.reader import Reader
from reports.actions import lock_report, save_contribution
from reports.actions.contributing import SectionText
from reports.refusals import ReportHasChanged
from reports.sheet import sheet_of
from reports.tests.factories import make_answer, make_report

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[BaseException | None]:
    """Carry all out at the same time, each in its own connection; what each raised."""
    barrier, raised = Barrier(len(acts)), [None] * len(acts)

    def run(place: int) -> None:
        try:
            barrier.wait()
            acts[place]()
        except Exception as error:
            raised[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def unexpected(raised: list[BaseException | None]) -> list[BaseException]:
    return [error for error in raised if error is not None and not isinstance(error, Refusal)]


def test_two_decisions_stand_in_a_row(room, small, lead):
    """Neither is lost, and one of them alone is in force."""
    kinds = Decision._meta.get_field("reason_kind").choices
    choice = Choice("not_now", reason_kind=kinds[0][0], rationale="Not in this period.")
    by, region = lead.reader, small.home.region

    def act() -> object:
        return decide(
            practice=Practice.objects.get(pk=room.practice.pk), region=region, choice=choice, by=by
        )

    for _again in range(3):
        assert unexpected(at_once(act, act, act)) == []
    assert Decision.objects.count() == 9
    assert Decision.objects.in_force().count() == 1


def test_a_person_is_in_a_group_once(room, member, coordinator):
    by = coordinator.reader

    def act() -> object:
        return add_member(group=room.group, user=member.user, by=by)

    assert unexpected(at_once(act, act, act)) == []
    assert GroupMembership.objects.filter(user=member.user).count() == 1


def test_one_round_at_home_is_open(room, small, lead):
    by, day = lead.reader, clock.today() + timedelta(days=9)

    def act() -> object:
        practice = Practice.objects.get(pk=room.practice.pk)
        return open_home_round(practice=practice, region=small.home.region, ends_on=day, by=by)

    assert unexpected(at_once(act, act, act)) == []
    assert Round.objects.filter(kind="home").count() == 1


def test_a_guest_is_on_the_list_once(room, small, moderator):
    person = Person(small.home.partner, "practitioner", name="Anna Test")
    by = moderator.reader

    def act() -> object:
        return invite(exchange=room.exchange, person=person, by=by)

    assert unexpected(at_once(act, act, act)) == []
    assert room.exchange.participations.count() == 1


def test_a_tap_sent_by_two_requests_counts_once(room, small, moderator):
    person = room.seat_person(small.home)
    opened = open_in(room, moderator)
    seat = Seat.objects.get(round=opened)
    answer = Answer(opened.criteria_set.criteria.get(code="R1"), 2)
    by = Reader(person_key=person.person_key)

    def act() -> object:
        return send_answers(seat=seat, answers=[answer], by=by)

    assert unexpected(at_once(act, act, act)) == []
    assert seat.ratings.count() == 1


def test_one_first_round_about_a_practice(room, small, moderator):
    def act() -> object:
        return open_in(room, moderator)

    assert unexpected(at_once(act, act, act)) == []
    assert Round.objects.count() == 1


def test_a_name_is_taken_by_one_browser(room, small):
    name = room.seat_person(small.home)
    Participation.objects.update(joined_at=None)

    def act() -> object:
        return join_as_guest(session=room.session, participation=name, by=Reader.visitor())

    raised = at_once(act, act, act)
    assert [type(error) for error in raised if error] == [NameTaken, NameTaken]


def test_a_lock_waits_for_a_section_that_is_being_written(small, frozen, steering, lead):
    """Else the section would say something else than the report that was locked."""
    report = make_report()
    make_answer(report, small.third.partner)
    by, seen, raised = steering.reader, sheet_of(report).sha256, []

    def act() -> None:
        with clock.at(frozen):
            raised.extend(at_once(lambda: lock_report(report=report, seen=seen, by=by)))

    with transaction.atomic():
        save_contribution(
            period=report.period,
            partner=small.home.partner,
            text=SectionText(activity="Two visits."),
            by=lead.reader,
        )
        other = Thread(target=act)
        other.start()
        other.join(timeout=1)
        assert other.is_alive()
    other.join()

    assert [type(error) for error in raised] == [ReportHasChanged]
    report.refresh_from_db()
    assert not report.is_locked


def test_a_limit_holds_for_requests_at_the_same_time(db):
    """Whoever comes while the last use is being written waits, and is refused."""

    def use() -> None:
        count("export", "here", at_most=3, seconds=3_600, sentence="Wait.")

    raised: list[BaseException | None] = []
    use()
    use()
    with transaction.atomic():
        use()
        other = Thread(target=lambda: raised.extend(at_once(use)))
        other.start()
        other.join(timeout=1)
        assert other.is_alive(), "The two do not know of each other."
    other.join()
    assert [type(error) for error in raised] == [TooMany]


def test_of_many_requests_at_once_as_many_pass_as_the_limit_says(db):
    def use() -> None:
        count("question", "here", at_most=3, seconds=3_600, sentence="Wait.")

    raised = at_once(*[use] * 8)
    assert [type(error) for error in raised if error] == [TooMany] * 5
