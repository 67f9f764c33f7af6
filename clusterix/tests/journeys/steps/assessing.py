"""What a region does at home: asking its people, answering an obstacle, deciding."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from clusterix.tests.journeys.steps.frame import (
    choose,
    field,
    follow,
    heading,
    press,
    said,
    unfold,
)


def open_home_round(page, until):
    """From the page of the practice."""
    follow(page, "Open a round at home")
    field(page, "Until").fill(f"{until:%Y-%m-%d}")
    press(page, "Open the round")
    heading(page, "Ask at home: nobody is asked yet")


def shared_link(page, region):
    """What the lead copies, without the name of the server."""
    return urlsplit(page.get_by_label(f"Link for people of {region}").input_value()).path


def close_home_round(page, region):
    """Once and for everybody; from then on the answers can be read."""
    press(page, "Close the round")
    heading(page, f"What people of {region} answered at home")


def suggests(page, *sentences):
    """The suggestion with its reason."""
    said_there = page.locator(".verdict .say")
    for sentence in sentences:
        expect(said_there).to_contain_text(sentence)


def answer_obstacle(page, topic, text, owner, due_on):
    stop = page.get_by_role("region", name=f"Obstacle: {topic}")
    field(stop, "What will you do about it?").fill(text)
    field(stop, "Who").fill(owner)
    field(stop, "By when").fill(f"{due_on:%Y-%m-%d}")
    press(stop, "Save answer")
    said(page, "Your answer is saved.")
    expect(stop.get_by_text("Answered", exact=True)).to_be_visible()


def make_final(page):
    press(page, "Make it final")
    said(page, "The assessment is final.")


def finish_with_reason(page, reason):
    """Where too few people answered for a suggestion."""
    unfold(page, "Finish all the same")
    field(page, "Why finish without it?").fill(reason)
    press(page, "Finish without a suggestion")
    said(page, "The assessment is final.")


def decide(page, outcome, reasons, review_on):
    page.get_by_role("radio", name=outcome).check()
    field(page, "Reasons").fill(reasons)
    field(page, "Look at it again on").fill(f"{review_on:%Y-%m-%d}")
    press(page, "Record decision")
    said(page, "The decision is recorded.")


def dissents(page, words, level):
    """Somebody of the region sees it differently: in their words."""
    unfold(page, "Somebody sees it differently")
    line = page.locator("#dissents fieldset").first
    field(line, "In their words").fill(words)
    choose(line, "Level", level)


def formally(page, body, reference):
    unfold(page, "Formal decision")
    field(page, "Body that decided").fill(body)
    field(page, "Reference").fill(reference)
