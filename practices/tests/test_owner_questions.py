"""From a visitor's question to the owner's answer, and how little is known of whom."""

from datetime import timedelta

import pytest

from clusterix.testing.queries import count_queries
from core import clock
from core.models import Activity, Mail
from practices.actions import archive, take_down
from practices.models import OwnerQuestion, QuestionState
from practices.next_steps import next_steps
from practices.tasks import forget_askers
from practices.tests.factories import make_draft, make_practice, make_question
from regions.reader import Reader

SENT = {
    "text": "How many people work on it?",
    "name": "Ada Asker",
    "organisation": "Chamber of Somewhere",
    "email": "ada@example.org",
}


@pytest.fixture
def practice(small, frozen):
    return make_practice(slug="vouchers", title="Vouchers", partner=small.home.partner)


@pytest.fixture
def waiting(practice):
    return make_question(practice, name="Ada Asker", email="ada@example.org", text=SENT["text"])


@pytest.fixture
def passed_on(practice):
    return make_question(practice, state=QuestionState.PASSED_ON, email="ada@example.org")


def url_of(question, act="") -> str:
    return f"/practices/questions/{question.pk}/{act}"


# --- asking ---------------------------------------------------------------------------------


@pytest.mark.rights("OW01")
def test_a_visitor_asks_and_the_coordinator_is_told(practice, visitor, coordinator, outbox):
    assert 'href="/practices/vouchers/question/"' in visitor.get("/practices/vouchers/").text
    answer = visitor.post("/practices/vouchers/question/", SENT, follow=True)
    assert answer.redirect_chain == [("/practices/vouchers/", 302)]
    assert "The coordinator reads it" in answer.text
    question = OwnerQuestion.objects.get()
    kept = {name: getattr(question, name) for name in SENT}
    assert (kept, question.state, question.language) == (SENT, "waiting", "en")
    (letter,) = outbox()
    assert (letter.to, letter.subject) == ([coordinator.user.email], "A question: Vouchers")
    assert "Ada Asker, Chamber of Somewhere" in letter.body
    assert SENT["text"] in letter.body
    assert "ada@example.org" not in letter.body
    line = Activity.objects.get(verb="question.asked")
    assert line.changes == {"practice": practice.pk}


@pytest.mark.rights("OW01")
def test_a_guest_asks_too_an_administrator_does_not(practice, guest, administrator):
    assert guest.post("/practices/vouchers/question/", SENT).status_code == 302
    answer = administrator.post("/practices/vouchers/question/", SENT)
    assert (answer.status_code, "Sign out" in answer.text) == (403, True)
    assert OwnerQuestion.objects.count() == 1


def test_people_who_signed_in_need_not_say_who_they_are(practice, member, small):
    form = member.get("/practices/vouchers/question/").context["form"]
    assert form.initial == {
        "name": member.user.name,
        "email": member.user.email,
        "organisation": "Agency of Skåne",
    }


def test_a_form_that_is_not_complete_comes_back_with_what_was_typed(practice, visitor):
    answer = visitor.post("/practices/vouchers/question/", SENT | {"email": "ada", "name": ""})
    assert answer.status_code == 400
    assert set(answer.context["form"].errors) == {"email", "name"}
    assert answer.context["form"]["text"].value() == SENT["text"]
    long = visitor.post("/practices/vouchers/question/", SENT | {"text": "x" * 1501})
    assert list(long.context["form"].errors) == ["text"]
    assert not OwnerQuestion.objects.exists()


@pytest.mark.parametrize("field", ["text", "name", "organisation"])
def test_an_address_in_the_words_comes_back_with_what_was_typed(field, practice, visitor):
    typed = SENT | {field: "Anna, anna.berg@example.org?"}
    answer = visitor.post("/practices/vouchers/question/", typed)
    assert (answer.status_code, OwnerQuestion.objects.count()) == (400, 0)
    assert answer.text.count("Leave e-mail addresses out here") >= 1
    assert "Anna, anna.berg@example.org?" in answer.text
    typed = SENT | {field: "Who is @cluster55, and 5 @ 3.5 %?"}
    assert visitor.post("/practices/vouchers/question/", typed).status_code == 302


def test_a_machine_that_fills_every_field_is_told_nothing(practice, visitor, outbox):
    answer = visitor.post("/practices/vouchers/question/", SENT | {"website": "http://x.example"})
    assert answer.headers["Location"] == "/practices/vouchers/"
    assert not OwnerQuestion.objects.exists()
    assert outbox() == []


def test_the_same_question_twice_is_one_question(practice, visitor, coordinator, outbox):
    for _time in range(2):
        visitor.post("/practices/vouchers/question/", SENT)
    keyed = SENT | {"text": "And the cost?", "idempotency_key": "twice"}
    for _time in range(2):
        visitor.post("/practices/vouchers/question/", keyed)
    assert OwnerQuestion.objects.count() == 2
    assert len(outbox()) == 2


