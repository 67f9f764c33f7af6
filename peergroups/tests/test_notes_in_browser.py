"""Notes on the board in a real browser: they save themselves, and two writers lose nothing."""

import pytest
from playwright.sync_api import expect

from clusterix.testing.browser import check_page
from peergroups.actions import open_item_round, save_notes
from peergroups.rules import base_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def notes(page):
    return page.get_by_label("Notes for the minutes")


def noted(room):
    room.session.refresh_from_db()
    return room.session.notes


def test_two_write_at_once(open_as, moderator, colleague, room):
    room.moderate(colleague.user)
    address = f"/sessions/{room.session.pk}/board/"
    one, other = open_as(moderator, address), open_as(colleague, address)
    notes(other).fill("Ask Turin")
    save_notes(session=room.session, text="Ask Lyon.", base=base_of(""), by=moderator.reader)
    open_item_round(item=room.item, by=moderator.reader)  # the board is drawn anew meanwhile
    notes(other).press_sequentially(".")
    expect(other.get_by_text("Another moderator wrote meanwhile:")).to_be_visible()
    expect(other.locator("#notes-theirs .pre")).to_have_text("Ask Lyon.")
    expect(notes(other)).to_have_value("Ask Turin.")
    check_page(other)
    other.get_by_role("button", name="Keep both texts").click()
    expect(other.get_by_text("Saved.")).to_be_visible()
    expect(notes(one)).to_have_value("Ask Lyon.\n\nAsk Turin.")
    assert noted(room) == "Ask Lyon.\n\nAsk Turin."


def test_writing_goes_on_while_the_board_is_drawn_anew(open_as, moderator, room):
    page = open_as(moderator, f"/sessions/{room.session.pk}/board/")
    notes(page).click()
    notes(page).press_sequentially("Ask Lyon")
    open_item_round(item=room.item, by=moderator.reader)
    page.get_by_role("button", name="Close for everyone").wait_for()
    expect(notes(page)).to_be_focused()
    notes(page).press_sequentially(" for the contract.")
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert noted(room) == "Ask Lyon for the contract."


def test_notes_without_a_script(open_as, moderator, room):
    page = open_as(moderator, f"/sessions/{room.session.pk}/board/", javascript=False)
    notes(page).fill("Ask Lyon.")
    page.get_by_role("button", name="Save the notes").click()
    expect(page.get_by_text("The notes are saved.")).to_be_visible()
    assert noted(room) == "Ask Lyon."
