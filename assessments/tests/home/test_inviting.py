"""The lead asks people by name, reminds them and leaves them out (HR01, HR02)."""

from datetime import timedelta

import pytest

from assessments.actions import end_home_round
from assessments.home.people import Asked, language_of, read_lines
from assessments.models import HomeInvitation, Seat
from assessments.tests.factories import answer
from assessments.tests.pairs import make_invited, open_at_home, sit
from clusterix.testing.queries import assert_few_queries
from core import clock
from core.mail import send
from core.models import Mail

ANNA = {"way": "one", "name": "Anna Berg", "email": "anna@example.eu", "language": "sv"}


def page_of(opened):
    return f"/assessments/home/{opened.pk}/"


def add(client, opened, **data):
    return client.post(f"{page_of(opened)}people/", ANNA | data)


def act(client, invitation, name):
    address = f"{page_of(invitation.round)}people/{invitation.pk}/"
    return client.post(address, {"act": name})


def letters_to(address):
    return list(Mail.objects.filter(to=address).order_by("pk"))


@pytest.fixture
def opened(small, lead):
    return open_at_home(small.home.region, by=lead.reader)


def test_the_lead_asks_somebody_who_gets_a_letter_in_their_language(opened, lead):
    add(lead, opened, level="practitioner")
    asked = HomeInvitation.objects.get()
    assert (asked.name, asked.language, asked.level, asked.seat) == (
        "Anna Berg",
        "sv",
        "practitioner",
        None,
    )
    [letter] = letters_to("anna@example.eu")
    assert letter.subject.startswith("Skåne frågar dig: ")
    assert f"/rate/mine/{asked.token}/" in letter.body
    assert asked.token not in asked.token_hash
    page = lead.get(page_of(opened)).text
    assert "Ask at home: 0 of 1 have finished" in page
    assert "1 person is asked. Ask at least three: below that, nothing is suggested." in page
    assert asked.token not in page


def test_several_lines_are_pasted(opened, lead):
    lines = (
        "Anna Berg; anna@example.eu; Deutsch\n\nBo <bo@example.eu>\nCy, c@example.eu, policy maker"
    )
    add(lead, opened, way="lines", lines=lines, language="sv")
    asked = HomeInvitation.objects.values_list("name", "email", "language", "level")
    assert list(asked) == [
        ("Anna Berg", "anna@example.eu", "de", ""),
        ("Bo", "bo@example.eu", "sv", ""),
        ("Cy", "c@example.eu", "sv", "policy_maker"),
    ]


def test_lines_that_cannot_be_read_are_named_and_kept(opened, lead):
    page = add(lead, opened, way="lines", lines="Anna\nBo; bo@example.eu\n@", language="sv")
    assert page.status_code == 400
    assert "No name or no e-mail address in line 1, 3." in page.text
    assert "Bo; bo@example.eu" in page.text
    assert not HomeInvitation.objects.exists()


def test_people_with_an_account_are_picked(opened, lead, member):
    page = lead.get(page_of(opened)).text
    assert member.user.name in page
    held = member.user.memberships.get()
    add(lead, opened, way="accounts", accounts=[str(held.pk)], language="sv")
    asked = HomeInvitation.objects.get()
    assert (asked.email, asked.level) == (member.user.email, held.level)
    assert f">{member.user.name}</label>" not in lead.get(page_of(opened)).text


def test_nobody_of_another_region_is_picked(opened, lead, stranger):
    held = stranger.user.memberships.get()
    page = add(lead, opened, way="accounts", accounts=[str(held.pk)], language="sv")
    assert page.status_code == 400
    assert not HomeInvitation.objects.exists()


def test_nobody_is_asked_twice(opened, lead):
    add(lead, opened)
    page = add(lead, opened, email="ANNA@example.eu")
    assert page.status_code == 409
    assert "Anna Berg is asked already." in page.text
    assert HomeInvitation.objects.count() == 1


def test_more_than_twelve_are_refused_and_more_than_eight_are_told(opened, lead):
    lines = "\n".join(f"P{n}; p{n}@example.eu" for n in range(9))
    add(lead, opened, way="lines", lines=lines, language="sv")
    assert "More than eight people are asked." in lead.get(page_of(opened)).text
    sit(opened)  # by the shared link
    more = "\n".join(f"Q{n}; q{n}@example.eu" for n in range(3))
    page = add(lead, opened, way="lines", lines=more, language="sv")
    assert page.status_code == 409
    assert "At most 12 people can be asked in one round. 10 are asked already." in page.text
    assert HomeInvitation.objects.count() == 9