def test_who_asks_often_is_asked_to_wait_and_loses_nothing(practice, visitor):
    for number in range(5):
        visitor.post("/practices/vouchers/question/", SENT | {"text": f"Question {number}?"})
    answer = visitor.post("/practices/vouchers/question/", SENT)
    assert answer.status_code == 429
    assert "Send this one a little later" in answer.text
    assert answer.context["form"]["text"].value() == SENT["text"]
    assert OwnerQuestion.objects.count() == 5
    elsewhere = visitor.post("/practices/vouchers/question/", SENT, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 302


def test_one_practice_takes_so_many_questions_a_day(practice, visitor):
    for number in range(20):
        visitor.post(
            "/practices/vouchers/question/",
            SENT | {"text": f"Question {number}?"},
            REMOTE_ADDR=f"192.0.2.{number}",
        )
    answer = visitor.post("/practices/vouchers/question/", SENT, REMOTE_ADDR="192.0.2.99")
    assert answer.status_code == 429
    assert "Send your question tomorrow" in answer.text


def test_only_what_everybody_reads_can_be_asked_about(practice, visitor, member, small):
    draft = make_draft(partner=small.home.partner)
    assert visitor.post(f"{draft.get_absolute_url()}question/", SENT).status_code == 404
    assert member.post(f"{draft.get_absolute_url()}question/", SENT).status_code == 409
    archive(practice=practice, by=Reader.system())
    assert visitor.post("/practices/vouchers/question/", SENT).status_code == 409
    assert "question/" not in visitor.get("/practices/vouchers/").text
    take_down(practice=practice, reason="Wrong.", by=Reader.system())
    assert visitor.post("/practices/vouchers/question/", SENT).status_code == 410
    assert not OwnerQuestion.objects.exists()


# --- passing on and declining ---------------------------------------------------------------


def test_the_coordinator_passes_it_on_to_the_owners_people(waiting, coordinator, lead, outbox):
    page = coordinator.get(url_of(waiting)).text
    assert "Pass it on to Agency of Skåne" in page
    assert "ada@example.org" not in page
    answer = coordinator.post(url_of(waiting, "pass-on/"))
    assert answer.headers["Location"] == "/practices/questions/"
    waiting.refresh_from_db()
    assert (waiting.state, waiting.moderated_by) == ("passed_on", coordinator.user)
    (letter,) = outbox()
    assert (letter.to, letter.subject) == ([lead.user.email], "Somebody asks about Vouchers")
    assert f"next=%2Fpractices%2Fquestions%2F{waiting.pk}%2F" in letter.body
    assert "ada@example.org" not in letter.body


def test_the_coordinator_declines_it_with_a_reason(waiting, coordinator, lead, outbox):
    empty = coordinator.post(url_of(waiting, "decline/"), {"reason": " "})
    assert (empty.status_code, "Write the reason" in empty.text) == (400, True)
    coordinator.post(url_of(waiting, "decline/"), {"reason": "The page says it."})
    waiting.refresh_from_db()
    assert (waiting.state, waiting.declined_reason) == ("declined", "The page says it.")
    (letter,) = outbox()
    assert (letter.to, letter.subject) == (["ada@example.org"], "Your question about Vouchers")
    assert "Thank you for your question" in letter.body
    assert "The page says it." in letter.body
    assert coordinator.user.email not in letter.body
    assert lead.get(url_of(waiting)).status_code == 404


def test_what_was_decided_is_not_decided_again(passed_on, coordinator):
    for act, data in (("pass-on/", {}), ("decline/", {"reason": "Too late."})):
        answer = coordinator.post(url_of(passed_on, act), data)
        assert answer.status_code == 409
        assert "passed on or declined already" in answer.text


def test_before_it_is_passed_on_nobody_else_knows_of_it(
    waiting, member, lead, stranger, steering, visitor
):
    for persona in (member, lead, stranger, steering, visitor):
        assert persona.get(url_of(waiting)).status_code == 404
        assert persona.post(url_of(waiting, "answer/"), {"answer": "So."}).status_code == 404
        assert persona.post(url_of(waiting, "pass-on/")).status_code == 404
    assert "How many people" not in lead.get("/practices/questions/").text
    waiting.refresh_from_db()
    assert waiting.state == "waiting"


# --- answering ------------------------------------------------------------------------------


def test_the_owner_answers_and_the_asker_gets_it_by_mail(passed_on, member, outbox):
    assert passed_on.text in member.get("/practices/questions/").text
    page = member.get(url_of(passed_on)).text
    assert passed_on.asker in page
    assert "ada@example.org" not in page
    sent = {"answer": "Three people.", "idempotency_key": "one-answer"}
    for _time in range(2):
        answer = member.post(url_of(passed_on, "answer/"), sent)
        assert answer.headers["Location"] == url_of(passed_on)
    passed_on.refresh_from_db()
    assert (passed_on.state, passed_on.answer) == ("answered", "Three people.")
    assert (passed_on.answered_by, passed_on.is_public) == (member.user, False)
    (letter,) = outbox()
    assert (letter.to, letter.subject) == (["ada@example.org"], "The answer about Vouchers")
    assert "Three people." in letter.body
    for secret in (member.user.email, member.user.name):
        assert secret not in letter.body
        assert secret not in str(letter.message())


def test_the_coordinator_may_answer_but_nobody_else(
    passed_on, coordinator, stranger, steering, visitor
):
    for persona in (stranger, steering, visitor):
        answer = persona.post(url_of(passed_on, "answer/"), {"answer": "So."})
        assert answer.status_code == 404
    assert coordinator.post(url_of(passed_on, "answer/"), {"answer": "So."}).status_code == 302


def test_an_empty_answer_comes_back(passed_on, member):
    answer = member.post(url_of(passed_on, "answer/"), {"answer": "", "is_public": "on"})
    assert answer.status_code == 400
    assert answer.context["answer_form"]["is_public"].value() is True


def test_a_second_answer_is_refused_and_kept_in_the_form(practice, member):
    done = make_question(practice, state=QuestionState.ANSWERED)
    answer = member.post(url_of(done, "answer/"), {"answer": "Four people."})
    assert (answer.status_code, "answered already" in answer.text) == (409, True)


# --- lists and duties -----------------------------------------------------------------------


def test_lists_hold_what_their_reader_may_know(
    practice, small, coordinator, member, stranger, visitor
):
    other = make_practice(partner=small.other.partner)
    states = [QuestionState.WAITING, QuestionState.PASSED_ON, QuestionState.ANSWERED]
    ours = [make_question(practice, state=state) for state in states]
    theirs = [make_question(other, state=state) for state in states]
    expected = {coordinator: {*ours, *theirs}, member: {*ours[1:]}, stranger: {*theirs[1:]}}
    for persona, questions in expected.items():
        assert set(persona.get("/practices/questions/").context["page"]) == questions
    assert visitor.get("/practices/questions/").status_code == 404
    shown = list(coordinator.get("/practices/questions/").context["page"])
    assert [each.state for each in shown] == [
        *("waiting", "waiting", "passed_on", "passed_on", "answered", "answered"),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_more_questions_do_not_ask_more(number, practice, coordinator):
    for _number in range(number):
        make_question(practice)
    assert count_queries(coordinator, "/practices/questions/") == 3
    assert count_queries(coordinator, url_of(OwnerQuestion.objects.first())) == 3


def test_who_should_do_something_finds_it_on_the_first_page(
    waiting, passed_on, coordinator, member, stranger
):
    titles = {
        persona: [str(step.title) for step in next_steps(persona.reader, clock.today())]
        for persona in (coordinator, member, stranger)
    }
    assert titles[coordinator] == ["Read a question about “Vouchers”"]
    assert titles[member] == ["Answer a question about “Vouchers”"]
    assert titles[stranger] == []


# --- forgetting -----------------------------------------------------------------------------


def test_who_asked_is_erased_a_month_after_the_answer(
    practice, passed_on, member, coordinator, outbox
):
    member.post(url_of(passed_on, "answer/"), {"answer": "Three people.", "is_public": "on"})
    coordinator.post(url_of(passed_on, "show/"), {"is_public": "yes"})
    outbox()
    with clock.at(clock.now() + timedelta(days=29)):
        assert forget_askers() == 0
    with clock.at(clock.now() + timedelta(days=31)):
        assert forget_askers() == 1
        assert forget_askers() == 0
    passed_on.refresh_from_db()
    assert (passed_on.name, passed_on.organisation, passed_on.email) == ("", "", "")
    assert passed_on.asker_erased_at is not None
    assert (passed_on.answer, passed_on.is_public) == ("Three people.", True)
    assert not Mail.objects.filter(to="ada@example.org").exists()
    assert "We no longer know who asked." in member.get(url_of(passed_on)).text


def test_no_letter_names_who_asked_any_more(practice, visitor, coordinator, member, outbox):
    visitor.post("/practices/vouchers/question/", SENT)
    question = OwnerQuestion.objects.get()
    coordinator.post(url_of(question, "pass-on/"))
    member.post(url_of(question, "answer/"), {"answer": "Three people."})
    assert len(outbox()) == 3
    assert Mail.objects.filter(body__contains="Ada Asker").count() == 3
    with clock.at(clock.now() + timedelta(days=31)):
        forget_askers()
    assert not Mail.objects.filter(body__contains="Ada Asker").exists()


def test_declined_and_forgotten_questions_end_too(practice):
    now = clock.now()
    made = [
        make_question(
            practice,
            state=QuestionState.DECLINED,
            declined_reason="No.",
            moderated_at=now - timedelta(days=31),
        ),
        make_question(practice, asked_at=now - timedelta(days=366)),
        make_question(practice, state=QuestionState.PASSED_ON, asked_at=now - timedelta(days=364)),
    ]
    assert forget_askers() == 2
    known = [OwnerQuestion.objects.get(pk=each.pk).email != "" for each in made]
    assert known == [False, False, True]


def test_an_answer_to_somebody_erased_is_kept_and_sent_to_nobody(practice, member, outbox):
    gone = make_question(practice, state=QuestionState.PASSED_ON, email="", name="")
    member.post(url_of(gone, "answer/"), {"answer": "Three people."})
    assert outbox() == []
