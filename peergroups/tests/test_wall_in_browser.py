"""The wall of a room: what people in the last row can read, and what nobody may read there."""

import pytest

from assessments.actions import ensure_default_sets
from assessments.models import Seat
from clusterix.testing.browser import check_page
from clusterix.testing.partnership import Place
from peergroups.actions import go_to
from peergroups.models import Session
from peergroups.tests.factories import open_in, say, show, three_guests
from regions.reader import Reader
from regions.tests.factories import make_partner, make_region

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SMALL_TEXT = """() => {
    const found = {};
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const element = texts.currentNode.parentElement;
        const words = texts.currentNode.textContent.trim();
        if (!words || !element.checkVisibility({ visibilityProperty: true })) continue;
        if (element.closest(".vh, script, template, noscript, .skip")) continue;
        const size = parseFloat(getComputedStyle(element).fontSize);
        if (size < 28) found[words.slice(0, 40)] = size;
    }
    return found;
}"""
HEIGHT = "document.documentElement.scrollHeight"
CUT = """() => [...document.querySelectorAll(".rgrid .ans .r, .rgrid .ans .dk, .rgrid th")]
    .filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.textContent)"""


@pytest.fixture
def open_wall(open_as, moderator, room):
    def opener(more="", scheme="light"):
        page = open_as(
            moderator, f"/sessions/{room.session.pk}/board/?projector{more}", scheme=scheme
        )
        page.set_viewport_size({"width": 1920, "height": 1080})
        return page

    return opener


@pytest.fixture
def large(room, small):
    """Sixteen questions, twelve regions, three people each."""
    sets = ensure_default_sets(by=Reader.system())
    Session.objects.filter(pk=room.session.pk).update(criteria_set=sets["home"])
    room.session.refresh_from_db()
    people = [*three_guests(room, small.home), *three_guests(room, small.other)]
    for number in range(10):
        name = f"Northern Borderland {number}"
        region = make_region(
            code=f"XY{number:02}", name=name, short_code=f"NB{number}", position=10 + number
        )
        partner = make_partner(region=region, short=name, organisation=name)
        people += three_guests(room, Place(region=region, partner=partner))
    return people


def fits(page):
    assert page.evaluate(SMALL_TEXT) == {}
    assert page.evaluate(HEIGHT) <= 1080
    assert page.evaluate(CUT) == []


def test_each_state_can_be_read_from_behind(open_wall, moderator, room, small):
    people = [*three_guests(room, small.home), *three_guests(room, small.other)]
    alone = room.seat_person(small.third)
    page = open_wall()
    page.get_by_role("img", name="QR code that leads to the room").wait_for()
    fits(page)
    go_to(item=room.item, by=moderator.reader)
    page.get_by_text("Pitch: 4 min left").wait_for()
    opened = open_in(room, moderator)
    page.get_by_text("Answer: 2 min left").wait_for()
    fits(page)
    for number, person in enumerate(people):
        say(opened, person, obstacle="The budget is spent.", R1=number % 3 - 1, F3=number % 5 - 2)
    show(opened, moderator)
    page.get_by_role("heading", name="Talk about first").or_(
        page.get_by_role("heading", name="Regions hardly differ")
    ).first.wait_for()
    fits(page)
    check_page(page)
    shown = page.locator("#board").inner_text()
    for word in ("The budget is spent.", alone.name, *[each.name for each in people]):
        assert word not in shown
    assert page.locator("main [data-me]").count() == 0


def test_sixteen_questions_of_twelve_regions(open_wall, moderator, room, large):
    page = open_wall(scheme="dark")
    fits(page)
    opened = open_in(room, moderator)
    page.get_by_text("0 of 3").first.wait_for()
    fits(page)
    codes = list(opened.criteria_set.criteria.values_list("code", flat=True))
    for number, person in enumerate(large):
        given = {code: (number * 7 + place) % 5 - 2 for place, code in enumerate(codes)}
        say(opened, person, **given)
    show(opened, moderator)
    page.get_by_role("heading", name="Talk about first").wait_for()
    assert page.locator(".rgrid tbody tr").count() == 8
    fits(page)
    page.get_by_role("link", name="8 more questions").click()
    page.get_by_role("link", name="Back to where regions differ most").wait_for()
    assert page.locator(".rgrid tbody tr").count() == 8
    fits(page)


def test_few_people_are_shown_when_all_of_them_agree(open_wall, moderator, room, small):
    """Two of a region: first none of them agreed, then one, then both."""
    pair = [room.seat_person(small.home) for _each in range(2)]
    others = three_guests(room, small.other)
    opened = open_in(room, moderator)
    for person in (*pair, *others):
        say(opened, person, obstacle="No budget line", R1=1, F3=-2)
    show(opened, moderator)
    page = open_wall()
    named = page.locator(".rgrid thead").get_by_text("Skåne")
    for agreed in range(2):
        assert named.count() == 0
        assert page.locator(".wall-talk").get_by_text("Skåne").count() == 0
        page.get_by_text("did not all agree to be shown: Skåne").wait_for()
        Seat.objects.filter(round=opened, name=pair[agreed].name).update(may_show_alone=True)
        page.reload()
    named.wait_for()
    assert page.locator(".wall-talk").get_by_text("Skåne").count() == 1
