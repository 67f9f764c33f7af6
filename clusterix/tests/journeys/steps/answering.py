"""Coming into a room or a round at home, and answering there."""

import re

from playwright.sync_api import expect

from clusterix.tests.journeys.steps.frame import field, follow, heading, press

# The meeting set, and what a tap on each answer is called.
MEETING = ("R1", "R2", "R6", "F1", "F3", "F5")
WORDS = {-2: "strong barrier", -1: "barrier", 0: "neutral", 1: "driver", 2: "strong driver"}
UNKNOWN = "I do not know"
CANNOT_SAY = re.compile(UNKNOWN)


def join_by_code(phone, code):
    phone.get_by_label("Six characters").fill(code)
    press(phone, "Enter the room")
    heading(phone, "Who are you?")


def pick_name(phone, name):
    """From the list; no account, no password."""
    phone.get_by_role("radio", name=name).check()
    press(phone, "This is me")
    heading(phone, "Can you hear the speaker?")


def try_out(phone):
    """The test question."""
    phone.get_by_role("button", name="very well").tap()
    expect(phone.get_by_text("It works.")).to_be_visible()


def may_show(page):
    """Few people answer for the region: asked before the first question."""
    page.get_by_role("radio", name="Show them").check(timeout=30_000)
    press(page, "I am ready")


def is_asked(page, number, whole):
    """A phone that lost the network asks again only after a while."""
    expect(page.locator(".task-body .meta", has_text="question").first).to_contain_text(
        f"question {number} of {whole}", timeout=30_000
    )


def tap(phone, value):
    """One answer; None is “I do not know”."""
    words = UNKNOWN if value is None else WORDS[value]
    phone.get_by_role("button", name=words, exact=True).tap()


def tap_all(phone, values, start=1, whole=None):
    """One tap for each question, each seen before it is answered."""
    whole = whole or len(values)
    for number, value in enumerate(values, start):
        is_asked(phone, number, whole)
        tap(phone, value)


def tap_with_obstacle(phone, value, text):
    """What would stop it goes with the answer."""
    phone.locator("summary", has_text="Raise an obstacle").tap()
    phone.get_by_label("What would stop it").fill(text)
    tap(phone, value)


def press_all(page, values):
    """The same by keyboard alone: Tab to the answer, Enter."""
    for number, value in enumerate(values, 1):
        is_asked(page, number, len(values))
        wanted = "unknown" if value is None else str(value)
        _tab_to(page, wanted)
        page.keyboard.press("Enter")


def _tab_to(page, value):
    for _step in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.value") == value:
            return
    raise AssertionError(f"The answer {value} cannot be reached by keyboard.")


def all_sent(page):
    heading(page, "All answers sent")


def own_answer(page, question):
    """The line of a question in the list of one's own answers."""
    return page.locator(".tick-list li", has_text=question)


def join_at_home(phone, name, level):
    """By the shared link."""
    field(phone, "Your name").fill(name)
    phone.get_by_role("radio", name=level).check()
    press(phone, "Go to the questions")
    expect(phone.locator("#q")).to_be_visible()


def look_back(page):
    follow(page, "See the answers")
