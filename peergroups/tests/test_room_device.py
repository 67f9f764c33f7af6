"""What a participant's device does by itself, in a real browser."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from assessments.actions import Answer, close_round, reveal_round, send_answers
from assessments.models import Rating, Seat, Tap
from clusterix.testing.browser import check_page
from core import clock
from peergroups.actions import open_item_second_round
from peergroups.models import Session
from peergroups.tests.factories import guest_of, open_in, say, seat_member, three_guests

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MONEY = "Can we find the money?"
KEPT = """() => new Promise((resolve) => {
    const asked = indexedDB.open('clusterix-room', 1);
    asked.onsuccess = () => {
        const all = asked.result.transaction('places').objectStore('places').getAll();
        all.onsuccess = () => resolve(all.result.map((each) => JSON.stringify(each)));
    };
})"""
FULL = """() => {
    IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') };
}"""

WAKING = """addEventListener('pageshow', (event) => {
    if (event.isTrusted) dispatchEvent(new Event('online'));
})"""


@pytest.fixture
def opened(room, moderator):
    return open_in(room, moderator)


@pytest.fixture
def people(room, small):
    return three_guests(room, small.home)


@pytest.fixture
def phone(open_as, room, people, opened):
    page = open_as(guest_of(people[0]), f"/sessions/{room.session.pk}/rate/", width=390)
    is_drawn(page)
    return page


def is_drawn(page):
    page.locator("#tap .key-hint").wait_for(state="attached")


def heading(page, words):
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def banner(page):
    return page.locator("#room-banner")


def apart(page):
    """Nothing reaches the server, and the server nothing."""
    page.context.route("**/room/**", lambda route: route.abort())


def together(page):
    page.context.unroute("**/room/**")
    page.evaluate("() => { dispatchEvent(new Event('online')) }")


def given():
    ratings = Rating.objects.select_related("tap").order_by("criterion__position")
    return [each.tap.value for each in ratings]


def test_by_keyboard_with_words_that_are_not_keys(phone):
    phone.keyboard.press("5")
    heading(phone, MONEY)
    phone.keyboard.press("Backspace")
    heading(phone, "Does it fit our strategy?")
    phone.keyboard.press("2")
    heading(phone, MONEY)
    phone.locator("summary", has_text="Add a comment").click()
    phone.get_by_label("Comment", exact=True).press_sequentially("1, 2 or 3?")
    heading(phone, MONEY)
    phone.locator("#q").focus()
    phone.keyboard.press("0")
    heading(phone, "All answers sent")
    assert given() == [-1, None]
    assert Tap.objects.get(value=None).comment == "1, 2 or 3?"
    assert list(Tap.objects.order_by("sequence").values_list("value", flat=True)) == [2, -1, None]


def test_words_stay_while_an_earlier_answer_arrives(phone):
    apart(phone)
    phone.get_by_role("button", name="driver", exact=True).click()
    phone.locator("summary", has_text="Raise an obstacle").click()
    field = phone.get_by_label("What would stop it")
    field.fill("The budget is spent.")
    together(phone)
    expect(banner(phone)).to_contain_text("All answers sent")
    expect(field).to_be_focused()
    field.blur()
    phone.wait_for_timeout(2_200)  # drawn anew within two seconds
    expect(field).to_have_value("The budget is spent.")
    phone.get_by_role("button", name="barrier", exact=True).click()
    heading(phone, "All answers sent")
    assert list(Tap.objects.order_by("sequence").values_list("obstacle", flat=True)) == [
        "",
        "The budget is spent.",
    ]


def test_an_answer_that_came_too_late_is_said_not_to_count(phone, opened, moderator):
    apart(phone)
    close_round(round_=opened, by=moderator.reader)
    phone.locator(".rate .r5").tap()
    expect(banner(phone)).to_contain_text("1 answer is kept on this phone.")
    check_page(phone)
    together(phone)
    expect(banner(phone)).to_contain_text("1 answer did not count:")
    expect(banner(phone).get_by_role("listitem")).to_have_text(
        f"{opened.revision.practice.title}: Does it fit our strategy? "
        "This round is closed. Answers can no longer be given or changed."
    )
    check_page(phone)
    phone.get_by_role("button", name="I have read it").tap()
    expect(banner(phone)).to_be_hidden()
    heading(phone, "The round is closed")
    assert given() == []


def test_an_answer_before_the_close_counts_when_it_comes_late(phone, opened, moderator):
    apart(phone)
    phone.locator(".rate .r5").tap()
    heading(phone, MONEY)
    with clock.at(clock.now() + timedelta(seconds=1)):
        close_round(round_=opened, by=moderator.reader)
    together(phone)
    heading(phone, "The round is closed")
    assert [(each.value, each.is_late) for each in Tap.objects.all()] == [(2, True)]


def test_a_device_without_room_says_so_and_sends_all_the_same(phone):
    apart(phone)
    phone.evaluate(FULL)
    phone.locator(".rate .r5").tap()
    expect(banner(phone)).to_contain_text("This phone has no room to keep answers.")
    phone.locator(".rate .r4").tap()
    heading(phone, "All answers kept on this phone")
    together(phone)
    heading(phone, "All answers sent")
    assert given() == [2, 1]


def test_the_page_moves_by_itself_from_round_to_round(phone, opened, people, moderator, room):
    for value in ("r5", "r1"):
        phone.locator(f".rate .{value}").tap()
    heading(phone, "All answers sent")
    closed = close_round(round_=opened, by=moderator.reader)
    heading(phone, "The round is closed")
    reveal_round(round_=closed, by=moderator.reader)
    heading(phone, "The answers are shown")
    expect(phone.get_by_role("link", name="See the answers")).to_be_visible()
    second = open_item_second_round(item=room.item, by=moderator.reader)
    heading(phone, "Your answers stand")
    check_page(phone)
    phone.get_by_role("link", name=f"Change {MONEY}").tap()
    expect(phone.locator(".rate .r1")).to_have_attribute("aria-pressed", "true")
    expect(phone.get_by_text("Your answer of the earlier round stands.")).to_be_visible()
    phone.locator(".rate .r3").tap()
    phone.get_by_role("button", name="I am done").tap()
    heading(phone, "All answers sent")
    seat = Seat.objects.get(round=second, person_key=people[0].person_key)
    expect(phone.get_by_role("button", name="I am done")).to_have_count(0)
    phone.reload()
    heading(phone, "All answers sent")
    for _tenth in range(50):  # “I am done” goes by itself, after the answers
        seat.refresh_from_db()
        if seat.finished_at:
            break
        phone.wait_for_timeout(100)
    assert seat.finished_at is not None
    assert [each.tap.value for each in seat.ratings.all()] == [0]


def test_few_people_are_asked_without_a_network_too(open_as, room, small, moderator):
    person = room.seat_person(small.home)
    opened = open_in(room, moderator)
    phone = open_as(guest_of(person), f"/sessions/{room.session.pk}/rate/", width=390)
    phone.get_by_role("heading", name="Before the first question").wait_for()
    phone.locator("#g:not([method])").wait_for()
    apart(phone)
    phone.get_by_role("radio", name="Show them").check()
    phone.get_by_role("button", name="I am ready").tap()
    phone.locator(".rate .r5").tap()
    heading(phone, MONEY)
    expect(banner(phone)).to_contain_text("1 answer is kept on this phone.")
    together(phone)
    expect(banner(phone)).to_contain_text("All answers sent.")
    seat = Seat.objects.get(round=opened)
    assert (seat.may_show_alone, given()) == (True, [2])


def test_what_the_minutes_ended_is_forgotten(phone, room, opened, people):
    say(opened, people[0], obstacle="Our mayor is against it", R1=-2)
    phone.reload()
    is_drawn(phone)
    heading(phone, MONEY)
    phone.locator(".rate .r5").tap()
    heading(phone, "All answers sent")
    assert "Our mayor" in "".join(phone.evaluate(KEPT))
    now = clock.now()
    Session.objects.filter(pk=room.session.pk).update(closed_at=now, confirmed_at=now)
    heading(phone, "The session is over")
    check_page(phone)
    kept = "".join(phone.evaluate(KEPT))
    assert "Our mayor" not in kept
    assert '"room":null' in kept
    assert '"queue":[]' in kept


def test_a_page_that_is_woken_while_it_takes_over_goes_on(phone, opened, moderator):
    """It is shown, and back in the network: for both it takes over, and it is one page."""
    phone.context.add_init_script(WAKING)
    phone.reload()
    is_drawn(phone)
    for value in ("r5", "r1"):
        phone.locator(f".rate .{value}").tap()
    heading(phone, "All answers sent")
    close_round(round_=opened, by=moderator.reader)
    heading(phone, "The round is closed")


def test_signing_out_leaves_nothing_that_the_server_has(open_as, room, small, member, opened):
    person = seat_member(room, small.home, member)
    seat = Seat.objects.create(
        round=opened,
        user=member.user,
        region=small.home.region,
        level=person.level,
        person_key=person.person_key,
    )
    say_as(seat, member)
    page = open_as(member, f"/sessions/{room.session.pk}/rate/")
    page.locator("#g:not([method]), #tap .key-hint").first.wait_for(state="attached")
    assert "Our mayor" in "".join(page.evaluate(KEPT))
    page.evaluate(
        """() => navigator.serviceWorker.controller ? null : new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', () => resolve(null)))"""
    )
    page.goto("/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")
    assert page.evaluate(KEPT) == []


def say_as(seat, persona):
    criterion = seat.round.criteria_set.criteria.get(code="R1")
    answer = Answer(criterion, -2, obstacle="Our mayor is against it")
    send_answers(seat=seat, answers=[answer], by=persona.reader)


def test_another_person_on_the_same_device(phone, room, people, opened, live_server):
    """The answers of before are sent for their own place, and nobody else sees them."""
    apart(phone)
    phone.locator(".rate .r1").tap()
    expect(banner(phone)).to_contain_text("1 answer is kept on this phone.")
    other = guest_of(people[1])
    cookie = other.cookies["sessionid"]
    phone.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    phone.context.unroute("**/room/**")
    phone.reload()
    is_drawn(phone)
    heading(phone, "Does it fit our strategy?")
    expect(phone.locator("[aria-pressed]")).to_have_count(0)
    phone.locator(".rate .r5").tap()
    phone.locator(".rate .r4").tap()
    heading(phone, "All answers sent")
    expect(banner(phone)).to_be_hidden()
    kept = Rating.objects.values_list("seat__person_key", "tap__value")
    keys = [each.person_key for each in people]
    assert set(kept) == {(keys[0], -2), (keys[1], 2), (keys[1], 1)}
