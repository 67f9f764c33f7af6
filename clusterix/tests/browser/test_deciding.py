"""The form of a decision keeps what was typed, whatever ends the login, and takes more voices."""

import pytest
from django.conf import settings
from django.db import transaction
from playwright.sync_api import expect

from assessments.tests.pairs import make_strange_practice
from clusterix.testing.browser import check_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def address(small):
    with transaction.atomic():
        practice = make_strange_practice()
    return f"/assessments/pair/{practice.slug}/{small.home.region.code}/decide/"


def test_an_ended_login_costs_no_word(address, small, lead, open_as):
    page = open_as(lead, address)
    page.get_by_role("radio", name="Take ideas").check()
    page.get_by_role("textbox", name="Reasons").fill("Only the way of meeting.")
    page.get_by_text("Somebody sees it differently").click()
    page.get_by_role("button", name="One more").click()
    expect(page.get_by_role("group", name="Dissent 1")).to_be_visible()
    page.locator("[name=dissents-1-words]").fill("Too little.")
    check_page(page)
    cookies = page.context.cookies()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Record decision").click()
    page.wait_for_url("**/accounts/login/**")

    page.context.add_cookies(cookies)
    page.goto(page.url.partition("/assessments")[0].partition("/accounts")[0] + address)
    expect(page.get_by_role("textbox", name="Reasons")).to_have_value("Only the way of meeting.")
    expect(page.get_by_role("radio", name="Take ideas")).to_be_checked()
    expect(page.locator("[name=dissents-1-words]")).to_have_value("Too little.")
    expect(page.get_by_text("What you had typed before was put back.")).to_be_visible()

    page.get_by_label("Why without a finished assessment?").fill("The call closes today.")
    page.locator("[name=dissents-1-level]").select_option("practitioner")
    page.get_by_role("button", name="Record decision").click()
    page.wait_for_url("**/assessments/decisions/*/")
    expect(page.get_by_text("Too little.")).to_be_visible()
    page.goto(page.url.partition("/assessments")[0] + address)
    expect(page.get_by_role("textbox", name="Reasons")).to_have_value("")
