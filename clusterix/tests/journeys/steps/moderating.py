"""What a moderator does: planning a session, leading its rounds, entering for others."""

import re

from playwright.sync_api import expect

from clusterix.tests.journeys.steps.frame import choose, field, follow, heading, panel, press, said

# Signs of an answer in a page: a field of the scale that is filled, and the words of the scale.
ANSWERS = re.compile(r'class="r r\d|class="dk"|driver|barrier|neutral|I do not know')


def plan_session(page, title, day):
    """From the page of the group to the agenda of the new session."""
    follow(page, "Plan a session")
    heading(page, "Plan a session")
    field(page, "Title").fill(title)
    field(page, "Day").fill(f"{day:%Y-%m-%d}")
    field(page, "Place").fill("Billund")
    press(page, "Plan it")
    said(page, "Planned. Now put practices on the agenda.")


def put_on_agenda(page, title, minutes=20):
    field(page, "Good practice").select_option(title)
    field(page, "Minutes").fill(str(minutes))
    press(page, "Put on the agenda")
    expect(page.locator(".agenda li", has_text=title)).to_be_visible()


def invite_person(page, name):
    """Somebody with an account, by name."""
    choose(page, "A person with an account", name)
    press(page, "Put on the list")
    said(page, f"{name} is on the list.")


def invite_guest(page, name, partner, level):
    field(page, "Or a guest by name").fill(name)
    choose(page, "Partner of the guest", partner)
    choose(page, "Level of the guest", level)
    press(page, "Put on the list")
    said(page, f"{name} is on the list.")


def room_code(page):
    """As it stands on the wall."""
    return page.locator(".roomcode").inner_text()


def open_board(page):
    follow(page, "Open the board")
    expect(page.locator("#board")).to_be_visible()


def open_round(page):
    press(page, "Open the round")
    said(page, "The round is open. Nobody sees an answer before it is closed.")


def has_finished(page, done, whole):
    """The board looks again by itself."""
    words = f"{done} of {whole} people have finished"
    expect(page.get_by_role("heading", name=words)).to_be_visible()


def row_of(page, region):
    return page.locator(".roster li", has_text=region)


def shows_no_answer(page):
    """Neither in words nor in marks, and not hidden in the page either."""
    found = ANSWERS.findall(page.content())
    assert not found, f"{page.url} shows {found}"


def enter_for(page, who, question, answer, reason=""):
    """On the page “Enter for somebody”; a value for a table needs no reason."""
    choose(page, "For whom", who)
    choose(page, "Question", question)
    page.get_by_role("radio", name=answer, exact=True).check()
    page.get_by_label("Reason", exact=True).fill(reason)
    press(page, "Enter it")
    said(page, "Entered.")


NEXT_LOOK = """() => new Promise(
    done => document.addEventListener("htmx:beforeRequest", () => done(), {once: true})
)"""


def keeps_menu_open(page):
    """The board looks again every two seconds, and leaves a menu alone that somebody has open."""
    for _look in range(2):
        page.evaluate(NEXT_LOOK)
    expect(page.get_by_role("button", name="Close the round now")).to_be_visible()
    page.keyboard.press("Escape")


def close_round(page):
    press(page, "Close for everyone")
    press(page, "Close the round now")
    said(page, "The round is closed.")


def show_answers(page):
    press(page, "Show the answers")
    said(page, "The answers are shown.")


def open_second_round(page):
    press(page, "Second round")
    said(page, "The next round is open.")


def close_session(page):
    page.locator("summary", has_text="Close the session").click()
    press(page, "Close the session for everybody")
    said(page, "The session is closed. Results are provisional until the minutes are confirmed.")


def cells(page, question):
    """What each region answered, in the order of the columns, and how far they differ."""
    line = page.locator(".rgrid tbody tr", has_text=question)
    return line.locator("td.ans, td.own, td.spread")


def obstacle_raised(page, region, text):
    raised = panel(page, "Obstacles").locator("li", has_text=text)
    expect(raised).to_contain_text(region)
