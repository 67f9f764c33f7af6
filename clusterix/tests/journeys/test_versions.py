"""Stage A: a text goes on: in a second language, as a new version, as a template."""

import pytest
from playwright.sync_api import expect

from clusterix.testing.browser import check_page
from clusterix.tests.journeys.steps import catalogue, desk, frame, writing
from practices.models import Theme
from practices.tests.factories import make_practice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def published(place):
    return make_practice(
        partner=place.home.partner,
        origin_region=place.home.region,
        title="Cluster school",
        slug="school",
        theme=Theme.objects.first(),
        how_it_works="Managers meet four times a year.",
    )


def test_a_second_language_goes_out_with_the_text_and_grows_old(
    open_as, published, member, coordinator
):
    page = open_as(member, "/practices/school/translation/")
    page.context.set_offline(True)
    frame.field(page, "How it works").fill("De träffas. ")
    context = page.context
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(published.get_absolute_url() + "translation/")
    expect(page.get_by_text("What you had typed before was put back.")).to_be_visible()
    expect(frame.field(page, "How it works")).to_have_value("De träffas. ")
    writing.translate(page, "svenska", Title="Klusterskola")
    writing.nothing_is_kept(page)
    check_page(page)
    frame.follow(page, "Back to the text")
    desk.submit(page)

    checker = open_as(coordinator, "/practices/school/review/")
    writing.tells_change(checker, "Title (Svenska)", put_in="Klusterskola")
    check_page(checker)
    desk.publish(checker, "Cluster school")

    visitor = open_as(None, "/practices/school/")
    frame.follow(visitor, "Svenska")
    frame.heading(visitor, "Klusterskola")
    expect(visitor.get_by_text("De träffas.")).to_be_visible()
    expect(visitor.get_by_text("older than the English text")).to_have_count(0)
    check_page(visitor)

    change_the_text(open_as(member, "/practices/school/"), published)
    checker.goto("/practices/school/review/")
    desk.publish(checker, "Cluster school")
    visitor.reload()
    expect(visitor.get_by_text("Svenska: older than the English text")).to_be_visible()


def change_the_text(page, published):
    """A new version begins by itself, and says that the Swedish one is older now."""
    frame.follow(page, "Write a new version")
    frame.field(page, "How it works").fill("Managers meet twice a year.")
    writing.is_saved(page)
    expect(page.get_by_text("Older than the English text.")).to_be_visible()
    frame.follow(page, "Earlier versions")
    frame.follow(page, "What changed since revision 2")
    writing.tells_change(page, "How it works", taken_out="four times", put_in="twice")
    check_page(page)
    page.go_back()
    page.go_back()
    desk.submit(page)


def test_a_practice_of_others_becomes_a_draft_of_ones_own(open_as, published, stranger):
    page = open_as(stranger, "/practices/")
    catalogue.open_practice(page, "Cluster school")
    frame.press(page, "More")
    frame.press(page, "Use as a template")
    frame.heading(page, "Write a practice")
    expect(frame.field(page, "How it works")).to_have_value("Managers meet four times a year.")
    expect(frame.field(page, "Main institution")).to_have_value("")
    expect(page.get_by_label("What it is").first).to_have_value("Adapted from “Cluster school”")
    writing.write(page, "Main institution", "Agency")
    writing.is_saved(page)


def test_long_texts_are_previewed_as_they_will_be_read(open_as, published, member):
    page = open_as(member, "/practices/school/propose/", width=390)
    frame.field(page, "How it works").fill("Four steps:\n\n* one\n* **two**")
    frame.press(page, "Preview")
    expect(page.locator(".previewed li strong")).to_have_text("two")
    check_page(page)
    frame.press(page, "Write")
    expect(frame.field(page, "How it works")).to_be_visible()
