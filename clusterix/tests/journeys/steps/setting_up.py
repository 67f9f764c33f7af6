"""Day one: the steps of the setup, and the invitation that follows."""

from playwright.sync_api import expect

from clusterix.tests.journeys.steps.frame import field, heading, path_in, press, said

GO_ON = "Keep this and go on"


def is_at(page, title):
    expect(page.locator(".wizard [aria-current=step]")).to_contain_text(title)


def name(page, short, funding):
    is_at(page, "Name and funding")
    field(page, "Short name").fill(short)
    field(page, "Programme").fill("Interreg")
    field(page, "Funding sentence").fill(funding)
    press(page, GO_ON)


def partners(page, rows, lead):
    """Pasted from a spreadsheet, shown as they were read, then kept."""
    field(page, "Partners, one in a row").fill(rows)
    press(page, "Read the rows")
    expect(page.get_by_text("All rows can be kept")).to_be_visible()
    page.get_by_role("radio", name=f"Lead partner: {lead}").check()
    press(page, "Keep these 2 and go on")


def start(page, first_day, periods):
    field(page, "First day").fill(first_day)
    field(page, "Number of periods").fill(str(periods))
    press(page, GO_ON)


def themes(page, lines):
    field(page, "Themes, one in a line").fill(lines)
    press(page, GO_ON)


def people(page, coordinator, **leads):
    """The coordinator, and the lead of each region named."""
    page.get_by_role("textbox", name="E-mail").first.fill(coordinator)
    for region, email in leads.items():
        page.get_by_label(region).fill(email)
    press(page, GO_ON)


def open_place(page, who, email, password):
    """Everything is made, and whoever did it is signed in."""
    expect(page.get_by_text("What will be made")).to_be_visible()
    field(page, "Your name").fill(who)
    field(page, "Your e-mail").fill(email)
    field(page, "Password").fill(password)
    field(page, "Password, once more").fill(password)
    press(page, "Open the place")
    said(page, "The place is open. The invitations are on their way.")


def invitation_for(email, letters):
    """The link in the letter, without the name of the server."""
    return path_in(letters, email, "")


def accept(page, who, password, partner):
    heading(page, "Welcome")
    field(page, "Your name").fill(who)
    field(page, "Password").fill(password)
    field(page, "Password, once more").fill(password)
    press(page, "Open my account")
    said(page, f"Welcome. You now act for {partner}.")


def sign_out(page):
    page.locator(".me").click()
    press(page, "Sign out")
    expect(page.locator(".me")).to_have_count(0)
