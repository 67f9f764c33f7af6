"""A page of a long work looks again by itself, and moves on at the end; or by its link."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from clusterix.testing.browser import check_page
from core.models import Work
from practices.actions import ask_for_file
from practices.actions.import_works import ask_to_read
from practices.models import ExportOf
from practices.tests.factories import make_practice
from practices.tests.sheets import csv_file, work_all

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def run(lead):
    """A file that waits to be read."""
    content = csv_file(["Title"], ["One"], ["Two"])
    return ask_to_read(
        content=content, file_name="march.csv", partner=lead.reader.partner, by=lead.reader
    )


def count(**values):
    """What the worker would write down."""
    Work.objects.update(**values)


def test_an_import_is_followed_to_its_plan(run, lead, open_as):
    page = open_as(lead, run.get_absolute_url())
    expect(page.get_by_text("Waiting for its turn")).to_be_visible()
    check_page(page)
    count(step="plan", done=420, total=2000)
    expect(page.get_by_text("Row 420 of 2,000")).to_be_visible(timeout=10_000)
    bar = page.get_by_role("progressbar", name="Row 420 of 2,000")
    expect(bar).to_have_attribute("value", "420")
    page.get_by_role("button", name="Call it off").focus()
    count(done=840)
    expect(page.get_by_text("Row 840 of 2,000")).to_be_visible(timeout=10_000)
    expect(page.get_by_role("button", name="Call it off")).to_be_focused()
    check_page(page)
    work_all()
    heading = page.get_by_role("heading", name="Nothing has been changed yet")
    expect(heading).to_be_visible(timeout=10_000)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(2_500)
    assert asked == [], "It looks no more."


def test_without_a_script_there_is_a_link(run, lead, open_as):
    page = open_as(lead, run.get_absolute_url(), javascript=False)
    count(step="plan", done=420, total=2000)
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_text("Row 420 of 2,000")).to_be_visible()
    page.get_by_role("button", name="Call it off").click()
    page.wait_for_url("**/practices/import/")
    expect(page.get_by_text("Called off. Nothing was changed.")).to_be_visible()


def test_a_workbook_is_followed_to_its_download(small, member, open_as, settings):
    with transaction.atomic():
        make_practice(partner=small.home.partner, title="Vouchers")
    file = ask_for_file(what=ExportOf.PRACTICES, query="", by=member.reader)
    page = open_as(member, file.get_absolute_url(), width=390)
    check_page(page)
    work_all()
    with page.expect_download() as download:
        page.get_by_role("link", name="Fetch the workbook").click(timeout=10_000)
    assert download.value.suggested_filename == file.name


@pytest.mark.parametrize("person", ["member", None])
def test_a_list_that_is_too_large(small, request, open_as, settings, person):
    settings.PRACTICE_WORKBOOK = settings.PRACTICE_WORKBOOK | {"rows_at_once": 0}
    with transaction.atomic():
        make_practice(partner=small.home.partner, title="Vouchers")
    who = request.getfixturevalue(person) if person else None
    page = open_as(who, "/practices/export.xlsx?q=vouchers")
    check_page(page)
    if who is None:
        main = page.get_by_role("main")
        expect(main.get_by_text("are made for people with an account")).to_be_visible()
        return
    page.get_by_role("button", name="Make the workbook").click()
    expect(page.get_by_role("heading", name="Your file is being made")).to_be_visible()
