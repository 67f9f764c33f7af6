"""The journey of day one: an empty place is set up, a lead is invited, signs in, invites."""

import re

import pytest
from playwright.sync_api import expect

from clusterix.setup.actions import make_setup_link
from clusterix.testing.browser import WIDE, check_page
from core.models import Mail
from regions.models import Invitation, Partner
from regions.reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ROWS = "ecoplus\tLower Austria\tAT12\nLund University\tSkåne\tSE22\nBroken\tNowhere\t"
PASSWORD = "correct horse 7"


def link_to(address):
    letter = Mail.objects.filter(to=address).latest("pk")
    return re.search(r"/accounts/invitation/[\w-]+/", letter.body).group()


@pytest.mark.parametrize(("width", "javascript"), [(1440, True), (390, False)])
def test_from_an_empty_place_to_the_first_invitation(open_as, width, javascript):
    _link, token = make_setup_link(by=Reader.system())
    page = open_as(None, f"/setup/{token}/", width=width, javascript=javascript)
    page.get_by_label("Short name").fill("Nordlys")
    go_on(page)
    page.get_by_label("Partners, one in a row").fill(ROWS)
    page.get_by_role("button", name="Read the rows").click()
    expect(page.get_by_text("Line 3:")).to_be_visible()
    if javascript:
        check_page(page)
    page.get_by_label("Partners, one in a row").fill(ROWS.rsplit("\n", 1)[0])
    page.get_by_role("button", name="Read again").click()
    page.get_by_role("button", name="Keep these 2 and go on").click()
    page.get_by_label("First day").fill("2026-09-01")
    go_on(page)
    page.get_by_label("Themes, one in a line").fill("Analysis\nMoney")
    go_on(page)
    page.get_by_label("E-mail").fill("coordinator@example.org")
    page.get_by_label("Lund University").fill("lead@example.org")
    go_on(page)
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Your e-mail").fill("ada@example.org")
    fill_password(page)
    if javascript:
        check_page(page)
    page.get_by_role("button", name="Open the place").click()
    expect(page.get_by_text("The place is open.")).to_be_visible()
    assert Partner.objects.count() == 2
    lead_joins_and_invites(open_as, width, javascript)


def lead_joins_and_invites(open_as, width, javascript):
    page = open_as(None, link_to("lead@example.org"), width=width, javascript=javascript)
    page.get_by_label("Your name").fill("Eva")
    fill_password(page)
    page.get_by_role("button", name="Open my account").click()
    expect(page.get_by_text("You now act for Lund University.")).to_be_visible()
    page.goto(page.url.rstrip("/") + "/people/invite/")
    page.get_by_label("E-mail").fill("member@example.org")
    page.get_by_label("Intermediary").check()
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("The invitation to member@example.org is on its way.")).to_be_visible()
    made = Invitation.objects.get(email="member@example.org")
    assert (made.partner.short, made.level) == ("Lund University", "intermediary")


def go_on(page):
    """Each step is looked at before it is left."""
    if page.viewport_size["width"] == WIDE:
        check_page(page)
    page.get_by_role("button", name="Keep this and go on").click()


def fill_password(page):
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password, once more").fill(PASSWORD)
