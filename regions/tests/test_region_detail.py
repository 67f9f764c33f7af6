"""The page of a region: public fields for everybody, people for members."""

import pytest

from clusterix.testing.queries import count_queries
from core import clock
from regions.models import Membership, Region
from regions.tests.factories import make_industry, make_membership, make_strength

URL = "/regions/SE22/"


def test_everybody_reads_the_public_fields(visitor, stranger, member, small):
    Region.objects.filter(code="SE22").update(
        local_name="Sydsverige", policy_level="both", profile="Food and packaging."
    )
    for person in (visitor, stranger, member):
        page = person.get(URL).content.decode()
        assert "Sydsverige, Sweden, SE22" in page
        assert "national or regional" in page
        assert "Food and packaging." in page
        assert "Agency of Skåne" in page


def test_there_is_no_page_of_an_unknown_region(visitor):
    assert visitor.get("/regions/XX99/").status_code == 404


def test_a_region_that_left_is_kept_for_members_only(visitor, member, small):
    Region.objects.filter(code="SE22").update(deactivated_at=clock.now())
    assert visitor.get(URL).status_code == 404
    assert b"This region has left the partnership." in member.get(URL).content


def test_strengths_stand_there_with_their_evidence_and_who_classified_them(visitor, small):
    make_strength(
        region=small.home.region, industry=make_industry(name="Food"), evidence="100 members"
    )
    make_strength(
        region=small.home.region,
        industry=make_industry(name="Packaging"),
        evidence="From pulp to shop",
        is_ours=True,
    )
    page = visitor.get(URL).content.decode()
    assert page.index("Food") < page.index("Packaging")
    assert "100 members" in page
    assert page.count("classified by us") == 1


@pytest.mark.rights("G02")
def test_contacts_are_for_members_unless_they_agreed_to_be_public(visitor, stranger, lead, small):
    name = lead.user.name
    assert name in stranger.get(URL).content.decode()
    assert name not in visitor.get(URL).content.decode()
    lead.user.is_public_contact = True
    lead.user.save()
    page = visitor.get(URL).content.decode()
    assert name in page
    assert lead.user.email not in page


def test_a_contact_who_left_is_not_shown(visitor, stranger, lead):
    lead.user.is_public_contact = True
    lead.user.save()
    Membership.objects.filter(user=lead.user).update(ended_at=clock.now())
    assert lead.user.name not in visitor.get(URL).content.decode()
    assert lead.user.name not in stranger.get(URL).content.decode()


def test_people_are_counted_by_level_for_members(visitor, member, colleague, lead):
    levels = [(level.value, count) for level, count in member.get(URL).context["levels"]]
    assert levels == [("policy_maker", 1), ("intermediary", 1), ("practitioner", 1)]
    assert visitor.get(URL).context["levels"] == []


def test_only_the_lead_is_offered_to_edit(visitor, member, lead, stranger_lead, coordinator):
    people = (visitor, member, lead, stranger_lead, coordinator)
    assert [person.get(URL).context["may_edit"] for person in people] == [
        False,
        False,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_is_constant(member, small, rows):
    for _ in range(rows):
        make_strength(region=small.home.region)
        make_membership(partner=small.home.partner, is_lead=True)
    assert count_queries(member, URL) <= 12
