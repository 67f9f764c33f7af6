"""The end of a round at home: moved, by itself, reminded before, addresses forgotten after."""

from datetime import timedelta

import pytest

from assessments.home import nightly
from assessments.models import Assessment, HomeInvitation, Round, Seat
from assessments.tests.factories import answer
from assessments.tests.pairs import make_invited, open_at_home, sit
from clusterix.testing.persona import Persona
from core import clock
from core.models import Mail, Notice


@pytest.fixture
def opened(small, lead):
    return open_at_home(small.home.region, by=lead.reader)  # for ten days


def begin(invitation):
    address = f"/rate/mine/{invitation.token}/"
    Persona().post(address, {"level": "policy_maker", "showing": "no"})
    return Seat.objects.get(invitation=invitation)


def in_days(number):
    return clock.at(clock.now() + timedelta(days=number))


def move(client, opened, days):
    day = (clock.today() + timedelta(days=days)).isoformat()
    return client.post(f"/assessments/home/{opened.pk}/end/", {"ends_on": day})


@pytest.mark.parametrize("days", [1, 30, 62])
def test_the_lead_moves_the_end_later_or_earlier(opened, lead, days):
    move(lead, opened, days)
    assert Round.objects.get().ends_on == clock.today() + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "sentence"),
    [(0, "Choose an end date after today."), (63, "A round lasts at most 62 days")],
)
def test_the_end_has_limits(opened, lead, days, sentence):
    page = move(lead, opened, days)
    assert (page.status_code, sentence in page.text) == (409, True)
    assert Round.objects.get().ends_on == opened.ends_on


@pytest.mark.parametrize("persona", ["member", "stranger_lead", "coordinator"])
def test_only_the_lead_moves_the_end(opened, request, persona):
    assert move(request.getfixturevalue(persona), opened, 20).status_code == 404
    assert Round.objects.get().ends_on == opened.ends_on


def test_it_closes_by_itself_the_morning_after_and_the_lead_is_told(opened, lead):
    for _each in range(3):
        answer(sit(opened), R1=1)
    with in_days(10):
        assert nightly.close_over() == 0
    with in_days(11):
        assert nightly.close_over() == 1
        assert nightly.close_over() == 0
    closed = Round.objects.get()
    assert (closed.state, closed.is_blind) == ("revealed", True)
    assert Assessment.objects.get().rater_count == 3
    letter = Mail.objects.get(to=lead.user.email)
    assert letter.subject.startswith("The round at home is closed: ")
    assert f"/assessments/home/{closed.pk}/" in letter.body
    assert Notice.objects.filter(user=lead.user, kind="home_round.closed").count() == 1
    assert "is closed." in lead.get("/notices/").text


def test_who_answered_by_a_personal_link_is_thanked(opened):
    anna, bo = make_invited(opened, "Anna", "sv"), make_invited(opened, "Bo")
    answer(begin(anna), R1=1)
    begin(bo)
    with in_days(11):
        nightly.close_over()
    [thanks] = Mail.objects.filter(subject__startswith="Tack: ")
    assert (thanks.to, anna.token in thanks.body) == (anna.email, True)
    assert not Mail.objects.filter(to=bo.email, subject__startswith="Thank you").exists()


def test_who_has_not_finished_is_reminded_once_two_days_before_the_end(opened):
    waiting, done = make_invited(opened, "Anna"), make_invited(opened, "Bo")
    Seat.objects.filter(pk=begin(done).pk).update(finished_at=clock.now())
    with in_days(7):
        assert nightly.remind_unfinished() == 0
    with in_days(8):
        assert (nightly.remind_unfinished(), nightly.remind_unfinished()) == (1, 0)
    with in_days(9):
        assert nightly.remind_unfinished() == 0
    assert Mail.objects.filter(subject__startswith="Reminder").count() == 1
    assert Mail.objects.get(subject__startswith="Reminder").to == waiting.email


def test_who_was_asked_yesterday_is_not_reminded(opened):
    asked = make_invited(opened)
    with in_days(8):
        HomeInvitation.objects.filter(pk=asked.pk).update(invited_at=clock.now())
        assert nightly.remind_unfinished() == 0


def test_addresses_are_erased_thirty_days_after_the_close(opened):
    asked = make_invited(opened)
    address, token = asked.email, asked.token
    answer(begin(asked), R1=1)
    with in_days(11):
        nightly.close_over()
        assert nightly.forget_addresses() == 0
    with in_days(42):
        assert nightly.forget_addresses() == 1
        assert nightly.forget_addresses() == 0
        assert Persona().get(f"/rate/mine/{token}/").status_code == 410
    asked.refresh_from_db()
    assert asked.email.endswith("@erased.invalid")
    assert (asked.seat.email, asked.seat.name) == ("", "Anna Berg")
    assert not Mail.objects.filter(to=address).exists()
