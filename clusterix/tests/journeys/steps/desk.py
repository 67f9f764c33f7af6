"""Writing a practice, checking it, publishing it."""

from playwright.sync_api import expect

from clusterix.tests.journeys.steps.frame import field, follow, heading, panel, press, said

FORM = {
    "Title": "Vouchers for clusters",
    "Summary": "Small firms buy a day of advice from their cluster.",
    "Main institution": "Region Skåne",
    "Place": "Malmö",
    "How it works": "The region pays the cluster for each day of advice.",
}


def begin_writing(page):
    follow(page, "Write a practice")
    heading(page, "Write a practice")


def fill(page, **changes):
    """Type into the fields by their labels; `FORM` unless something else is said."""
    for label, words in (FORM | changes).items():
        field(page, label).fill(words)
    field(page, "Theme").select_option("Cluster financing")


def fill_completely(page):
    """As `fill`, with evidence: it can be submitted."""
    fill(page)
    add_statement(page, 1, "2024", "Annual report", "Two clusters began.")


def add_statement(page, number, date, source, text):
    """Fill that line of evidence; a line after the first has to be asked for."""
    lines = page.get_by_role("group", name=f"Statement {number}", exact=True)
    if not lines.count():
        press(page, "Add a statement")
    line = page.get_by_role("group", name=f"Statement {number}", exact=True)
    line.get_by_label("Date").fill(date)
    line.get_by_label("Source").fill(source)
    line.get_by_label("What happened").fill(text)


def save_draft(page):
    page.get_by_role("button", name="Save draft", exact=True).first.click()
    expect(page.get_by_text("You can close this page.")).to_be_visible()


def submit(page):
    press(page, "Submit for publication")
    said(page, "Submitted.")


def open_text_to_check(page, title):
    """From the desk to the submitted text."""
    panel(page, "To check").get_by_role("link", name=title).click()
    heading(page, title)


def send_back(page, remarks):
    page.get_by_label("Remarks").fill(remarks)
    press(page, "Send back with remarks")
    said(page, "Sent back. The authors get your remarks by mail.")


def publish(page, title):
    press(page, "Approve and publish")
    said(page, "Published. Everybody can read it now, and the authors get a mail.")
    heading(page, title)
