"""Stage B: a session of a peer group, from its plan to its close, with five people."""

import pytest
from playwright.sync_api import expect

from clusterix.tests.journeys.steps import answering, frame, moderating
from core import clock
from peergroups.actions.sealing import seal_old_session
from peergroups.models import Session
from practices.tests.factories import make_practice
from regions.reader import Reader
from regions.tests.factories import make_partner, make_region

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MONEY, STRATEGY = "Can we find the money?", "Does it fit our strategy?"


@pytest.fixture
def invited(place):
    """Two practices to talk about, and a fourth region."""
    own = {"partner": place.third.partner, "origin_region": place.third.region}
    make_practice(title="Fund of funds", **own)
    make_practice(title="Matchmaking days", partner=place.other.partner)
    region = make_region(code="FR71", name="Rhône-Alpes", short_code="RHA", position=4)
    make_partner(region=region, short="Agency of Lyon", organisation="Agency of Lyon")


def test_a_session_from_its_plan_to_its_close(open_as, invited, group, leader, stranger, colleague):
    board = open_as(leader, group.get_absolute_url())
    code, page_of_session = prepare(board)
    phone = open_as(None, "/join/", width=390)
    come_in(phone, code)
    pc = open_as(stranger, page_of_session)
    come_in_with_account(pc)
    come_in_with_account(open_as(colleague, page_of_session))
    moderating.open_round(board)
    answer_by_phone(phone)
    frame.press(board, "Close for everyone")
    answer_by_keyboard(pc)
    moderating.keeps_menu_open(board)
    stays_blind(board, page_of_session)
    enter_for_others(board, page_of_session)
    moderating.close_round(board)
    frame.moved_to(phone, "The round is closed")
    moderating.show_answers(board)
    read_results(board)
    read_wall(board)
    think_again(board, phone)
    end(board, phone, page_of_session)


def prepare(page):
    """Two practices on the agenda, two guests and two members on the list; the board is open."""
    moderating.plan_session(page, title="Money for clusters", day=clock.today())
    for title in ("Fund of funds", "Matchmaking days"):
        moderating.put_on_agenda(page, title)
    frame.follow(page, "Back to the session")
    address = page.url
    frame.follow(page, "People")
    moderating.invite_person(page, "Stranger")
    moderating.invite_person(page, "Colleague")
    moderating.invite_guest(page, "Greta", partner="Agency of Skåne", level="Cluster practitioner")
    moderating.invite_guest(page, "Aline", partner="Agency of Lyon", level="Intermediary")
    page.goto(address)
    moderating.open_board(page)
    return moderating.room_code(page), address


def come_in(phone, code):
    answering.join_by_code(phone, code)
    answering.pick_name(phone, "Greta")
    answering.try_out(phone)
    frame.follow(phone, "I am ready")
    frame.heading(phone, "You are in the room")


def come_in_with_account(page):
    frame.follow(page, "Join the room")
    frame.press(page, "Join the room")
    frame.heading(page, "You are in the room")


def answer_by_phone(phone):
    """The page has looked by itself: the round is open."""
    answering.may_show(phone)
    answering.tap_all(phone, [2, 1, None, 0], whole=6)
    answering.is_asked(phone, 5, 6)
    answering.tap_with_obstacle(phone, -2, "The budget is spent.")
    answering.tap_all(phone, [1], start=6, whole=6)
    answering.all_sent(phone)


def answer_by_keyboard(pc):
    answering.may_show(pc)
    answering.press_all(pc, [1, 2, 1, 1, 2, 0])
    answering.all_sent(pc)


def stays_blind(board, page_of_session):
    """Who has finished, and nothing that anybody answered, wherever the moderator looks."""
    moderating.has_finished(board, 2, 3)
    expect(moderating.row_of(board, "Southern Denmark")).to_contain_text("All 1 finished")
    expect(moderating.row_of(board, "Skåne")).to_contain_text("1 of 2 finished")
    address = board.url
    for each in (address, f"{address}?projector", page_of_session):
        board.goto(each)
        moderating.shows_no_answer(board)
        expect(board.get_by_text("The budget is spent.")).to_have_count(0)
    board.goto(address)


def enter_for_others(board, page_of_session):
    """For somebody present whose phone is empty, and what the table of a region agreed on."""
    frame.follow(board, "Enter for somebody")
    moderating.enter_for(board, "Colleague", MONEY, "− barrier", reason="Phone is empty")
    moderating.enter_for(board, "Rhône-Alpes", STRATEGY, "0 neutral")
    expect(board.get_by_role("radio", checked=True)).to_have_count(0)
    frame.follow(board, "Back to the board")


def read_results(board):
    """Region by region, where they differ most first; the owner does not rate."""
    expect(moderating.cells(board, MONEY)).to_have_text(
        [
            "−−strong barrier−barrierObstacle raised",
            "++strong driver",
            "Owner, does not rate",
            "no answer",
            "Widely−1.5 to +2",
        ]
    )
    expect(moderating.cells(board, STRATEGY).last).to_have_text("Widely0 to +2")
    moderating.obstacle_raised(board, "Skåne", "The budget is spent.")


def read_wall(board):
    """No words of an obstacle, and no region whose few people did not all agree."""
    address = board.url
    frame.follow(board, "Projector view")
    expect(board.get_by_text("did not all agree to be shown: Skåne")).to_be_visible()
    expect(moderating.cells(board, MONEY)).to_have_text(
        ["++strong driver", "no answer", "one region only"]
    )
    expect(board.get_by_text("The budget is spent.")).to_have_count(0)
    board.goto(address)


def think_again(board, phone):
    """The second round starts with the answers of the first."""
    moderating.open_second_round(board)
    stand = phone.get_by_role("heading", name="Your answers stand")
    expect(stand).to_be_visible(timeout=15_000)  # the phone was about to load the shown answers
    expect(answering.own_answer(phone, MONEY)).to_contain_text("Strong barrier earlier round")
    answering.own_answer(phone, MONEY).get_by_role("link").tap()
    frame.heading(phone, MONEY)
    answering.tap(phone, 0)
    expect(answering.own_answer(phone, MONEY)).to_contain_text("Neutral")
    frame.press(phone, "I am done")
    answering.all_sent(phone)
    moderating.close_round(board)
    moderating.show_answers(board)
    expect(moderating.cells(board, MONEY).first).to_have_text("−barrier0neutralObstacle raised")


def end(board, phone, page_of_session):
    """The phone hears of it; once the answers are final, its key opens nothing any more."""
    board.goto(page_of_session)
    moderating.close_session(board)
    frame.moved_to(phone, "The session is closed")
    seal_old_session(session=Session.objects.get(), by=Reader.system())
    phone.reload()
    frame.heading(phone, "The session is over")
    for address in (page_of_session, f"{page_of_session}rate/"):
        assert phone.goto(address).status == 404
    assert phone.goto("/join/").status == 200
