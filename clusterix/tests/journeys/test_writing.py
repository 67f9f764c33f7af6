"""Stage A: no word is lost while a practice is written."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from clusterix.testing.browser import check_page
from clusterix.testing.partnership import PASSWORD
from clusterix.tests.journeys.steps import desk, frame, writing
from practices.models import Practice, Revision
from practices.tests.writing import make_open

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEW = "/practices/new/"


@pytest.fixture
def draft(place):
    return make_open(partner=place.home.partner, title="Vouchers", caveats="No theme fits.")


def edit(draft):
    return reverse("practice_edit", args=[draft.practice.slug])


def test_a_draft_on_a_phone_survives_a_tunnel(open_as, place, member):
    phone = open_as(member, NEW, width=390)
    writing.write(phone, "Summary", "Small firms buy advice.")
    writing.shows(phone, "Give it a title: from then on it saves itself.")
    writing.write(phone, "Title", "Vouchers")
    writing.is_saved(phone)
    assert phone.url.endswith(edit(Revision.objects.get()))
    phone.context.set_offline(True)
    writing.write(phone, "How it works", "The region pays.")
    writing.shows(phone, "Not saved: no connection. Your words are kept on this device.")
    frame.press(phone, "Add a statement")
    line = phone.get_by_role("group", name="Statement 2", exact=True)
    line.get_by_label("What happened").press_sequentially("Forty firms came.")
    check_page(phone)
    phone.context.set_offline(False)
    writing.is_saved(phone)
    writing.nothing_is_kept(phone)
    saved = Revision.objects.get()
    assert (saved.title, saved.summary, saved.how_it_works) == (
        *("Vouchers", "Small firms buy advice.", "The region pays."),
    )
    assert [each.text for each in saved.statements.all()] == ["Forty firms came."]


def test_words_of_a_tab_that_was_closed_without_a_connection_come_back(open_as, draft, member):
    phone = open_as(member, edit(draft), width=390)
    phone.context.set_offline(True)
    frame.press(phone, "Add a requirement")
    phone.get_by_label("In a sentence").last.press_sequentially("Two people.")
    phone.get_by_label("Kind", exact=True).nth(1).select_option("staff")
    writing.write(phone, "Challenges", "Time.")
    writing.shows(phone, "Your words are kept on this device.")
    context = phone.context
    phone.close()
    context.set_offline(False)

    again = context.new_page()
    again.goto(edit(draft))
    writing.is_offered(again, "Vouchers")
    check_page(again)
    writing.put_back(again)
    writing.is_saved(again)
    writing.nothing_is_kept(again)
    draft.refresh_from_db()
    assert (draft.challenges, draft.requirements.get().text) == ("Time.", "Two people.")


def test_words_that_are_not_wanted_are_thrown_away(open_as, draft, member):
    page = open_as(member, edit(draft))
    page.context.set_offline(True)
    writing.write(page, "Challenges", "Time.")
    writing.shows(page, "no connection")
    context = page.context
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(edit(draft))
    frame.press(again, "Throw them away")
    expect(again.locator("#kept section")).to_have_count(0)
    writing.nothing_is_kept(again)
    draft.refresh_from_db()
    assert draft.challenges == ""


def test_a_login_that_ended_meanwhile_costs_no_word(open_as, draft, member):
    page = open_as(member, edit(draft))
    Session.objects.all().delete()
    writing.write(page, "Challenges", "Time.")
    writing.shows(page, "Not saved: you are not signed in any more.")
    writing.shows(page, "Your words are kept on this device.")
    with page.context.expect_page() as opened:
        page.locator(".page-head").get_by_role("link", name="Sign in in another tab").click()
    other = opened.value
    other.get_by_label("E-mail").fill(member.user.email)
    other.get_by_label("Password").fill(PASSWORD)
    frame.press(other, "Sign in")
    other.wait_for_url("**/practices/desk/")
    page.bring_to_front()
    writing.is_saved(page)
    writing.nothing_is_kept(page)
    draft.refresh_from_db()
    assert draft.challenges == "Time."


def test_words_wait_for_the_same_person_only(open_as, draft, member, colleague):
    page = open_as(member, edit(draft))
    Session.objects.all().delete()
    writing.write(page, "Challenges", "Time.")
    writing.shows(page, "you are not signed in any more")
    page.goto("/accounts/login/")
    frame.sign_in(page, colleague.user.email)
    page.goto(edit(draft))
    expect(page.get_by_role("heading", level=1, name="Write a practice")).to_be_visible()
    expect(page.locator("#kept section")).to_have_count(0)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="acting for").click()
    frame.press(page, "Sign out")
    page.goto("/accounts/login/")
    writing.nothing_is_kept(page)
    frame.sign_in(page, member.user.email)
    page.goto(edit(draft))
    expect(page.locator("#kept section")).to_have_count(0)


def test_a_lost_answer_makes_no_second_practice(open_as, place, member):
    page = open_as(member, NEW)
    writing.lose_answers(page, "**" + NEW)
    writing.write(page, "Title", "Vouchers")
    writing.shows(page, "Not saved: no connection.")
    writing.write(page, "Challenges", "Time.")
    context = page.context
    page.close()

    again = context.new_page()
    again.goto(NEW)
    writing.is_offered(again, "Vouchers")
    writing.put_back(again)
    again.wait_for_url("**/edit/")
    writing.is_saved(again)
    writing.nothing_is_kept(again)
    assert Practice.objects.count() == 1
    saved = Revision.objects.get()
    assert (saved.title, saved.challenges, saved.edit) == ("Vouchers", "Time.", 2)


def test_two_who_write_at_once_see_both_texts(open_as, draft, member, colleague):
    page = open_as(member, edit(draft))
    other = open_as(colleague, edit(draft))
    writing.write(other, "Challenges", "Theirs.")
    writing.is_saved(other)
    writing.write(page, "Challenges", "Mine.")
    writing.shows(page, "Not saved: a colleague, or you in another tab, saved this text meanwhile.")
    page.locator(".page-head").get_by_role("button", name="Compare both texts").click()
    expect(page.get_by_role("heading", name="Two versions of “Challenges”")).to_be_visible()
    expect(page.locator("#kept section")).to_have_count(0)
    check_page(page)
    frame.press(page, "Keep this text")
    expect(page.get_by_text("You can close this page.")).to_be_visible()
    expect(frame.field(page, "Challenges")).to_have_value("Theirs.\n\nMine.")
    writing.nothing_is_kept(page)
    draft.refresh_from_db()
    assert draft.challenges == "Theirs.\n\nMine."


def test_the_page_is_left_without_a_word_when_everything_is_saved(open_as, draft, member):
    page = open_as(member, edit(draft))
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    writing.write(page, "Challenges", "Time.")
    writing.is_saved(page)
    page.goto("/practices/desk/")
    page.goto(edit(draft))
    writing.write(page, "Challenges", " And money.")
    page.goto("/practices/desk/")
    assert asked == ["beforeunload"]
    page.goto(edit(draft))
    expect(page.locator("#kept section, .page-head .saved")).not_to_have_count(0)


def test_a_form_with_something_wrong_is_sent_and_names_it(open_as, draft, member):
    page = open_as(member, edit(draft))
    writing.write(page, "From", "20")
    writing.write(page, "Challenges", "Time.")
    writing.shows(page, "but not everything: From: Write a year, a month or a day")
    desk_button = page.get_by_role("button", name="Save draft", exact=True).first
    desk_button.click()
    expect(page.get_by_role("heading", name="There is 1 problem")).to_be_visible()
    expect(page.locator("#kept section")).to_have_count(0)
    frame.field(page, "From").fill("2011")
    page.get_by_role("button", name="Save draft", exact=True).first.click()
    writing.is_saved(page)
    desk.submit(page)
    assert page.url.endswith("/review/")
    draft.refresh_from_db()
    assert (draft.challenges, draft.starts_on.year, draft.state) == ("Time.", 2011, "submitted")
