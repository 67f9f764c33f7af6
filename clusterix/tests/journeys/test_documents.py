"""Stage A: documents and pictures of a practice, with a script and without one."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from clusterix.testing.browser import check_page
from clusterix.tests.journeys.steps import frame
from practices.models import Document
from practices.tests.factories import publish_directly
from practices.tests.files import make_document, pdf, picture
from practices.tests.writing import make_open

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def draft(place):
    return make_open(partner=place.home.partner, title="Vouchers")


def edit(draft):
    return reverse("practice_edit", args=[draft.practice.slug])


def chosen(name, content, kind="application/octet-stream"):
    return {"name": name, "mimeType": kind, "buffer": content}


def shelf(page):
    return page.locator("#documents")


def row(page, words):
    return shelf(page).get_by_role("listitem").filter(has_text=words)


def names():
    return list(Document.objects.values_list("name", flat=True))


def test_files_are_added_while_words_are_typed(open_as, draft, member):
    page = open_as(member, edit(draft))
    page.get_by_label("Challenges").fill("Half a sen")
    hall = picture("JPEG", (1200, 800), "teal")
    page.get_by_label("Add files").set_input_files(
        [chosen("hall.jpg", hall), chosen("bad.pdf", b"<html>"), chosen("plan.pdf", pdf())]
    )
    expect(row(page, "hall.jpg")).to_contain_text("JPEG")
    expect(row(page, "plan.pdf")).to_contain_text("PDF")
    expect(shelf(page).get_by_role("alert")).to_contain_text("its content looks like HTML")
    expect(page.get_by_label("Challenges")).to_have_value("Half a sen")
    assert names() == ["hall.jpg", "plan.pdf"]
    row(page, "hall.jpg").get_by_text("Change title, description or file").click()
    page.get_by_label("What the picture shows").fill("A hall with forty people.")
    row(page, "hall.jpg").get_by_label("Title").fill("First meeting")
    row(page, "hall.jpg").get_by_role("button", name="Save").click()
    expect(row(page, "First meeting")).not_to_contain_text("Say below what it shows")
    expect(page.get_by_label("Challenges")).to_have_value("Half a sen")
    check_page(page)


def test_a_file_that_is_too_large_is_not_sent(open_as, draft, member):
    page = open_as(member, edit(draft))
    large = pdf() + bytes(20_000_001)
    page.get_by_label("Add files").set_input_files([chosen("atlas.pdf", large)])
    expect(shelf(page).get_by_role("alert")).to_have_text(
        "“atlas.pdf” is too large. A file can have 20 MB."
    )
    assert names() == []


def test_without_a_connection_nothing_is_lost(open_as, draft, member):
    page = open_as(member, edit(draft))
    page.context.set_offline(True)
    page.get_by_label("Add files").set_input_files([chosen("plan.pdf", pdf())])
    expect(shelf(page).get_by_role("alert")).to_contain_text("“plan.pdf” was not added")
    page.context.set_offline(False)
    page.get_by_label("Add files").set_input_files([chosen("plan.pdf", pdf())])
    expect(row(page, "PDF, 1 kB")).to_be_visible()
    expect(row(page, "plan.pdf")).to_have_count(1)  # the earlier attempt is not told of any more
    assert names() == ["plan.pdf"]


def test_order_and_removal_by_keyboard(open_as, draft, member):
    for name in ("a.pdf", "b.pdf"):
        make_document(draft, name=name)
    page = open_as(member, edit(draft), width=390)
    up = page.get_by_role("button", name="Move “b.pdf” up")
    up.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move “b.pdf” down")).to_be_visible()
    assert names() == ["b.pdf", "a.pdf"]
    page.get_by_role("button", name="Remove “b.pdf”").click()
    expect(row(page, "b.pdf")).to_have_count(0)
    assert names() == ["a.pdf"]


def test_a_new_text_takes_files_once_it_was_saved(open_as, place, member):
    page = open_as(member, reverse("practice_new"))
    expect(shelf(page)).to_contain_text("Save the draft once")
    page.get_by_label("Title").first.fill("Vouchers")
    page.get_by_label("Add files").set_input_files([chosen("plan.pdf", pdf())])
    expect(row(page, "plan.pdf")).to_contain_text("PDF")


def test_without_a_script_the_words_are_saved_first(open_as, draft, member):
    page = open_as(member, edit(draft), javascript=False)
    page.get_by_label("Challenges").fill("Half a sentence.")
    frame.press(page, "Save the draft and add or change files")
    page.locator("#up").set_input_files([chosen("hall.png", picture()), chosen("a.pdf", pdf())])
    frame.press(page, "Upload")
    expect(page.get_by_text("2 files are added.")).to_be_visible()
    page.get_by_role("link", name="Back to the text").click()
    expect(page.get_by_label("Challenges")).to_have_value("Half a sentence.")
    assert names() == ["hall.webp", "a.pdf"]


def test_a_visitor_looks_and_saves(open_as, draft):
    make_document(
        draft,
        name="hall.jpg",
        content=picture("JPEG", (30, 20)),
        width=30,
        height=20,
        title="First meeting",
        alt="A hall with forty people.",
    )
    make_document(draft, name="plan.pdf")
    practice = publish_directly(draft.practice, draft)
    page = open_as(None, practice.get_absolute_url())
    shown = page.get_by_role("img", name="A hall with forty people.")
    shown.scroll_into_view_if_needed()
    page.wait_for_function(
        "image => image.complete && image.naturalWidth === 30", arg=shown.element_handle()
    )
    expect(page.get_by_text("First meeting")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="plan.pdf").click()
    assert download.value.suggested_filename == "plan.pdf"
