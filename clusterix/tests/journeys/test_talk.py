"""A member asks a partner on the phone; its people see the bell, read and answer; the letter."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from clusterix.letter.actions import stopping_token
from clusterix.testing.browser import PHONE, check_page
from clusterix.tests.journeys.steps import writing
from practices.models import Comment
from practices.tests.factories import make_practice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = "/practices/cluster-school/"


@pytest.fixture
def practice(small):
    return make_practice(partner=small.other.partner, title="Cluster school", slug="cluster-school")


def test_from_a_mention_on_the_phone_to_the_colleague_who_reads_it(
    open_as, practice, stranger, member
):
    phone = open_as(stranger, PAGE, width=PHONE)
    phone.get_by_role("link", name="Write a comment").click()
    area = phone.get_by_label("Your comment")
    expect(area).to_be_focused()
    expect(phone.locator("#talk_tell")).to_be_hidden()
    area.press_sequentially("How did @skå")
    expect(phone.get_by_role("option", name="Agency of Skåne, Skåne")).to_be_visible()
    check_page(phone)
    area.press("Enter")
    area.press_sequentially("do it?")
    phone.get_by_role("button", name="Send the comment").click()
    comment = Comment.objects.get()
    assert comment.text == "How did @Agency of Skåne do it?"
    expect(phone).to_have_url(f"{phone.url.partition('/practices')[0]}{PAGE}#{comment.anchor}")
    expect(phone.get_by_text("You follow this")).to_be_visible()

    page = open_as(member, "/practices/")
    page.get_by_role("link", name="1 unread notice").click()
    check_page(page)
    page.get_by_role("button", name="mentions Agency of Skåne on “Cluster school”").click()
    expect(page.locator(f"#{comment.anchor}")).to_contain_text("How did @Agency of Skåne do it?")
    page.locator(f"#{comment.anchor}").get_by_role("link", name="Answer").click()
    page.get_by_label("Your comment").fill("In *small* steps.")
    page.get_by_role("button", name="Answer").click()
    expect(page.locator(f"#{comment.anchor} article em")).to_have_text("small")
    check_page(page)

    phone.goto("/notices/")
    answered = "Cluster practitioner, Skåne answered in a conversation of yours"
    expect(phone.get_by_role("button", name=answered)).to_be_visible()
    phone.get_by_role("button", name="Mark all as read").click()
    expect(phone.get_by_role("link", name="Notices", exact=True)).to_be_visible()


def test_a_comment_is_previewed_before_it_is_sent(open_as, practice, member):
    page = open_as(member, PAGE, width=PHONE)
    page.get_by_role("link", name="Write a comment").click()
    area = page.get_by_label("Your comment")
    area.fill("Two steps:\n\n- *one*\n- <b>two</b>")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".previewed li em")).to_have_text("one")
    expect(page.locator(".previewed li").last).to_have_text("<b>two</b>")
    expect(area).to_be_hidden()
    check_page(page)
    cookies = page.context.cookies()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Send the comment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("There is nothing at this address")
    page.context.add_cookies(cookies)
    page.goto(PAGE)
    page.get_by_role("link", name="Write a comment").click()
    expect(page.get_by_text("What you had typed before was put back.")).to_be_visible()
    page.get_by_role("button", name="Send the comment").click()
    page.wait_for_url("**#comment-*")
    writing.nothing_is_kept(page)
    comment = Comment.objects.get()
    assert comment.text == "Two steps:\n\n- *one*\n- <b>two</b>"
    said = page.locator(f"#{comment.anchor} .said")
    expect(said.locator("li em")).to_have_text("one")

    page.goto(f"/comments/{comment.pk}/edit/")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".previewed li em")).to_have_text("one")
    page.get_by_role("button", name="Write", exact=True).click()
    expect(page.get_by_label("Your comment")).to_be_visible()


def test_without_scripts_a_partner_is_chosen_from_the_list(open_as, practice, stranger, member):
    page = open_as(stranger, PAGE, width=PHONE, javascript=False)
    page.get_by_role("link", name="Write a comment").click()
    expect(page.get_by_role("button", name="Preview")).to_be_hidden()
    page.get_by_label("Your comment").fill("How did you do it?")
    page.get_by_label("Tell a partner").select_option(label="Agency of Skåne, Skåne")
    page.get_by_role("button", name="Send the comment").click()
    expect(page.get_by_text("@Agency of Skåne How did you do it?")).to_be_visible()
    other = open_as(member, "/notices/", javascript=False)
    other.get_by_role("button", name="mentions Agency of Skåne").click()
    expect(other.get_by_text("@Agency of Skåne How did you do it?")).to_be_visible()


def test_a_search_is_saved_deleted_and_brought_back(open_as, practice, member):
    page = open_as(member, "/practices/?q=school")
    page.get_by_role("link", name="Save this search").click()
    page.get_by_label("Name").fill("Schools")
    page.get_by_role("button", name="Save the search").click()
    check_page(page)
    page.get_by_role("button", name="Delete Schools").click()
    page.get_by_role("button", name="Bring it back").click()
    page.get_by_role("button", name="Schools", exact=True).click()
    expect(page).to_have_url(f"{page.url.partition('/practices')[0]}/practices/?q=school")


def test_the_letter_is_stopped_without_signing_in(open_as, member, visitor):
    page = open_as(visitor, f"/letter/stop/{stopping_token(member.user)}/", width=PHONE)
    check_page(page)
    page.get_by_role("button", name="Stop the letter").click()
    expect(page.get_by_text("You get no weekly letter any more")).to_be_visible()
    check_page(page)
    member.user.refresh_from_db()
    assert member.user.wants_digest is False
