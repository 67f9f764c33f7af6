"""Rounds at home: opened by the lead, joined by link, blind until closed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from assessments.actions import close_round, send_answers
from assessments.actions.answers import Answer, CannotAnswer
from assessments.actions.rounds import CannotOpen
from assessments.models import Assessment, Round, Seat
from assessments.tests.factories import answer, criterion_of
from assessments.tests.pairs import (
    lead_of,
    make_clear,
    make_met,
    make_strange_practice,
    open_at_home,
    sit,
)
from clusterix.testing.persona import Persona
from clusterix.testing.queries import assert_few_queries
from core import clock
from practices.tests.factories import make_practice, make_revision, publish_directly

pytestmark = pytest.mark.django_db


def address_of(practice):
    return f"/assessments/home/{practice.slug}/SE22/open/"


def page_of(opened):
    return f"/assessments/home/{opened.pk}/"


def rate_of(opened):
    return f"/assessments/home/{opened.pk}/rate/"


def link_of(opened):
    return f"/rate/{opened.link_token}/"


def tap(client, opened, code, value, **data):
    sent = {"criterion": code, "answer": value, "idempotency_key": str(uuid4())} | data
    return client.post(rate_of(opened), sent)


def join(client, opened, **data):
    sent = {"name": "Anna", "level": "intermediary", "showing": "no"} | data
    return client.post(link_of(opened), sent)


def in_days(number):
    return (clock.today() + timedelta(days=number)).isoformat()


def test_the_lead_opens_a_blind_round_with_all_questions_and_an_end(small, lead):
    practice = make_strange_practice()
    lead.post(address_of(practice), {"ends_on": in_days(10)})
    opened = Round.objects.get()
    assert (opened.is_blind, opened.region, opened.criteria_set.criteria.count()) == (
        True,
        small.home.region,
        16,
    )
    page = lead.get(page_of(opened)).text
    assert link_of(opened) in page
    assert "Ask at home: nobody is asked yet" in page
    assert opened.link_token not in opened.link_hash


@pytest.mark.parametrize("persona", ["member", "stranger", "stranger_lead", "coordinator"])
def test_only_the_lead_opens(small, request, persona):
    page = request.getfixturevalue(persona).get(address_of(make_strange_practice()))
    assert page.status_code == 403
    assert "Only the lead of Skåne can do this." in page.text


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (0, "Choose an end date after today."),
        (90, "Choose an end date within two months: people forget longer rounds."),
    ],
)
def test_the_end_is_checked(small, lead, days, sentence):
    page = lead.post(address_of(make_strange_practice()), {"ends_on": in_days(days)})
    assert page.status_code == 409
    assert sentence in page.text


def test_one_open_round_per_practice(small, lead):
    practice = make_strange_practice()
    open_at_home(small.home.region, practice, lead.reader)
    with pytest.raises(CannotOpen, match="A round at home about this practice is open already"):
        open_at_home(small.home.region, practice, lead.reader)


def test_the_own_practice_is_not_rated(small, lead):
    with pytest.raises(CannotOpen, match="A region does not rate its own practice"):
        open_at_home(small.home.region, make_practice(origin_region=small.home.region), lead.reader)


def test_opening_the_link_changes_nothing(small, visitor):
    opened = open_at_home(small.home.region)
    page = visitor.get(link_of(opened))
    assert "Would this work in Skåne?" in page.text
    assert not Seat.objects.exists()


def test_a_guest_joins_answers_and_finishes(small, visitor, lead):
    opened = open_at_home(small.home.region, by=lead.reader)
    assert join(visitor, opened).headers["Location"] == rate_of(opened)
    assert "question 1 of 16" in visitor.get(rate_of(opened)).text
    response = tap(visitor, opened, "R1", "2", obstacle="Nobody leads it.")
    assert response.headers["Location"] == f"{rate_of(opened)}?q=R2&saved=R1"
    assert "Strong driver." in visitor.get(response.headers["Location"]).text
    visitor.post(rate_of(opened), {"done": "yes"})
    seat = Seat.objects.get()
    assert (seat.name, seat.level, seat.may_show_alone, bool(seat.finished_at)) == (
        "Anna",
        "intermediary",
        False,
        True,
    )
    page = lead.get(page_of(opened)).text
    assert "Ask at home: 1 of 1 has finished" in page
    assert "Anna" in page
    assert "Nobody leads it." not in page


def test_the_link_is_the_same_in_every_time_zone(small, visitor):
    with clock.at(timezone.localtime(clock.now())):
        opened = open_at_home(small.home.region)
    assert Round.objects.get().link_token == opened.link_token
    assert visitor.get(link_of(Round.objects.get())).status_code == 200


def test_joining_twice_is_one_seat(small, visitor):
    opened = open_at_home(small.home.region)
    join(visitor, opened)
    join(visitor, opened)
    assert Seat.objects.count() == 1


def test_a_name_is_needed_and_nothing_is_lost(small, visitor):
    opened = open_at_home(small.home.region)
    page = join(visitor, opened, name="")
    assert page.status_code == 400
    assert "Enter “Your name”." in page.text
    assert 'value="intermediary"' in page.text


def test_people_of_the_region_need_no_link_and_no_name(small, member):
    opened = open_at_home(small.home.region)
    assert "Would this work in Skåne?" in member.get(rate_of(opened)).text
    member.post(rate_of(opened), {"level": "practitioner", "showing": "yes"})
    seat = Seat.objects.get()
    assert (seat.user, seat.partner, seat.may_show_alone) == (
        member.user,
        small.home.partner,
        True,
    )
    assert "question 1 of 16" in member.get(rate_of(opened)).text


@pytest.mark.rights("HR04")
@pytest.mark.parametrize("persona", ["stranger", "stranger_lead", "coordinator", "administrator"])
def test_the_link_is_for_people_of_the_region(small, request, persona):
    opened = open_at_home(small.home.region)
    client = request.getfixturevalue(persona)
    assert client.get(link_of(opened)).status_code == 404
    assert client.get(rate_of(opened)).status_code == 404
    assert client.post(link_of(opened), {"level": "practitioner"}).status_code == 404
    assert not Seat.objects.exists()


@pytest.mark.rights("HR04")
def test_a_wrong_link_leads_nowhere(small, visitor):
    open_at_home(small.home.region)
    assert visitor.get("/rate/0123456789abcdef/").status_code == 404


@pytest.mark.rights("HR04")
def test_the_link_ends_with_the_round(small, visitor, lead):
    opened = open_at_home(small.home.region, by=lead.reader)
    close_round(round_=opened, by=lead.reader)
    page = visitor.get(link_of(opened))
    assert page.status_code == 410
    assert "This round has ended. Thank you for your interest." in page.text


def test_the_link_ends_with_its_last_day(small, visitor):
    opened = open_at_home(small.home.region)
    with clock.at(clock.now() + timedelta(days=11)):
        assert visitor.get(link_of(opened)).status_code == 410


def test_no_answer_counts_after_the_last_day(small):
    opened = open_at_home(small.home.region)
    seat = sit(opened)
    with (
        clock.at(clock.now() + timedelta(days=12)),
        pytest.raises(CannotAnswer, match="This round has ended"),
    ):
        answer(seat, R1=1)


def test_meeting_answers_of_an_account_are_prefilled_and_stand(small, member):
    region, practice = small.home.region, make_strange_practice()
    met = make_met(region, practice, {"R1": 2, "F3": -1})
    earlier = met.seats.get()
    from assessments.models import key_of_user

    earlier.name, earlier.user = "", member.user
    earlier.person_key = key_of_user(member.user.pk)
    earlier.save()
    opened = open_at_home(region, practice)
    member.post(rate_of(opened), {"level": "practitioner", "showing": "no"})
    first = member.get(rate_of(opened)).text
    assert "question 2 of 16" in first  # R1 was answered in the meeting
    carried = member.get(f"{rate_of(opened)}?q=F3").text
    assert "From the meeting: your answer stands. A tap changes it." in carried
    assert 'value="-1" aria-pressed="true"' in carried
    end = member.get(f"{rate_of(opened)}?q=end").text
    assert "2 of 16 questions answered, 2 carried over from a meeting" in end


def test_answers_about_an_earlier_text_are_not_prefilled(small):
    region, practice = small.home.region, make_strange_practice()
    met = make_met(region, practice, {"R1": 2})
    guest = Persona(person_key=met.seats.get().person_key)
    publish_directly(practice, make_revision(practice, nuts_codes=["XX00"]))
    opened = open_at_home(region, practice)
    join(guest, opened)
    assert "0 of 16 questions answered" in guest.get(f"{rate_of(opened)}?q=end").text


def test_a_guest_with_a_key_from_a_meeting_keeps_it(small):
    region, practice = small.home.region, make_strange_practice()
    met = make_met(region, practice, {"R1": 2})
    guest = Persona(person_key=met.seats.get().person_key)
    opened = open_at_home(region, practice)
    assert f'value="{met.seats.get().name}"' in guest.get(link_of(opened)).text
    join(guest, opened)
    assert opened.seats.get().person_key == guest.person_key


@pytest.mark.parametrize("persona", ["member", "stranger", "coordinator", "steering", "visitor"])
def test_who_has_finished_is_for_the_lead(small, request, persona):
    opened = open_at_home(small.home.region)
    client = request.getfixturevalue(persona)
    assert client.get(page_of(opened)).status_code == 404


def test_the_lead_closes_and_the_result_is_there(small, lead, member):
    opened = open_at_home(small.home.region, by=lead.reader)
    for _each in range(3):
        answer(sit(opened), R1=1, F3=-2)
    lead.post(f"{page_of(opened)}close/")
    assessment = Assessment.objects.get()
    assert (assessment.rater_count, assessment.criteria_set.code) == (3, "home")
    page = member.get(page_of(opened)).text
    assert "What people of Skåne answered at home" in page
    assert "3 practitioners" not in page
    assert "3 policy makers" in page
    assert assessment.get_absolute_url() in page


@pytest.mark.parametrize("persona", ["coordinator", "steering"])
def test_who_reads_all_results_reads_those_of_a_closed_round(small, request, persona):
    by = lead_of(small.home.region)
    opened = open_at_home(small.home.region, by=by)
    for _each in range(3):
        answer(sit(opened), R1=1)
    close_round(round_=opened, by=by)
    page = request.getfixturevalue(persona).get(page_of(opened))
    assert "3 policy makers" in page.text


def test_closing_twice_is_refused(small, lead):
    opened = open_at_home(small.home.region, by=lead.reader)
    lead.post(f"{page_of(opened)}close/")
    page = lead.post(f"{page_of(opened)}close/")
    assert page.status_code == 409
    assert "This round is closed already." in page.text


def test_after_the_close_one_sees_the_own_answers_only(small, visitor, lead):
    opened = open_at_home(small.home.region, by=lead.reader)
    join(visitor, opened)
    tap(visitor, opened, "R1", "2")
    close_round(round_=opened, by=lead.reader)
    page = visitor.get(rate_of(opened)).text
    assert "This round has ended" in page
    assert tap(visitor, opened, "R1", "-2").status_code == 409


def test_the_same_tap_twice_is_one_answer(small, visitor):
    opened = open_at_home(small.home.region)
    join(visitor, opened)
    key = str(uuid4())
    for _each in range(2):
        tap(visitor, opened, "R1", "2", idempotency_key=key)
    other = tap(visitor, opened, "R1", "-2", idempotency_key=key)
    assert other.headers["Location"] == f"{rate_of(opened)}?q=R1"
    assert [each.value for each in Seat.objects.get().taps.all()] == [2]


def test_unreadable_taps_are_refused(small, visitor):
    opened = open_at_home(small.home.region)
    join(visitor, opened)
    assert tap(visitor, opened, "R1", "3").status_code == 400
    assert tap(visitor, opened, "R1", "2", idempotency_key="x").status_code == 400
    assert tap(visitor, opened, "ZZ", "2").status_code == 404


def test_an_answer_of_another_round_is_not_taken(small):
    opened = open_at_home(small.home.region)
    seat = sit(opened)
    make_clear(small.home.region)
    other = Round.objects.exclude(pk=opened.pk).get()
    from assessments.actions.answers import NotAsked
    from assessments.tests.factories import reader_of

    with pytest.raises(NotAsked):
        send_answers(seat=seat, answers=[Answer(criterion_of(other, "R1"), 1)], by=reader_of(seat))


def test_queries(small, lead, member):
    opened = open_at_home(small.home.region, by=lead.reader)
    for _each in range(3):
        answer(sit(opened), R1=1)
    assert_few_queries(lead, page_of(opened))
    assert_few_queries(member, rate_of(opened))
    member.post(rate_of(opened), {"level": "practitioner", "showing": "no"})
    assert_few_queries(member, rate_of(opened))
    close_round(round_=opened, by=lead.reader)
    assert_few_queries(lead, page_of(opened))
