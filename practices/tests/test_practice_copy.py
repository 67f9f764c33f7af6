"""/practices/<slug>/copy/: a practice as the beginning of another one."""

from datetime import date

import pytest
from django.urls import reverse

from core.models import Activity
from practices.models import Practice, Revision
from practices.tests.factories import make_practice, make_requirement, make_statement, make_theme
from practices.tests.writing import make_open, make_translation
from regions.tests.factories import make_industry, make_membership


def url(practice):
    return reverse("practice_copy", args=[practice.slug])


def copied(answer):
    """The draft to which the answer leads."""
    draft = Revision.objects.open().latest("pk")
    assert answer.url == reverse("practice_edit", args=[draft.practice.slug])
    return draft


@pytest.fixture
def foreign(small):
    """Published by the other partner, with everything that a text can have."""
    food = make_industry(code="food")
    made = make_practice(
        partner=small.other.partner,
        title="Vouchers",
        slug="vouchers",
        theme=make_theme(),
        resources="Money.",
        caveats="Only half is known.",
        maturity="proven",
        level="regional",
        starts_on=date(2011, 1, 1),
        is_classified_by_us=True,
        sources=[{"label": "Report", "url": "https://example.org/"}],
        tags=["vouchers"],
        industries=[food],
    )
    make_statement(made.published_revision, text="Forty came.", figure="40")
    make_requirement(made.published_revision, kind="staff", needed=3, text="Two people.")
    make_translation(made.published_revision)
    return made


@pytest.mark.rights("P22")
def test_the_text_of_another_partner_begins_a_draft_of_ones_own(foreign, member, small):
    answer = member.post(url(foreign))

    draft = copied(answer)
    assert (draft.practice.partner, draft.state) == (small.home.partner, "draft")
    assert draft.practice.published_revision is None
    assert (draft.title, draft.how_it_works, draft.resources) == (
        *("Vouchers", "People meet and talk.", "Money."),
    )
    assert (draft.theme, draft.level, draft.tag_names, draft.industry_codes) == (
        *(foreign.theme, "regional", ["vouchers"], ["food"]),
    )
    assert [(each.kind, each.needed, each.text) for each in draft.requirements.all()] == [
        ("staff", 3, "Two people.")
    ]
    assert draft.sources == [
        {"label": "Report", "url": "https://example.org/"},
        {"label": "Adapted from “Vouchers”", "url": "http://testserver/practices/vouchers/"},
    ]
    assert draft.is_classified_by_us is False
    assert (draft.created_by, draft.edited_by) == (member.user, member.user)


def test_what_is_true_of_their_place_only_is_left_out(foreign, member):
    draft = copied(member.post(url(foreign)))
    assert (draft.organisation, draft.place, draft.nuts_codes, draft.countries) == ("", "", [], [])
    assert (draft.starts_on, draft.evidence, draft.maturity, draft.caveats) == (None, "", "", "")
    assert not draft.statements.exists()
    assert not hasattr(draft, "translation")
    page = member.get(reverse("practice_edit", args=[draft.practice.slug])).content.decode()
    assert "Place, institution, dates and evidence of success are for you to fill in." in page


def test_of_ones_own_practice_everything_is_copied(small, member):
    own = make_open(partner=small.home.partner, title="Cluster school")
    make_statement(own, text="Forty came.")
    draft = copied(member.post(url(own.practice)))
    assert (draft.place, draft.evidence) == (own.place, own.evidence)
    assert [each.text for each in draft.statements.all()] == ["Forty came."]
    assert draft.sources == [{"label": "Adapted from “Cluster school”", "url": ""}]


def test_the_source_stays_as_it_is_and_the_trail_names_it(foreign, member):
    before = foreign.published_revision.edit
    draft = copied(member.post(url(foreign)))
    foreign.refresh_from_db()
    assert (foreign.title, foreign.published_revision.edit) == ("Vouchers", before)
    line = Activity.objects.get(verb="practice.adapted")
    assert line.object_id == str(draft.practice_id)
    assert line.changes == {
        "revision": draft.pk,
        "source": foreign.pk,
        "source_revision": foreign.published_revision_id,
    }


def test_sent_twice_with_one_key_it_makes_one_draft(foreign, member):
    form = {"idempotency_key": "3f0c6a1e-0000-4000-8000-00000000000b"}
    assert member.post(url(foreign), form).url == member.post(url(foreign), form).url
    assert Practice.objects.count() == 2


def test_the_public_text_is_copied_never_the_draft_of_others(foreign, member):
    make_open(foreign, how_it_works="A secret.")
    draft = copied(member.post(url(foreign)))
    assert (draft.practice_id == foreign.pk, draft.how_it_works) == (False, "People meet and talk.")


def test_the_partner_one_acts_for_gets_the_draft(foreign, member, small):
    make_membership(user=member.user, partner=small.third.partner)
    member.post(reverse("acting_for"), {"partner": small.third.partner.pk, "next": "/"})
    assert copied(member.post(url(foreign))).practice.partner == small.third.partner


def test_what_was_taken_down_begins_nothing(foreign, coordinator, member):
    Practice.objects.update(taken_down_at=foreign.published_at, takedown_reason="x")
    assert coordinator.post(url(foreign)).status_code == 409
    assert member.post(url(foreign)).status_code == 410
    assert Practice.objects.count() == 1


@pytest.mark.rights("P22")
def test_who_cannot_read_or_create_finds_nothing(
    foreign, small, member, stranger, steering, administrator, visitor
):
    hidden = make_open(partner=small.home.partner).practice
    for person in (stranger, steering, administrator, visitor):
        assert person.post(url(hidden)).status_code == 404
    for person in (administrator, visitor):
        assert person.post(url(foreign)).status_code == 404
    assert member.get(url(foreign)).status_code == 405
    assert Practice.objects.count() == 2


def test_the_page_offers_it_to_members(foreign, member, visitor, administrator):
    address = foreign.get_absolute_url()
    assert url(foreign) in member.get(address).content.decode()
    for person in (visitor, administrator):
        assert url(foreign) not in person.get(address).content.decode()
