"""The progress report: computed, followed back to its records, locked, taken away as a file."""

from openpyxl import load_workbook
from playwright.sync_api import expect

from clusterix.testing.partnership import PASSWORD
from clusterix.tests.journeys.steps.frame import field, follow, heading, press, said


def add_period(page, starts_on):
    follow(page, "Add periods")
    page.get_by_label("First day").fill(f"{starts_on:%Y-%m-%d}")
    page.get_by_label("Number").fill("1")
    press(page, "Add the periods")
    said(page, "The periods are there.")


def start_report(page):
    page.get_by_role("button", name="Start the report").click()
    said(page, "The report is started")


def compute(page):
    press(page, "Compute the figures")
    said(page, "The figures are those of today.")


def figure(page, name):
    """The row of an indicator."""
    row = page.locator("tbody tr[id]").filter(has=page.get_by_role("rowheader", name=name))
    return row.first


def total(page, name):
    return figure(page, name).locator("td strong").inner_text()


def totals(page):
    """The figures of the page by the code of their indicator, without sums of money."""
    rows = page.locator("tbody tr[id]")
    return {
        row.get_attribute("id"): int(row.locator("td strong").inner_text())
        for row in rows.all()
        if "EUR" not in row.locator("th").inner_text()
    }


def fingerprint(page):
    """The SHA-256 of a locked report as its page shows it."""
    return page.locator("dd.hash").inner_text()


def lines_of(path):
    """The first sheet of a downloaded workbook."""
    return list(load_workbook(path)["Figures"].iter_rows(values_only=True))


def totals_in(lines):
    """The figures of the workbook, as `totals` gives those of the page."""
    start = next(place for place, line in enumerate(lines) if "Indicator" in line)
    code, total, unit = (lines[start].index(name) for name in ("Code", "Total", "Unit"))
    return {line[code]: line[total] for line in lines[start + 1 :] if line[unit] != "EUR"}


def open_records(page, name):
    """What is behind a figure, as a list below it."""
    figure(page, name).locator("a.textbtn").click()
    expect(page.locator("tr.drill")).to_be_visible()
    return page.locator("tr.drill li")


def agree(page):
    follow(page, "Answer and lock")
    page.get_by_role("radio", name="Agree The report may be locked as it is").check()
    press(page, "Give this answer")
    said(page, "Your answer is kept.")


def lock(page, number):
    """Whoever locks gives the password once more."""
    press(page, "Approve and lock")
    heading(page, "Is it you?")
    field(page, "Password").fill(PASSWORD)
    press(page, "Go on")
    press(page, "Approve and lock")
    said(page, "The report is locked. Nobody can change it any more.")
    heading(page, f"Progress report {number}")


def download(page, name):
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name, exact=True).click()
    return waiting.value
