"""What anybody does with the published practices."""

from playwright.sync_api import expect

from clusterix.tests.journeys.steps.frame import heading, press, said


def search(page, words):
    page.get_by_label("Search good practices").fill(words)
    press(page, "Search")
    heading(page, "Good practices")


def filter_by(page, label):
    """Tick a filter; the results change by themselves."""
    page.get_by_role("checkbox", name=label).check()
    expect(page.locator(".chips").get_by_text(label)).to_be_visible()


def finds(page, *titles):
    """Exactly these practices are listed, in this order."""
    expect(page.locator("#results .prow h3")).to_have_text(titles)


def open_practice(page, title):
    page.locator("#results").get_by_role("link", name=title, exact=True).click()
    heading(page, title)


def travels(page, **by_code):
    """What the strip says of each region, as `SE22="Adapt to us"`."""
    for name, status in by_code.items():
        expect(page.locator(".travel li", has_text=name)).to_contain_text(status)


def mark_interested(page):
    press(page, "Interested")
    said(page, "Marked “Interested”.")
    expect(page.get_by_role("button", name="Interested")).to_have_attribute("aria-pressed", "true")


def undo_mark(page):
    press(page, "Undo")
    said(page, "Your mark is taken away.")
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
