"""The frame of every page, seen by a visitor, a member and the administrator."""

import re

import pytest
from django.contrib.messages import constants
from django.template.loader import render_to_string

from clusterix.navigation import Link

NOWHERE = "/nowhere/"  # nothing is there, for everybody


def frame(persona):
    return persona.get(NOWHERE).content.decode()


def part(html, start, end):
    """The words and links between two pieces of markup, without the drawings."""
    inside = html.partition(start)[2].partition(end)[0] if start else html
    inside = re.sub(r"<svg.*?</svg>|<input[^>]*>", "", inside, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", inside).split())


def test_a_visitor_can_sign_in(visitor):
    html = frame(visitor)
    assert '<html lang="en">' in html
    assert part(html, '<div class="bar-end">', '<button class="btn btn-small nav-btn"') == "Sign in"
    assert "me-menu" not in html
    assert "csrfmiddlewaretoken" not in html


def test_a_member_sees_whom_they_act_for(member):
    html = frame(member)
    header = part(html, '<button class="me"', "</button>")
    assert header.endswith(f"{member.user.name} acting for Skåne")
    assert part(html, 'id="me-menu" popover>', "</form>\n</div>") == (
        f"{member.user.name} Cluster practitioner, Skåne Your account Drafts Saved searches "
        "Partner regions Peer groups People Colours Light Dark Automatic Sign out"
    )


def test_the_administrator_finds_the_administration(administrator):
    html = frame(administrator)
    assert part(html, 'id="me-menu" popover>', "</form>\n</div>") == (
        f"{administrator.user.name} Your account People Administration "
        "Colours Light Dark Automatic Sign out"
    )
    assert '<span class="you">' not in html


def test_colours_follow_the_person(member):
    member.user.colour_mode = "dark"
    member.user.save()
    html = frame(member)
    assert '<html lang="en" data-mode="dark">' in html
    assert re.findall(r'value="(\w*)" aria-pressed="true"', html) == ["dark"]


def test_who_acts_for_two_partners_can_change_over(member, small):
    from regions.tests.factories import make_member

    make_member(user=member.user, partner=small.other.partner)
    menu = part(frame(member), 'id="me-menu" popover>', "</form>\n</div>")
    assert "Act for Southern Denmark Your account" in menu


def test_the_current_page_is_marked_in_both_menus(visitor):
    context = {"navigation": [Link("One", "/one/", False), Link("Two", "/two/", True)]}
    html = render_to_string("_header.html", context)
    links = '<a href="/one/">One</a><a href="/two/" aria-current="page">Two</a>'
    assert html.count(links) == 2


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 1 unread notice"), (3, "3 3 unread notices"), (0, "Notices"), (100, "99+ 100 unread")],
)
def test_the_bell_rings_only_for_something(count, words):
    context = {"unread_notices": count, "notices_url": "/notices/"}
    said = part(render_to_string("_bell.html", context) + "<end>", "", "<end>")
    assert said.removesuffix(" notices" if count == 100 else "") == words


def test_the_footer_says_what_is_invented(visitor, small):
    small.partnership.full_name = "Clusters <b>"
    small.partnership.is_demonstration = True
    small.partnership.save()
    footer = part(frame(visitor), '<footer class="foot">', "</footer>")
    assert footer.startswith("Clusters &lt;b&gt;")
    assert "Demonstration: people and everything they do are invented;" in footer


def test_the_footer_of_real_work_does_not(visitor):
    assert "Demonstration" not in part(frame(visitor), '<footer class="foot">', "</footer>")


@pytest.mark.parametrize(
    ("level", "html"),
    [
        ("success", '<div class="toast" role="status">'),
        ("info", '<div class="toast" role="status">'),
        ("warning", '<div class="note note-warn" role="status">'),
        ("error", '<div class="note note-stop" role="alert">'),
    ],
)
def test_messages_look_like_what_they_say(level, html):
    from django.contrib.messages.storage.base import Message

    message = Message(getattr(constants, level.upper()), "Saved <now>")
    made = render_to_string("_messages.html", {"messages": [message]})
    assert html in made
    assert "Saved &lt;now&gt;" in made


def test_nothing_comes_from_elsewhere(member):
    addresses = re.findall(r'(?:href|src|action)="([^"]*)"', frame(member))
    assert [each for each in addresses if not each.startswith(("/", "#"))] == []


def test_no_inline_script_or_style(member):
    html = frame(member)
    assert re.findall(r"<script(?![^>]* src=)[^>]*>|<style|\sstyle=|\son\w+=", html) == []


def test_the_header_names_a_region_once(member):
    member.user.name = "Policy maker, Skåne 2"
    member.user.save()
    header = part(frame(member), '<button class="me"', "</button>")
    assert header.endswith("Policy maker 2 acting for Skåne")
