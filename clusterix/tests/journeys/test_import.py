"""The coordinator imports five hundred rows, and takes them back."""

import time

import pytest
from playwright.sync_api import expect

from clusterix.tests.journeys.steps import importing
from clusterix.tests.journeys.steps.frame import heading
from practices.models import Practice, Theme
from practices.tests.factories import make_practice
from practices.tests.sheets import csv_file, work_all, xlsx_file

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HEADINGS = ["Slug", "Name", "Partner", "Theme", "From", "How it works", "Evidence of success"]
ROWS = 500
AT_MOST = 15  # seconds for each page and each work, on a machine that is busy with other tests


def rows(place, published, start="2011-04"):
    """One change, one row as it is, the others new: two thirds for other partners."""
    theme = Theme.objects.get(code="financing").name
    names = [each.partner.short for each in place.places]
    new = [
        [
            *("", f"School {number}", names[number % 3], theme, start, "They meet.\n" * 20),
            f"2012 | Report | | {number} came.\nMost stayed.",
        ]
        for number in range(ROWS - 2)
    ]
    same, changed = published
    return [
        HEADINGS,
        [same.slug, same.title, "", "", "", same.how_it_works, ""],
        [changed.slug, changed.title, "", "", "", "They meet twice a year.", ""],
        *new,
    ]


@pytest.fixture
def published(place):
    partner = place.third.partner
    return [make_practice(partner=partner, title=title) for title in ("Fund", "Loans")]


def write(folder, name, content):
    path = folder / name
    path.write_bytes(content)
    return path


def timed(act, *args):
    begin = time.monotonic()
    act(*args)
    assert time.monotonic() - begin < AT_MOST


def test_five_hundred_rows_come_in_and_go_again(open_as, place, published, coordinator, tmp_path):
    page = open_as(coordinator, "/practices/desk/", javascript=False)
    importing.begin(page)
    wrong = rows(place, published, start="spring")
    importing.send(page, write(tmp_path, "roles.csv", csv_file(["Title", "Role"], ["x", "lead"])))
    importing.is_refused(page, "These columns cannot be imported: “Role”.")
    importing.send(page, write(tmp_path, "wrong.csv", csv_file(*wrong[:6])))
    importing.plans(page, new=0, change=1, same=1, cannot=3)
    importing.says_of(page, "4", "Cell E4, “From”, holds “spring”. Write a year")
    page.get_by_role("link", name="Another file").click()
    right = write(tmp_path, "right.xlsx", xlsx_file(*rows(place, published)))
    timed(importing.send, page, right)
    importing.waits(page, "The file is being read")
    timed(work_all)
    timed(importing.look_again, page)
    importing.plans(page, new=ROWS - 2, change=1, same=1, cannot=0)
    assert Practice.objects.count() == 2
    timed(importing.run_plan, page, ROWS - 1)
    importing.waits(page, "The rows are being imported")
    assert Practice.objects.count() == 2
    timed(work_all)
    timed(importing.look_again, page)
    importing.is_imported(page, ROWS - 1)
    assert Practice.objects.count() == ROWS
    entered = Practice.objects.filter(revisions__is_entered_for_partner=True)
    assert entered.count() == 332
    page.get_by_role("link", name="School 0").click()
    heading(page, "School 0")
    page.go_back()
    timed(importing.undo, page, ROWS - 1)
    importing.waits(page, "The rows are being undone")
    timed(work_all)
    timed(importing.look_again, page)
    importing.is_undone(page, ROWS - 1)
    assert sorted(Practice.objects.values_list("title", flat=True)) == ["Fund", "Loans"]
    page.goto("/practices/")
    expect(page.locator("#results .prow h3")).to_have_text(["Fund", "Loans"])
