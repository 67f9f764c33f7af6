"""The coordinator brings a spreadsheet."""

import re

from playwright.sync_api import expect

from clusterix.tests.journeys.steps.frame import field, follow, heading, press


def begin(page):
    """From the desk to the page that takes a file."""
    follow(page, "Import")
    heading(page, "Import practices")


def send(page, path):
    field(page, "File").set_input_files(path)
    press(page, "Read the file")


def is_refused(page, sentence):
    """The page stays, with the reason."""
    heading(page, "Import practices")
    expect(page.locator(".errors")).to_contain_text(sentence)


def plans(page, **counts):
    """The dry run with its numbers, as `new=500, cannot=2`."""
    heading(page, "Nothing has been changed yet")
    for show, number in counts.items():
        expect(page.locator(f".pipe a[href*='show={show}'] b")).to_have_text(str(number))


def says_of(page, row, words):
    line = page.locator("table.import tr").filter(has=page.locator("td", has_text=row).first)
    expect(line.first).to_contain_text(words)


def waits(page, title):
    """A large file is in the worker's hands; the page can be left and looked at again."""
    heading(page, title)
    expect(page.get_by_text("Waiting for its turn")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_be_visible()


def look_again(page):
    follow(page, "Look again")


def run_plan(page, rows):
    press(page, f"Import {rows} rows")


def is_imported(page, rows):
    heading(page, f"{rows} rows were imported")


def undo(page, rows):
    page.get_by_role("button", name=re.compile(rf"^Undo these {rows} rows$")).click()


def is_undone(page, rows):
    heading(page, f"{rows} rows were undone")
