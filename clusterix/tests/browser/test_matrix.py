"""The transfer matrix by keyboard, on a phone, on paper; what stays in sight while it scrolls."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from clusterix.testing.browser import check_page
from practices.tests.factories import make_practice, make_transfer
from regions.tests.factories import make_partner, make_region

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AT = "element => { const box = element.getBoundingClientRect(); return [box.x, box.right, box.y] }"


@pytest.fixture
def matrix(small):
    """Thirty regions and thirty practices; marks of the own and the last region in each."""
    with transaction.atomic():
        more = [make_partner(region=make_region(name=f"Zone {n:02}")).region for n in range(27)]
        for number in range(30):
            made = make_practice(
                title=f"Voucher {number:02}", slug=f"voucher-{number:02}", nuts_codes=["XX00"],
                partner=small.third.partner, origin_region=small.third.region,
            )  # fmt: skip
            make_transfer(made, small.home.region, "adapt")
            make_transfer(made, more[-1], "plan")


def mark(page, number, region, status):
    return page.get_by_role("link", name=f"Voucher {number:02} in {region}: {status}")


def test_arrow_keys_go_from_mark_to_mark(matrix, open_as, member):
    page = open_as(member, "/matrix/?view=compact")
    mark(page, 0, "Skåne", "Adapt to us").focus()
    page.keyboard.press("ArrowRight")
    expect(mark(page, 0, "Zone 26", "In plan")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(mark(page, 1, "Zone 26", "In plan")).to_be_focused()
    page.keyboard.press("Control+End")
    expect(mark(page, 29, "Zone 26", "In plan")).to_be_focused()
    page.keyboard.press("Home")
    expect(page.get_by_role("link", name="Voucher 29", exact=True)).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Control+Home")
    expect(mark(page, 0, "Skåne", "Adapt to us")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/practices/voucher-00/")


def test_heads_and_the_own_region_stay_in_sight(matrix, open_as, member):
    page = open_as(member, "/matrix/?view=roomy")
    box = page.get_by_role("region", name="Transfer matrix, scrolls in both directions")
    own = page.locator("thead [data-me]")
    name = page.locator("tbody th[scope=row]").last
    before = own.evaluate(AT), name.evaluate(AT)
    box.evaluate("box => box.scrollTo(box.scrollWidth, box.scrollHeight)")
    edges = box.evaluate(AT)
    x, right, y = own.evaluate(AT)
    assert edges[0] < x < right <= edges[1]
    assert y == before[0][2]
    assert name.evaluate(AT)[0] == before[1][0] > 0
    check_page(page)


def test_one_steps_past_the_table(matrix, open_as, member):
    page = open_as(member, "/matrix/?view=compact")
    past = page.get_by_role("link", name="Skip past the table")
    past.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#after-matrix")).to_be_focused()


def test_a_phone_begins_with_the_own_region(matrix, open_as, member):
    page = open_as(member, "/matrix/", width=390)
    expect(page.locator("table.matrix")).to_be_hidden()
    lines = page.locator(".matrix-list li p[data-me]")
    expect(lines).to_have_count(30)
    expect(lines.first).to_have_text("Skåne: Adapt to us")
    check_page(page)
    page.get_by_role("link", name="Table").click()
    expect(page.locator("table.matrix")).to_be_visible()
    own = page.locator("tbody td[data-me]").first.evaluate(AT)
    assert 0 < own[0] < own[1] <= 390
    check_page(page)


def test_filters_without_a_script(matrix, open_as, member):
    page = open_as(member, "/matrix/", javascript=False)
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("checkbox", name="Zone 26").check()
    page.get_by_role("combobox", name="Sort by").select_option("Latest change")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("thead th")).to_have_text(["Practice", "Zone 26", "Taken up"])
    page.get_by_role("link", name="Remove filter Region: Zone 26").click()
    expect(page.locator("thead th")).to_have_count(32)


def test_paper_shows_the_whole_table(matrix, open_as, member):
    page = open_as(member, "/matrix/")
    page.emulate_media(media="print")
    wide = page.locator(".matrix-box").evaluate("box => box.scrollWidth - box.clientWidth")
    assert wide == 0
    expect(page.locator("table.matrix")).to_be_visible()
    expect(page.locator(".matrix-list")).to_be_hidden()
