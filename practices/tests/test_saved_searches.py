"""Saved searches: kept as the catalogue understands them, open to their owner (SS01)."""

import re
from datetime import datetime, timedelta

from clusterix.testing.queries import count_queries
from core import clock
from core.models import Activity
from practices.models import Practice, SavedSearch
from practices.tests.factories import make_practice, make_theme, make_transfer
from practices.tests.talking import make_saved_search
from regions.tests.factories import make_membership

URL = "/practices/searches/"
FORM = {"name": "Schools", "sends_mail": "on"}
KEY = {"idempotency_key": "3f0c6a1e-0000-4000-8000-000000000201"}


def words(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode().partition("<main")[2])
    return " ".join(text.partition("</main")[0].split())


def test_what_the_catalogue_understands_is_kept(member, small):
    make_practice(tags=["school", "Lund"])
    query = "tag=school&tag=lund&theme=gone&status=none&maturity=proven&page=3&q=+hi+&x=1"
    page = member.get(f"{URL}new/?{query}")
    assert "Words: hi · Status: not yet considered · Maturity: proven" in words(page)
    answer = member.post(f"{URL}new/?{query}", FORM | KEY)
    assert (answer.status_code, answer.url) == (302, URL)
    search = SavedSearch.objects.get()
    assert search.query == "maturity=proven&q=hi&status=none&tag=lund&tag=school"
    assert (search.user, search.partner, search.name, search.is_shared, search.sends_mail) == (
        member.user,
        small.home.partner,
        "Schools",
        False,
        True,
    )
    assert member.post(f"{URL}new/?{query}", FORM | KEY).url == URL
    assert SavedSearch.objects.count() == 1
    line = Activity.objects.get(verb="search.saved")
    assert line.changes == {"is_shared": False}


def test_the_name_offered_cuts_no_filter_in_two(member, small):
    def offered(query):
        return re.search(r'name="name" value="([^"]*)"', member.get(f"{URL}new/?{query}").text)[1]

    make_theme(code="money", name="Money that was borrowed")
    make_theme(code="work", name="Working together")
    assert offered("theme=money&theme=work") == (
        "Theme: Money that was borrowed or Working together"
    )
    assert offered("theme=money&maturity=pilot&q=agency+for+the+region+of+somewhere") == (
        "Words: agency for the region of somewhere, Theme: Money that was borrowed …"
    )
    assert offered("q=" + "a" * 90) == f"Words: {'a' * 72}…"


def test_everything_is_a_search_too(member, small):
    assert "All practices" in words(member.get(f"{URL}new/"))
    member.post(f"{URL}new/", FORM)
    assert SavedSearch.objects.get().query == ""


def test_a_name_stands_once(member, colleague):
    make_saved_search(colleague.user, name="Schools")
    make_saved_search(member.user, name="Other")
    member.post(f"{URL}new/", FORM)
    again = member.post(f"{URL}new/?q=x", FORM | {"name": " Schools "})
    assert again.status_code == 400
    assert "You have a search of this name. Choose another one." in words(again)
    empty = member.post(f"{URL}new/?q=x", {"name": " "})
    assert (empty.status_code, "Give the search a name." in words(empty)) == (400, True)
    assert SavedSearch.objects.count() == 3


def test_fifty_are_enough(member):
    for number in range(50):
        make_saved_search(member.user, name=f"Nr {number}")
    sentence = "You keep 50 searches already. Delete one that you no longer need."
    answer = member.get(f"{URL}new/")
    assert (answer.status_code, sentence in words(answer)) == (409, True)
    answer = member.post(f"{URL}new/?q=x", FORM)
    assert (answer.status_code, sentence in words(answer)) == (400, True)


def test_the_list_says_what_each_finds_and_what_is_new(member, small, frozen):
    week = clock.now() - timedelta(days=7)
    for title, at in (("Old school", week - timedelta(days=1)), ("New school", week)):
        make_practice(title=title, tags=["school"], published_at=at + timedelta(hours=1))
    make_practice(title="Archived", tags=["school"], archived_at=clock.now())
    make_practice(title="Elsewhere")
    make_saved_search(member.user, "tag=school", name="Schools", told_until=week)
    make_saved_search(member.user, "tag=gone&q=nothing+at+all", name="Nothing")
    said = words(member.get(URL))
    assert "Schools Tags: school 2 1 since 27 April 2026 Yes Change" in said
    assert "Nothing Words: nothing at all 0 0 since 4 May 2026 Yes Change" in said


def test_a_status_is_that_of_the_readers_region(member, stranger, small):
    practice = make_practice()
    make_practice()
    make_transfer(practice, small.home.region)
    for person in (member, stranger):
        make_saved_search(person.user, "status=interested", name="Interested")
    assert "Status: interested 1 0 since" in words(member.get(URL))
    assert "Status: interested 0 0 since" in words(stranger.get(URL))


