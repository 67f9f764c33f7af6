"""Typing sheets in a real browser, by keyboard alone."""

import pytest

from assessments.models import Tap
from clusterix.testing.browser import check_page
from peergroups.paper.codes import Sheet, code_of
from peergroups.tests.factories import open_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_sheets_are_typed_one_after_the_other(open_as, moderator, room, small):
    first, second = room.seat_person(small.home), room.seat_person(small.home)
    open_in(room, moderator)
    page = open_as(moderator, f"/sessions/{room.session.pk}/sheets/")

    page.keyboard.type(f"{code_of(Sheet(room.item, person=first).mark).lower()}59")
    page.keyboard.press("Enter")
    page.keyboard.type(f"{code_of(Sheet(room.item, person=second).mark)} 0")
    page.keyboard.press("Enter")

    page.get_by_text("Question 2: type 1 to 5, or 0 for “I do not know”.").wait_for()
    page.get_by_text("Saved, 1 answer.").wait_for()
    page.get_by_text("1 saved, 1 to look at").wait_for()
    assert [tap.value for tap in Tap.objects.all()] == [None]
    check_page(page)
    wrong = page.get_by_label("Row 1, question 2")
    assert wrong.input_value() == "9"
    wrong.focus()
    page.keyboard.press("4")
    page.keyboard.press("Enter")
    page.get_by_text("2 saved, 0 to look at").wait_for()
    assert sorted(tap.value for tap in Tap.objects.exclude(value=None)) == [1, 2]


def test_a_lost_network_loses_nothing(open_as, moderator, room, small):
    person = room.seat_person(small.home)
    open_in(room, moderator)
    page = open_as(moderator, f"/sessions/{room.session.pk}/sheets/")
    page.context.set_offline(True)

    page.keyboard.type(f"{code_of(Sheet(room.item, person=person).mark)}31")
    page.keyboard.press("Enter")
    page.get_by_text("Not saved: the network is away.").wait_for()
    page.context.set_offline(False)
    page.get_by_label("Row 1, question 1").focus()
    page.keyboard.press("Enter")

    page.get_by_text("Saved, 2 answers.").wait_for()
    assert sorted(tap.value for tap in Tap.objects.all()) == [-2, 0]
