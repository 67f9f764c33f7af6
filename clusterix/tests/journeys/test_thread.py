"""Stage C: one practice from its publication to the figure of a locked report, by five people."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from clusterix.tests.journeys.steps import (
    answering,
    assessing,
    catalogue,
    desk,
    frame,
    moderating,
    planning,
    reporting,
)
from core import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PRACTICE = "Vouchers for clusters"
TRANSFERRED = "Good practices successfully transferred"
ASSESSED = "Good practices assessed for transfer (practice x region)"
GUESTS = {"Greta": [2, 2, 1, 1, 0, 1], "Gustav": [1, 2, 2, 0, 1, 1]}


def test_the_whole_thread(open_as, leader, group, coordinator, lead, steering, calendar, tmp_path):
    moderator, editor, head = (open_as(who, "/practices/") for who in (leader, coordinator, lead))
    publish(moderator, editor)
    start_report(editor)
    hold_session(open_as, moderator, head, group)
    assess_and_decide(head)
    carry_out(head, calendar)
    calendar.let_pass(40)
    drill_down_and_back(editor)
    approve_and_compare(open_as(steering, editor.url), tmp_path)


def publish(author, editor):
    """A member of Lower Austria writes it, the coordinator publishes it."""
    author.goto("/practices/new/")
    desk.fill(author, **{"NUTS codes": "AT12", "Place": "St. Pölten"})
    desk.add_statement(author, 1, "2024", "Annual report", "Two clusters began.")
    desk.submit(author)
    editor.goto("/practices/desk/")
    desk.open_text_to_check(editor, PRACTICE)
    desk.publish(editor, PRACTICE)


def start_report(editor):
    """Of the period that ends in a month; nothing is transferred yet."""
    editor.goto("/reports/")
    reporting.add_period(editor, clock.today() - timedelta(days=150))
    reporting.start_report(editor)
    assert reporting.total(editor, TRANSFERRED) == "0"


def hold_session(open_as, board, head, group):
    """Two guests by phone and the lead by PC answer for Skåne."""
    board.goto(group.get_absolute_url())
    moderating.plan_session(board, title="Money for clusters", day=clock.today())
    moderating.put_on_agenda(board, PRACTICE)
    frame.follow(board, "Back to the session")
    address = board.url
    frame.follow(board, "People")
    moderating.invite_person(board, "Lead")
    for name in GUESTS:
        moderating.invite_guest(board, name, "Agency of Skåne", "Cluster practitioner")
    board.goto(address)
    moderating.open_board(board)
    code = moderating.room_code(board)
    phones = {name: join(open_as(None, "/join/", width=390), code, name) for name in GUESTS}
    head.goto(address)
    frame.follow(head, "Join the room")
    frame.press(head, "Join the room")
    moderating.open_round(board)
    for name, phone in phones.items():
        answering.tap_all(phone, GUESTS[name])
        answering.all_sent(phone)
    answering.press_all(head, [2, 1, 1, 1, 0, 2])
    moderating.has_finished(board, 3, 3)
    moderating.close_round(board)
    moderating.show_answers(board)
    board.goto(address)
    moderating.close_session(board)
    # The page has looked again by itself for the last time: it may be left without a race.
    frame.moved_to(head, "The session is closed")


def join(phone, code, name):
    answering.join_by_code(phone, code)
    answering.pick_name(phone, name)
    frame.follow(phone, "I am ready")
    frame.heading(phone, "You are in the room")
    return phone


def assess_and_decide(head):
    """Three people of the region answered: there is a suggestion, and the lead decides."""
    head.goto("/practices/")
    catalogue.open_practice(head, PRACTICE)
    frame.follow(head, "Open the assessment")
    assessing.suggests(head, "We suggest: adopt as it is.")
    assessing.make_final(head)
    review_on = clock.today() + timedelta(days=365)
    assessing.decide(head, "Adapt to us", "We start with ten vouchers.", review_on)


def carry_out(head, calendar):
    """A plan, the decision taken into it, adopted; a week later the action is done."""
    assessment = head.url
    head.goto("/plans/SE22/")
    today = clock.today()
    planning.start_plan(head, "Skåne", "Cluster plan", today, today + timedelta(days=400))
    plan = head.url
    head.goto(assessment)
    planning.take_into_plan(head)
    action = head.url
    head.goto(plan)
    planning.adopt(head)
    calendar.let_pass(7)
    head.goto(action)
    planning.report_done(head, "Ten vouchers were paid out, decision 2024/17.")


def drill_down_and_back(editor):
    """From the figure to the action, its assessment and the practice; back by “Counted in”."""
    reporting.compute(editor)
    report = editor.url
    assert reporting.total(editor, TRANSFERRED) == "1"
    (record,) = reporting.open_records(editor, TRANSFERRED).all()
    record.get_by_role("link").click()
    expect(editor.get_by_text("Ten vouchers were paid out")).to_be_visible()
    counted_in(editor, TRANSFERRED)
    frame.follow(editor, "The assessment and decision behind it")
    frame.heading(editor, f"{PRACTICE} for Skåne")
    expect(editor.get_by_text("We start with ten vouchers.")).to_be_visible()
    counted_in(editor, ASSESSED)
    frame.follow(editor, PRACTICE)
    catalogue.travels(editor, Skåne="Implemented")
    counted_in(editor, "Good practices identified").click()
    expect(reporting.figure(editor, "Good practices identified")).to_be_visible()
    assert editor.url.startswith(report)


def counted_in(page, indicator):
    link = page.locator("#counted-in").get_by_role("link", name=indicator, exact=True)
    expect(link).to_be_visible()
    return link


def approve_and_compare(seat, folder):
    """The committee's seat agrees and locks; the file says what the page says."""
    reporting.agree(seat)
    reporting.lock(seat, 1)
    path = folder / "report.xlsx"
    reporting.download(seat, "XLSX").save_as(path)
    lines = reporting.lines_of(path)
    assert f"SHA-256 {reporting.fingerprint(seat)}" in [line[0] for line in lines]
    in_file = reporting.totals_in(lines)
    assert in_file == reporting.totals(seat)
    counted = ("practices-identified", "sessions-held", "assessed", "transferred")
    assert [in_file[code] for code in counted] == [1, 1, 1, 1]