def test_opening_leads_to_the_list_and_counts_anew(member, colleague, frozen):
    search = make_saved_search(
        member.user, "maturity=proven&q=school", told_until=datetime.fromisoformat("2026-01-01T00Z")
    )
    answer = member.post(f"{URL}{search.pk}/open/")
    assert answer.url == "/practices/?maturity=proven&q=school"
    search.refresh_from_db()
    assert search.told_until == frozen
    assert member.get(f"{URL}{search.pk}/open/").status_code == 405
    assert colleague.post(f"{URL}{search.pk}/open/").status_code == 404


def test_it_can_be_changed_by_its_owner_alone(member, colleague, stranger):
    search = make_saved_search(member.user, name="Schools", is_shared=True)
    assert 'value="Schools"' in member.get(f"{URL}{search.pk}/edit/").content.decode()
    member.post(f"{URL}{search.pk}/edit/", {"name": "Schools of Skåne"})
    search.refresh_from_db()
    assert (search.name, search.is_shared, search.sends_mail) == ("Schools of Skåne", False, False)
    for person in (colleague, stranger):
        for act in ("edit", "delete", "open"):
            assert person.post(f"{URL}{search.pk}/{act}/", FORM).status_code == 404


def test_who_left_an_organisation_shares_nothing_with_it(member, colleague, small):
    search = make_saved_search(member.user, name="Schools")
    member.user.memberships.update(ended_at=clock.now())
    make_membership(user=member.user, partner=small.third.partner)
    member.post(f"{URL}{search.pk}/edit/", FORM | {"name": "Schools", "is_shared": "on"})
    assert SavedSearch.objects.get().partner == small.third.partner
    assert "Shared by colleagues" not in words(colleague.get(URL))


def test_deleting_can_be_undone(member, frozen):
    told = clock.now() - timedelta(days=9)
    search = make_saved_search(member.user, "q=school", name="Schools", told_until=told)
    assert member.post(f"{URL}{search.pk}/delete/").url == URL
    assert SavedSearch.objects.count() == 0
    assert "“Schools” is deleted. Bring it back" in words(member.get(URL))
    assert member.post(f"{URL}undo/").url == URL
    back = SavedSearch.objects.get()
    assert (back.name, back.query, back.told_until, back.sends_mail, back.user) == (
        "Schools",
        "q=school",
        told,
        True,
        member.user,
    )
    assert "is deleted" not in words(member.get(URL))
    assert member.post(f"{URL}undo/").status_code == 404


def test_a_shared_one_is_seen_by_colleagues_and_can_be_kept(member, colleague, stranger, small):
    shared = make_saved_search(member.user, "q=school", name="Schools", is_shared=True)
    make_saved_search(member.user, "q=x", name="Of my own")
    make_saved_search(colleague.user, "q=other", name="Schools")
    said = words(colleague.get(URL))
    assert "Shared by colleagues" in said
    assert "Of my own" not in said
    assert "Shared by colleagues" not in words(stranger.get(URL))
    assert stranger.post(f"{URL}{shared.pk}/keep/").status_code == 404
    assert colleague.post(f"{URL}{shared.pk}/keep/").url == URL
    kept = SavedSearch.objects.get(user=colleague.user, query="q=school")
    assert (kept.name, kept.is_shared, kept.sends_mail) == ("Schools (2)", False, True)
    assert "You keep it, too" in words(colleague.get(URL))
    colleague.post(f"{URL}{shared.pk}/keep/")
    assert SavedSearch.objects.filter(user=colleague.user).count() == 2


def test_what_a_colleague_shared_ends_with_the_membership(member, colleague):
    make_saved_search(member.user, "q=school", name="Schools", is_shared=True)
    colleague.user.memberships.update(ended_at=clock.now())
    assert "Schools" not in words(colleague.get(URL))
    assert colleague.get(f"{URL}new/").status_code == 404


def test_the_list_of_practices_offers_to_save_it(member, visitor):
    make_practice()
    html = member.get("/practices/?q=school&page=1").content.decode()
    assert 'href="/practices/searches/new/?q=school"' in html
    assert "Save this search" not in visitor.get("/practices/?q=school").content.decode()
    assert [visitor.get(each).status_code for each in (URL, f"{URL}new/")] == [404, 404]


def test_the_number_of_queries_does_not_grow(member, colleague):
    make_practice(tags=["school"])
    make_saved_search(member.user, "tag=school&q=people")
    once = count_queries(member, URL)
    for number in range(2):
        make_saved_search(member.user, f"tag=school&maturity=proven&q=x{number}")
        make_saved_search(colleague.user, "status=none", is_shared=True)
    assert count_queries(member, URL) == once
    assert once <= 8
    assert Practice.objects.count() == 1