@pytest.mark.parametrize("persona", ["member", "stranger_lead", "coordinator", "visitor"])
def test_only_the_lead_asks_and_sees_who_is_asked(opened, request, persona):
    asked = make_invited(opened)
    client = request.getfixturevalue(persona)
    assert add(client, opened, email="b@example.eu").status_code in {302, 404}
    assert act(client, asked, "withdraw").status_code in {302, 404}
    assert HomeInvitation.objects.get().withdrawn_at is None


def test_a_person_of_another_round_is_not_found(small, opened, lead):
    other = open_at_home(small.other.region)
    asked = make_invited(other)
    address = f"{page_of(opened)}people/{asked.pk}/"
    assert lead.post(address, {"act": "withdraw"}).status_code == 404


def test_a_reminder_goes_once_in_three_days(opened, lead):
    asked = make_invited(opened)
    act(lead, asked, "remind")
    assert letters_to(asked.email)[-1].subject.startswith("Reminder, until ")
    page = act(lead, asked, "remind")
    assert page.status_code == 409
    assert "Anna Berg got a letter. The next one can go on " in page.text
    assert "The next can be reminded on" in lead.get(page_of(opened)).text
    with clock.at(clock.now() + timedelta(days=3)):
        act(lead, asked, "remind")
    assert len(letters_to(asked.email)) == 3


def test_all_are_reminded_but_those_who_have_finished_or_declined(opened, lead):
    waiting, declined, done = (make_invited(opened, name) for name in ("Anna", "Bo", "Cy"))
    HomeInvitation.objects.filter(pk=declined.pk).update(declined_at=clock.now())
    seat = sit(opened)
    Seat.objects.filter(pk=seat.pk).update(finished_at=clock.now())
    HomeInvitation.objects.filter(pk=done.pk).update(seat=seat)
    lead.post(f"{page_of(opened)}remind/")
    numbers = [len(letters_to(each.email)) for each in (waiting, declined, done)]
    assert numbers == [2, 1, 1]
    again = lead.post(f"{page_of(opened)}remind/")
    assert "Everybody has finished, or got a letter in the last three days." in again.text


def test_sending_again_makes_a_new_link(opened, lead, visitor):
    asked = make_invited(opened)
    old = asked.token
    act(lead, asked, "again")
    asked.refresh_from_db()
    assert visitor.get(f"/rate/mine/{old}/").status_code == 404
    assert visitor.get(f"/rate/mine/{asked.token}/").status_code == 200
    assert act(lead, asked, "again").status_code == 409


def test_who_is_left_out_finds_a_link_that_says_so(opened, lead, visitor):
    asked = make_invited(opened)
    act(lead, asked, "withdraw")
    page = visitor.get(f"/rate/mine/{asked.token}/")
    assert page.status_code == 410
    assert "This invitation was withdrawn." in page.text
    add(lead, opened)  # may be asked anew
    assert HomeInvitation.objects.count() == 2


def test_a_letter_does_not_go_to_who_was_left_out(opened, lead, mailoutbox):
    asked = make_invited(opened)
    [letter] = letters_to(asked.email)
    act(lead, asked, "withdraw")
    send(letter.pk)
    assert mailoutbox == []


def test_the_page_shows_names_and_who_has_finished_never_answers(opened, lead):
    asked = make_invited(opened, "Anna Berg", "sv")
    seat = sit(opened)
    HomeInvitation.objects.filter(pk=asked.pk).update(seat=seat)
    answer(seat, R1=2)
    page = lead.get(page_of(opened)).text
    assert "Has begun" in page
    assert "Svenska" in page
    assert "trong driver" not in page


def test_a_closed_round_asks_nobody(opened, lead):
    end_home_round(round_=opened, by=lead.reader)
    page = add(lead, opened)
    assert (page.status_code, HomeInvitation.objects.count()) == (409, 0)


def test_the_page_needs_the_same_queries_for_many(opened, lead):
    make_invited(opened)
    assert_few_queries(lead, page_of(opened))
    for number in range(5):
        make_invited(opened, f"P{number}")
    assert_few_queries(lead, page_of(opened))


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("Anna Berg\tanna@b.eu\tsv", Asked("Anna Berg", "anna@b.eu", "sv")),
        ("anna@b.eu; Berg, Anna; Magyar", Asked("Berg Anna", "anna@b.eu", "hu")),
        ('"Anna" <anna@b.eu>', Asked("Anna", "anna@b.eu", "it")),
    ],
)
def test_lines_in_many_orders(line, person):
    assert read_lines(line, "it") == ([person], [])


def test_an_address_that_comes_twice_counts_once():
    assert len(read_lines("A; a@b.eu\nB; A@b.eu", "en")[0]) == 1


def test_the_language_offered_first_is_that_of_the_country():
    assert [language_of(each) for each in ("SE22", "AT12", "XX00", "")] == ["sv", "de", "en", "en"]
