"""What a region looks for: said by its people, read by members on its page."""

import re

import pytest
from django.db import IntegrityError, transaction

from clusterix.testing.queries import count_queries
from core.models import Activity
from practices.models import Need
from practices.rules.needs import MOST_NEEDS
from practices.tests.factories import make_theme
from practices.tests.needs import make_need
from regions.tests.factories import make_industry

URL = "/regions/SE22/needs/"
PAGE = "/regions/SE22/"
ONLY_OWN = b"Only people of the region say what it looks for."


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def said(need):
    need.refresh_from_db()
    return need.text, need.theme, need.industry, need.instrument, str(need.as_of)


def test_a_member_says_what_the_region_looks_for(member, small, frozen):
    food, theme = make_industry(name="Food"), make_theme(name="Money")
    entered = {"text": "Vouchers for bakers", "theme": theme.pk, "industry": food.pk}
    response = member.post(URL, {**entered, "instrument": "voucher"})
    assert (response.status_code, response.url) == (302, URL)
    need = Need.objects.get()
    assert need.region == small.home.region
    assert said(need) == ("Vouchers for bakers", theme, food, "voucher", "2026-05-04")
    line = Activity.objects.get(verb__startswith="need.")
    assert (line.verb, line.changes) == ("need.stated", {"region_id": small.home.region.pk})


def test_without_theme_field_or_instrument_no_practice_can_be_found(member):
    response = member.post(URL, {"text": "Something for bakers"})
    assert (response.status_code, Need.objects.count()) == (400, 0)
    assert "Choose a theme, a field of strength or an instrument" in words(response)
    assert 'value="Something for bakers"' in response.content.decode()


def test_a_change_can_be_undone(member, small, frozen):
    need = make_need(small.home.region, text="Bakers")
    before, theme = said(need), make_theme()
    response = member.post(f"{URL}{need.pk}/", {"text": "Brewers", "theme": theme.pk})
    assert (response.status_code, response.url) == (302, URL)
    assert said(need) == ("Brewers", theme, None, "", "2026-05-04")
    assert "You changed “Bakers”. Undo" in words(member.get(URL))
    assert member.post(f"{URL}undo/").url == URL
    assert said(need) == before
    assert "You changed" not in words(member.get(URL))
    assert member.post(f"{URL}undo/").status_code == 404


def test_what_was_removed_can_be_brought_back(member, small, frozen):
    need = make_need(small.home.region, text="Bakers", instrument="grant")
    before = said(need)
    assert member.post(f"{URL}{need.pk}/remove/").url == URL
    assert Need.objects.count() == 0
    assert "You removed “Bakers”. Undo" in words(member.get(URL))
    member.post(f"{URL}undo/")
    assert said(Need.objects.get()) == before


def test_the_way_back_is_of_one_region(member, stranger, small):
    need = make_need(small.home.region)
    member.post(f"{URL}{need.pk}/remove/")
    assert stranger.post(f"{URL}undo/").status_code == 403
    assert Need.objects.count() == 0


def test_twelve_are_enough(member, small):
    theme = make_theme()
    for _number in range(MOST_NEEDS):
        make_need(small.home.region, theme=theme)
    response = member.post(URL, {"text": "One more", "theme": theme.pk})
    assert (response.status_code, Need.objects.count()) == (400, MOST_NEEDS)
    assert "Your region names twelve needs already." in words(response)


def test_others_change_nothing(stranger, coordinator, administrator, small):
    need = make_need(small.home.region)
    for person in (stranger, coordinator, administrator):
        answers = [
            person.get(URL),
            person.post(URL, {"text": "Ours", "theme": need.theme.pk}),
            person.get(f"{URL}{need.pk}/"),
            person.post(f"{URL}{need.pk}/remove/"),
        ]
        assert [answer.status_code for answer in answers] == [403] * 4
        assert all(ONLY_OWN in answer.content for answer in answers)
    assert list(Need.objects.all()) == [need]


def test_a_need_of_another_region_is_not_found_under_this_one(member, small):
    need = make_need(small.other.region)
    assert member.post(f"{URL}{need.pk}/remove/").status_code == 404


def test_members_read_it_on_the_page_of_the_region(member, stranger, visitor, administrator, small):
    make_need(small.home.region, text="Bakers")
    assert "Bakers" in words(member.get(PAGE))
    assert "Add or change" in words(member.get(PAGE))
    assert "Bakers" in words(stranger.get(PAGE))
    for person in (visitor, administrator):
        page = words(person.get(PAGE))
        assert ("Bakers" in page, "What the region looks for" in page) == (False, False)


def test_the_page_asks_its_own_people_where_there_is_none(member, stranger):
    assert "Nothing is named yet." in words(member.get(PAGE))
    assert "What the region looks for" not in words(stranger.get(PAGE))


@pytest.mark.parametrize("url", [URL, PAGE])
def test_the_number_of_queries_does_not_grow(member, small, url):
    make_need(small.home.region)
    few = count_queries(member, url)
    for _number in range(2):
        make_need(small.home.region, theme=make_theme(), industry=make_industry())
    assert count_queries(member, url) == few


@pytest.mark.parametrize("fields", [{"theme": None}, {"text": ""}])
def test_the_database_keeps_a_need_whole(small, fields):
    with pytest.raises(IntegrityError, match="need_"), transaction.atomic():
        make_need(small.home.region, **fields)
