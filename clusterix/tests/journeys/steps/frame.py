"""What all pages have: messages, letters that lead to them, and the way in."""

import re

from playwright.sync_api import expect

from clusterix.testing.partnership import PASSWORD


def heading(page, words):
    """The page is there: its one heading says so."""
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_have_text(words)


def moved_to(page, words):
    """The page of a room goes there by itself: it asks every two seconds, again after trouble."""
    there = page.get_by_role("main").get_by_role("heading", level=1)
    expect(there).to_have_text(words, timeout=20_000)


def said(page, words):
    """The message after an act."""
    expect(page.locator(".toasts").get_by_text(words)).to_be_visible()


def field(page, label):
    """The field of that label, whether or not it says that it is required."""
    return page.get_by_label(re.compile(rf"^{re.escape(label)}(\s+required)?$"))


def choose(page, label, words):
    """The option of a list that holds the words."""
    option = field(page, label).locator("option", has_text=words)
    field(page, label).select_option(option.get_attribute("value"))


def press(page, name, **options):
    page.get_by_role("button", name=name, exact=True, **options).click()


def follow(page, name, **options):
    page.get_by_role("link", name=name, exact=True, **options).first.click()


def unfold(page, summary):
    page.locator("summary", has_text=summary).click()


def panel(page, title):
    """The section with that heading."""
    named = page.get_by_role("heading", name=title, exact=True)
    return page.locator("section").filter(has=named).last


def sign_in(page, email, password=PASSWORD):
    """By the form, as everybody does."""
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    press(page, "Sign in")
    heading(page, "Next for you")


def path_in(letters, to, subject):
    """The address in the newest letter of that subject, without the name of the server."""
    bodies = [each.body for each in letters if each.to == [to] and subject in each.subject]
    assert bodies, f"No letter “{subject}” to {to} among {[each.subject for each in letters]}"
    return re.search(r"https?://[^/\s]+(/\S*)", bodies[-1]).group(1)
