"""A practice moves to another address; every earlier one leads to it, and to nothing else."""

import pytest
from django.db import DatabaseError, transaction

from core.models import Activity
from practices.actions import approve, archive, change_address, merge_tags, take_down
from practices.finding.saved_searches import Catalogue
from practices.models import FormerSlug, Practice, RevisionState, Tag
from practices.slugs import slug_for
from practices.tests.factories import make_draft, make_practice, make_revision
from practices.tests.talking import make_saved_search
from regions.actions import make_api_token
from regions.reader import Reader

SYSTEM = Reader.system()


@pytest.fixture
def practice(small):
    return make_practice(slug="vouchers", title="Vouchers", partner=small.home.partner)


@pytest.fixture
def moved(practice):
    """From `vouchers` by way of `coupons` to `grants`."""
    change_address(practice=practice, slug="coupons", by=SYSTEM)
    return change_address(practice=practice, slug="grants", by=SYSTEM)


def test_the_coordinator_changes_the_address(practice, coordinator):
    assert '/practices/vouchers/address/"' in coordinator.get("/practices/vouchers/").text
    page = coordinator.get("/practices/vouchers/address/")
    assert page.context["form"].initial == {"slug": "vouchers"}
    assert "http://testserver/practices/vouchers/" in page.text
    answer = coordinator.post("/practices/vouchers/address/", {"slug": "Innovation_vouchers"})
    assert answer.headers["Location"] == "/practices/innovation-vouchers/"
    assert Practice.objects.get().slug == "innovation-vouchers"
    assert FormerSlug.objects.get().slug == "vouchers"
    line = Activity.objects.get(verb="practice.moved")
    assert line.changes == {"from": "vouchers", "to": "innovation-vouchers"}
    assert "vouchers" in coordinator.get("/practices/innovation-vouchers/address/").text


# --- in what an address asks for -------------------------------------------------------------


@pytest.mark.parametrize("persona", ["member", "stranger", "visitor"])
def test_former_addresses_are_compared_and_ticked(persona, moved, small, request):
    client = request.getfixturevalue(persona)
    make_practice(slug="atlas", title="Atlas", partner=small.home.partner)
    make_practice(slug="hidden", partner=small.home.partner, archived_at=moved.published_at)
    FormerSlug.objects.create(slug="once-hidden", practice=Practice.objects.get(slug="hidden"))
    page = client.get("/practices/compare/?p=vouchers&p=atlas")
    assert [each.practice.slug for each in page.context["page"].columns] == ["grants", "atlas"]
    assert client.get("/practices/compare/?p=once-hidden&p=atlas").status_code == 404
    page = client.get("/practices/?p=coupons&p=vouchers&p=once-hidden&q=atlas")
    assert page.context["picked"] == ["grants", "once-hidden"]
    assert [each.slug for each in page.context["picks"]] == ["grants"]
    page = client.get("/practices/?p=vouchers&p=atlas")
    assert page.text.count(' autocomplete="off" checked>') == 2
    assert page.context["picks"] == []


def test_each_address_leads_to_its_practice(small):
    first = make_practice(slug="first", title="First", partner=small.home.partner)
    second = make_practice(slug="second", title="Second", partner=small.home.partner)
    FormerSlug.objects.create(slug="older", practice=first)
    everything = Practice.objects.listed_for(Reader.visitor())
    assert everything.by_address(["second", "older", "first", "nothing", ""]) == {
        "second": second,
        "older": first,
        "first": first,
    }
    assert everything.by_address([]) == {}


def test_addresses_of_today_and_once_are_one_query(moved, small, django_assert_num_queries):
    FormerSlug.objects.create(slug="more", practice=moved)
    with django_assert_num_queries(1):
        found = Practice.objects.listed_for(Reader.visitor()).by_address(
            ["vouchers", "more", "grants"]
        )
    assert {slug: each.pk for slug, each in found.items()} == {
        "vouchers": moved.pk,
        "more": moved.pk,
        "grants": moved.pk,
    }


def test_after_an_answer_by_link_a_former_address_leads_on(moved, visitor):
    for slug in ("vouchers", "grants"):
        page = visitor.get("/practices/confirm/thanks/", {"changed": slug})
        assert page.context["changed"] == moved


def test_a_saved_search_finds_by_former_names(moved, member, small):
    merge_tags(tags=[make_tagged("school", small)], name="training", by=SYSTEM)
    search = make_saved_search(member.user, "tag=school", name="Schools")
    searches = Catalogue.for_searches([search], member.reader)
    assert searches.in_words(search) == ["Tags: training"]
    assert [each.title for each in searches.found(search)] == ["Of school"]


def make_tagged(name, small):
    make_practice(title=f"Of {name}", partner=small.home.partner, tags=[name])
    return Tag.objects.get(name=name)


# --- who may ---------------------------------------------------------------------------------


@pytest.mark.parametrize("persona", ["member", "lead", "stranger", "steering"])
def test_others_are_told_who_may(persona, practice, request):
    client = request.getfixturevalue(persona)
    url = "/practices/vouchers/address/"
    for answer in (client.get(url), client.post(url, {"slug": "other"})):
        assert answer.status_code == 403
        assert "Only the coordinator" in answer.text
    assert 'address/"' not in client.get("/practices/vouchers/").text


