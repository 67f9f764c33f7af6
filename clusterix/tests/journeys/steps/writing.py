"""Writing a text that saves itself, with and without a connection."""

from playwright.sync_api import expect

from clusterix.tests.journeys.steps.frame import field, press


def shows(page, words):
    """What the page says about saving, where it is seen without scrolling."""
    bar = page.viewport_size["width"] < 960
    place = page.locator(".formbar .saved" if bar else ".page-head .saved")
    expect(place).to_contain_text(words)


def write(page, label, words):
    """Key by key, as people do."""
    field(page, label).press_sequentially(words, delay=5)


def is_saved(page):
    shows(page, "Saved ")
    expect(page.locator(".formbar .saved")).not_to_contain_text("Not saved")


def is_offered(page, title):
    note = page.locator("#kept section")
    expect(note).to_contain_text("You have words on this computer that were not saved")
    expect(note).to_contain_text(title)


def put_back(page):
    press(page, "Put them back")
    expect(page.locator("#kept section")).to_have_count(0)


def nothing_is_kept(page):
    kept = "() => Object.keys(localStorage).filter(key => key.startsWith('clusterix-words:'))"
    assert page.evaluate(kept) == []


def lose_answers(page, address):
    """The server hears what is sent there, but its answers do not arrive."""

    def lose(route):
        if route.request.method != "POST":
            route.continue_()
            return
        route.fetch()
        route.abort()

    page.route(address, lose)
