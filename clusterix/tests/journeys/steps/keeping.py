"""Keeping the catalogue in order: tags, answers by a link, what grows old."""

from playwright.sync_api import expect

from clusterix.tests.journeys.steps.frame import field, follow, heading, press, said


def type_tag(page, words, picks):
    """Type the beginning and take the suggestion with the arrow key; what stands there then."""
    tags = field(page, "Tags")
    tags.press_sequentially(words)
    option = page.get_by_role("option", name=picks)
    expect(option).to_be_visible()
    tags.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    tags.press("Enter")
    expect(page.get_by_role("listbox")).to_be_hidden()


def merge_tags(page, *names, into):
    """Tick them in the list, look at what is touched, and give them one name."""
    for name in names:
        page.get_by_role("checkbox", name=name, exact=True).check()
    press(page, "Rename or merge")
    field(page, "Name from now on").fill(into)
    press(page, "Merge them")
    said(page, f"It is “{into}” now.")


def take_back(page, name):
    press(page, f"Take it back {name}")
    said(page, f"“{name}” is a tag of its own again.")


def enter_for(page, partner, fill):
    """Begin a practice that the partner mailed, and ask them."""
    follow(page, "Write a practice")
    field(page, "For which partner").select_option(label=partner)
    fill(page)
    press(page, f"Ask {partner} to confirm")  # it says so once the draft has saved itself
    said(page, f"Asked. The people of {partner} get a mail with a link.")


def confirms(page):
    """By the link in the letter; nobody signs in."""
    press(page, "Yes, this is our practice")
    heading(page, "Thank you")
    said(page, "You confirmed this practice.")


def sends_remarks(page, words):
    field(page, "What is wrong").fill(words)
    press(page, "No, send these remarks")
    heading(page, "Thank you")
    said(page, "Your remarks are on their way.")
