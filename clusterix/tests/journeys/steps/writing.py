"""Writing a text that saves itself, with and without a connection."""

from playwright.sync_api import expect

from clusterix.tests.journeys.steps.frame import choose, field, press


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
    expect(note).to_contain_text("You have words on this device that were not saved")
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


def translate(page, language, **words):
    """Beside the text, into the fields of those labels."""
    choose(page, "Language of this version", language)
    for label, text in words.items():
        field(page, label).fill(text)
    press(page, "Save this version")
    expect(page.locator(".toasts").get_by_text("Saved with the draft.")).to_be_visible()


def tells_change(page, label, taken_out="", put_in=""):
    """A field with the words that went and came."""
    entry = page.locator(".changes > div").filter(
        has=page.get_by_role("term").get_by_text(label, exact=True)
    )
    if taken_out:
        expect(entry.locator("del")).to_contain_text(taken_out)
    if put_in:
        expect(entry.locator("ins")).to_contain_text(put_in)