def test_a_visitor_signs_in_first(practice, visitor):
    url = "/practices/vouchers/address/"
    assert visitor.get(url).headers["Location"] == f"/accounts/login/?next={url}"


def test_a_draft_has_no_address_to_change(small, coordinator):
    draft = make_draft(partner=small.home.partner, state=RevisionState.SUBMITTED)
    answer = coordinator.post(f"{draft.get_absolute_url()}address/", {"slug": "other"})
    assert answer.status_code == 409


@pytest.mark.parametrize(
    "wanted", ["taken", "once-taken", "feed", "questions", "draft-12", "a b", "---", "_"]
)
def test_an_address_of_something_else_is_refused(wanted, practice, coordinator):
    other = make_practice(slug="once-taken")
    change_address(practice=other, slug="taken", by=SYSTEM)
    answer = coordinator.post("/practices/vouchers/address/", {"slug": wanted})
    assert answer.status_code == 400
    assert answer.context["form"]["slug"].value() == wanted
    assert Practice.objects.get(pk=practice.pk).slug == "vouchers"


def test_its_own_earlier_address_may_come_back(moved, visitor):
    change_address(practice=moved, slug="vouchers", by=SYSTEM)
    assert set(FormerSlug.objects.values_list("slug", flat=True)) == {"coupons", "grants"}
    assert visitor.get("/practices/vouchers/").status_code == 200
    assert visitor.get("/practices/grants/").headers["Location"] == "/practices/vouchers/"


@pytest.mark.parametrize("old", ["vouchers", "coupons"])
def test_every_earlier_address_leads_to_the_present_one(old, moved, visitor, member):
    for persona in (visitor, member):
        answer = persona.get(f"/practices/{old}/?q=a%26b&lang=en")
        assert answer.status_code == 301
        assert answer.headers["Location"] == "/practices/grants/?q=a%26b&lang=en"
    assert visitor.get(f"/practices/{old}/").headers["Cache-Control"] == "public, max-age=60"
    assert "private" in member.get(f"/practices/{old}/").headers["Cache-Control"]
    assert not visitor.get(f"/practices/{old}/").cookies


def test_what_lies_below_moves_along(moved, member, visitor):
    answer = member.get("/practices/vouchers/history/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/practices/grants/history/")
    sent = member.post("/practices/vouchers/propose/", {"title": "Typed for an hour"})
    assert (sent.status_code, sent.headers["Location"]) == (308, "/practices/grants/propose/")
    api = visitor.get("/api/v1/practices/vouchers")
    assert (api.status_code, api.headers["Location"]) == (301, "/api/v1/practices/grants")


def test_an_earlier_address_says_what_the_present_one_would(moved, visitor, coordinator):
    archive(practice=moved, by=SYSTEM)
    assert visitor.get("/practices/vouchers/").status_code == 301
    take_down(practice=moved, reason="Wrong.", by=SYSTEM)
    there, gone = visitor.get("/practices/grants/"), visitor.get("/practices/vouchers/")
    assert there.status_code == gone.status_code == 410
    assert "taken down" in gone.text
    assert not gone.has_header("Location")
    assert coordinator.get("/practices/vouchers/").status_code == 301


@pytest.mark.rights("P16")
def test_no_cache_learns_from_a_token_where_a_taken_down_one_is(moved, coordinator, client):
    take_down(practice=moved, reason="Wrong.", by=SYSTEM)
    partner = coordinator.reader.partner
    token = make_api_token(by=coordinator.reader, name="Program", partner=partner)
    known = {"Authorization": f"Bearer {token.secret}"}
    way_on = client.get("/api/v1/practices/vouchers", headers=known)
    assert way_on.headers["Location"] == "/api/v1/practices/grants"
    assert way_on.headers["Cache-Control"] == "private, no-cache"
    assert client.get("/api/v1/practices/vouchers").status_code == 410


def test_what_was_never_an_address_is_not_found(moved, visitor, member):
    for persona in (visitor, member):
        assert persona.get("/practices/never/").status_code == 404
        assert persona.get("/exchanges/vouchers/").status_code == 404


def test_a_new_title_keeps_the_address(practice):
    revision = make_revision(
        practice, title="Quite another title", state=RevisionState.SUBMITTED, caveats="No theme."
    )
    assert approve(revision=revision, by=SYSTEM).slug == "vouchers"


def test_no_new_practice_gets_an_earlier_address(moved, small):
    with transaction.atomic():
        assert slug_for("Vouchers") == "vouchers-2"
    with pytest.raises(DatabaseError, match="another practice's"), transaction.atomic():
        make_practice(slug="vouchers")
    with pytest.raises(DatabaseError, match="another practice's"), transaction.atomic():
        FormerSlug.objects.create(slug="grants", practice=make_practice())


def test_twice_the_same_is_one_move(practice, coordinator):
    sent = {"slug": "coupons", "idempotency_key": "one-move"}
    first = coordinator.post("/practices/vouchers/address/", sent)
    second = coordinator.post("/practices/vouchers/address/", sent)
    assert first.headers["Location"] == second.headers["Location"] == "/practices/coupons/"
    assert FormerSlug.objects.count() == 1
