"""Finding by keyboard: suggestions below the search field, and ticks for the comparison."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from clusterix.testing.browser import check_page
from practices.tests.factories import make_practice, make_topic_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def practices(small):
    with transaction.atomic():
        make_twenty_five(small)


def make_twenty_five(small):
    for number in range(25):
        make_practice(
            title=f"Voucher {number:02}", slug=f"voucher-{number:02}", partner=small.home.partner,
            organisation="", origin_region=small.home.region, tags=["Voucher schemes"],
        )  # fmt: skip


def suggested(page):
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


@pytest.mark.parametrize("path", ["/practices/", "/practices/map/"])
def test_suggestions_are_a_combobox(practices, open_as, path):
    page = open_as(None, path)
    field = page.get_by_role("combobox", name="Search good practices")
    options = suggested(page)
    field.press_sequentially("vou")
    expect(options).to_have_text(
        [*(f"Voucher {number:02}Skåne" for number in range(4)), "Voucher schemes"]
    )
    expect(field).to_have_attribute("aria-expanded", "true")
    check_page(page)

    field.press("ArrowDown")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    active = field.get_attribute("aria-activedescendant")
    assert active == options.nth(0).get_attribute("id")
    field.press("ArrowUp")  # back in the field, where nothing is chosen
    expect(field).not_to_have_attribute("aria-activedescendant", active)
    field.press("ArrowUp")
    expect(options.nth(4)).to_have_attribute("aria-selected", "true")

    field.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_value("vou")
    field.press("ArrowDown")
    expect(options).to_have_count(5)
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**/practices/voucher-00/")


def test_enter_without_a_choice_searches(practices, open_as):
    page = open_as(None, "/practices/")
    field = page.get_by_role("combobox", name="Search good practices")
    field.press_sequentially("voucher 07")
    expect(suggested(page)).to_have_count(1)
    field.press("Enter")
    page.wait_for_url("**/practices/?q=voucher+07*")
    expect(page.locator("h3 mark").first).to_have_text("Voucher")


def test_a_suggestion_can_be_clicked(practices, open_as):
    page = open_as(None, "/practices/", width=390)
    page.get_by_role("combobox", name="Search good practices").press_sequentially("schem")
    suggested(page).filter(has_text="Voucher schemes").click()
    page.wait_for_url("**/practices/?tag=voucher-schemes")


def test_without_a_script_it_is_a_plain_search(practices, open_as):
    page = open_as(None, "/practices/", javascript=False)
    page.get_by_role("searchbox", name="Search good practices").fill("voucher 07")
    page.get_by_role("button", name="Search", exact=True).click()
    page.wait_for_url("**/practices/?q=voucher+07*")


def tick(page, number):
    page.get_by_role("checkbox", name=f"Compare Voucher {number:02}").check()


def test_ticks_stay_over_pages_and_filters(practices, open_as):
    page = open_as(None, "/practices/?sort=title")
    tray = page.locator(".tray")
    expect(tray).to_be_hidden()
    tick(page, 3)
    expect(tray).to_contain_text("1 practice to compare: choose one more")
    expect(page.get_by_role("button", name="Compare side by side")).to_be_disabled()
    page.get_by_role("link", name="Next").click()
    tick(page, 22)
    expect(tray).to_contain_text("2 practices to compare")
    check_page(page)

    page.locator("summary", has_text="Level").click()
    page.get_by_role("checkbox", name="Regional").check()  # htmx brings another list
    expect(page.get_by_role("heading", name="0 practices of 25")).to_be_visible()
    page.goto("/practices/?sort=title")
    expect(page.get_by_role("checkbox", name="Compare Voucher 03")).to_be_checked()
    page.get_by_role("button", name="Compare side by side").click()
    expect(page.get_by_role("heading", name="Two practices side by side")).to_be_visible()
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    check_page(page)

    page.get_by_role("link", name="Add a third").click()
    expect(page.get_by_text("2 practices to compare")).to_be_visible()
    tick(page, 0)
    tick(page, 1)
    expect(page.get_by_role("checkbox", name="Compare Voucher 02")).to_be_disabled()
    page.get_by_role("link", name="Clear", exact=True).click()
    expect(tray).to_be_hidden()
    expect(page.get_by_role("checkbox", name="Compare Voucher 02")).to_be_enabled()


def test_without_a_script_the_ticks_are_a_form(practices, open_as):
    page = open_as(None, "/practices/?sort=title", javascript=False)
    expect(page.locator(".tray")).to_be_hidden()
    tick(page, 3)
    expect(page.locator(".tray")).to_be_visible()
    tick(page, 4)
    page.get_by_role("button", name="Compare side by side").click()
    expect(page.get_by_role("heading", name="Two practices side by side")).to_be_visible()
    page.get_by_role("link", name="Add a third").click()
    expect(page.get_by_role("checkbox", name="Compare Voucher 03")).to_be_checked()
    page.get_by_role("link", name="Next").click()
    tick(page, 22)
    page.get_by_role("button", name="Compare side by side").click()
    expect(page.get_by_role("heading", name="Three practices side by side")).to_be_visible()


def test_a_tick_on_the_board_of_topics_says_where_it_can_go(small, coordinator, open_as):
    with transaction.atomic():
        make_topic_of(make_practice(title="Voucher 01", partner=small.home.partner))
    page = open_as(coordinator, "/practices/topics/", javascript=False)
    move = page.get_by_role("button", name="Move them")
    expect(move).to_be_hidden()
    page.get_by_role("checkbox", name="Voucher 01").check()
    expect(move).to_be_in_viewport()
