"""A question is passed to a colleague who knows; who passed it sees whether, never how."""

from uuid import uuid4

import pytest

from assessments.actions import pass_question
from assessments.home.people import Asked
from assessments.models import HomeInvitation, HomePass
from assessments.tests.factories import answer, criterion_of, reader_of
from assessments.tests.pairs import make_invited, open_at_home, sit
from clusterix.testing.persona import Persona
from core.models import Mail

KARL = {"name": "Karl", "email": "karl@example.eu", "language": "de", "note": "Du weißt es."}


@pytest.fixture
def opened(small, lead):
    return open_at_home(small.home.region, by=lead.reader)


@pytest.fixture
def seat(opened):
    return sit(opened)


@pytest.fixture
def guest(seat):
    return Persona(person_key=seat.person_key)


def rate_of(opened):
    return f"/assessments/home/{opened.pk}/rate/"


def pass_on(client, opened, code="F3", **data):
    return client.post(f"{rate_of(opened)}?pass={code}", KARL | data)


def link_of(invitation):
    return f"/rate/mine/{invitation.token}/"


def begin(client, invitation):
    client.post(link_of(invitation), {"level": "policy_maker", "showing": "no"})


def tap(client, invitation, code, value="-1"):
    sent = {"criterion": code, "answer": value, "idempotency_key": str(uuid4())}
    return client.post(link_of(invitation), sent)


def test_it_is_offered_at_each_question_and_where_somebody_does_not_know(opened, guest, seat):
    page = guest.get(f"{rate_of(opened)}?q=R2").text
    assert f'href="{rate_of(opened)}?pass=R2"' in page
    answer(seat, F3=None)
    page = guest.get(f"{rate_of(opened)}?q=F4&saved=F3").text
    assert f'<a href="{rate_of(opened)}?pass=F3">Who would? Pass it to a colleague.</a>' in page


def test_the_colleague_gets_a_letter_about_exactly_this_question(opened, guest, seat):
    assert pass_on(guest, opened).headers["Location"] == f"{rate_of(opened)}?q=F3"
    karl = HomeInvitation.objects.get()
    assert (karl.codes, karl.passed_by, karl.language) == (["F3"], seat, "de")
    letter = Mail.objects.get(to="karl@example.eu")
    assert "Finden wir das Geld dafür?" in letter.body
    assert "Du weißt es." in letter.body
    page = Persona().get(link_of(karl)).text
    assert "Finden wir das Geld dafür?" in page
    assert "Passt es zu unserer Strategie?" not in page


def test_the_colleague_answers_and_has_finished(opened, guest, lead):
    pass_on(guest, opened)
    karl, colleague = HomeInvitation.objects.get(), Persona()
    begin(colleague, karl)
    assert "Frage 9 von 16" in colleague.get(link_of(karl)).text
    assert tap(colleague, karl, "F3").headers["Location"] == f"{link_of(karl)}?q=end&saved=F3"
    karl.refresh_from_db()
    assert karl.seat.finished_at
    page = colleague.get(link_of(karl)).text
    assert "was Sie gefragt wurden, ist beantwortet" in page.replace("Was Sie", "was Sie")
    assert tap(colleague, karl, "F4").headers["Location"] == f"{link_of(karl)}?q=F5&saved=F4"
    assert "was passed a question by Guest" in lead.get(f"/assessments/home/{opened.pk}/").text


def test_who_passed_it_sees_whether_it_was_answered_never_how(opened, guest):
    pass_on(guest, opened)
    karl, colleague = HomeInvitation.objects.get(), Persona()
    ask = f"{rate_of(opened)}?q=F3"
    assert "Passed to Karl: <strong>not yet answered</strong>" in guest.get(ask).text
    begin(colleague, karl)
    tap(colleague, karl, "F3", "-2")
    page = guest.get(ask).text
    assert "Passed to Karl: <strong>answered</strong>" in page
    assert 'aria-pressed="true">' not in page.replace('aria-pressed="true">English', "")
    assert "Passed to Karl" in guest.get(f"{rate_of(opened)}?q=end").text


def test_a_second_question_comes_by_the_same_link_and_one_more_letter(opened, guest):
    pass_on(guest, opened)
    karl, colleague = HomeInvitation.objects.get(), Persona()
    begin(colleague, karl)
    tap(colleague, karl, "F3")
    pass_on(guest, opened, "F1")
    karl = HomeInvitation.objects.get()
    assert (karl.codes, karl.seat.finished_at) == (["F3", "F1"], None)
    assert Mail.objects.filter(to=karl.email).count() == 2
    assert "Frage 7 von 16" in colleague.get(link_of(karl)).text


def test_the_same_question_twice_is_one(opened, guest):
    for _each in range(2):
        pass_on(guest, opened)
    assert (HomePass.objects.count(), Mail.objects.filter(to="karl@example.eu").count()) == (1, 1)


def test_who_is_asked_all_questions_stays_so(opened, guest):
    make_invited(opened, "Karl")
    pass_on(guest, opened)
    karl = HomeInvitation.objects.get()
    assert (karl.codes, karl.passed_by, karl.passes.count()) == ([], None, 1)


def test_at_most_five_questions(opened, guest):
    for code in ("R1", "R2", "R3", "R4", "R5"):
        pass_on(guest, opened, code)
    page = pass_on(guest, opened, "R6")
    assert page.status_code == 409
    assert "You have passed on 5 questions." in page.text
    assert "Du weißt es." in page.text
    assert HomePass.objects.count() == 5


def test_at_most_twelve_people_in_the_round(opened, guest):
    for number in range(11):
        make_invited(opened, f"P{number}")
    page = pass_on(guest, opened)
    assert "At most 12 people can be asked in one round." in page.text


def test_who_declined_is_not_asked_again(opened, guest):
    karl = make_invited(opened, "Karl")
    Persona().post(link_of(karl), {"decline": "yes"})
    page = pass_on(guest, opened)
    assert (page.status_code, "Karl declined." in page.text) == (409, True)


def test_not_to_oneself_and_not_without_an_address(opened):
    asked, visitor = make_invited(opened), Persona()
    begin(visitor, asked)
    own = KARL | {"email": asked.email.upper()}
    page = visitor.post(f"{link_of(asked)}?pass=F3", own)
    assert "This is your own address. Name a colleague." in page.text
    page = visitor.post(f"{link_of(asked)}?pass=F3", KARL | {"email": ""})
    assert (page.status_code, "Enter “E-mail”." in page.text) == (400, True)


def test_a_question_that_is_not_asked(opened, guest):
    assert guest.get(f"{rate_of(opened)}?pass=ZZ").status_code == 302
    assert pass_on(guest, opened, "ZZ").status_code == 404


def test_nobody_passes_on_from_the_seat_of_somebody_else(opened, seat, visitor, stranger):
    for client in (visitor, stranger):
        assert pass_on(client, opened).status_code in {302, 404}
    assert not HomePass.objects.exists()


def test_what_others_passed_on_stays_theirs(opened, seat):
    other = sit(opened)
    pass_question(
        seat=other,
        criterion=criterion_of(opened, "F3"),
        to=Asked("Karl", "karl@example.eu"),
        by=reader_of(other),
    )
    page = Persona(person_key=seat.person_key).get(f"{rate_of(opened)}?q=F3").text
    assert "Passed to Karl" not in page
