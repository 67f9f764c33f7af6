"""Day one: from an empty database to the first sign-in of somebody who was invited."""

import pytest
from playwright.sync_api import expect

from clusterix.setup.actions import make_setup_link
from clusterix.tests.journeys.steps import frame, setting_up
from regions.reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PARTNERS = (
    "Organisation\tShort name\tRegion\tNUTS code\n"
    "Region Skåne\tSkåne\tSkåne\tSE22\n"
    "ecoplus, the business agency\tecoplus\tLower Austria\tAT12"
)


def test_from_an_empty_database_to_the_first_sign_in(open_as, outbox):
    _link, token = make_setup_link(by=Reader.system())
    page = open_as(None, f"/setup/{token}/")
    setting_up.name(page, "Nordlys", funding="Co-funded by the European Union.")
    setting_up.partners(page, PARTNERS, lead="ecoplus, the business agency")
    setting_up.start(page, first_day="2026-09-01", periods=2)
    setting_up.themes(page, "Analysis: Know your strengths.\nMoney")
    setting_up.people(page, coordinator="cora@example.org", Skåne="lars@example.org")
    setting_up.open_place(page, "Ada", "ada@example.org", "correct horse 7")
    expect(page.get_by_role("contentinfo")).to_contain_text("Co-funded by the European Union.")
    invited = open_as(None, setting_up.invitation_for("lars@example.org", outbox()))
    setting_up.accept(invited, "Lars", "staple 77777", partner="Region Skåne")
    setting_up.sign_out(invited)
    invited.goto("/accounts/login/")
    frame.sign_in(invited, "lars@example.org", "staple 77777")
    invited.goto("/practices/")
    expect(invited.get_by_role("link", name="Write the first practice")).to_be_visible()
    gone = open_as(None)
    assert gone.goto(f"/setup/{token}/").status == 404
