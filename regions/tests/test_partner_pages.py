"""Partners join, are renamed and leave: by the coordinator."""

import pytest

from regions.models import Invitation, Membership, Partner, Region
from regions.tests.factories import make_invitation

NEW = {
    "organisation": "Agency of Lapland",
    "short": "Lapland",
    "region_name": "Lapland",
    "code": "fi1d",
    "short_code": "la",
}
NAMES = {"organisation": "New agency", "short": "New", "region_name": "Scania"}


def test_the_coordinator_adds_a_partner_at_the_end(coordinator, small):
    response = coordinator.post("/regions/new/", NEW)
    assert (response.status_code, response.url) == (302, "/regions/FI1D/")
    partner = Partner.objects.get(region__code="FI1D")
    assert (partner.organisation, partner.is_lead_partner) == ("Agency of Lapland", False)
    assert (partner.region.country, partner.region.short_code) == ("FI", "LA")
    assert partner.region.position == 4


def test_a_code_that_is_taken_is_refused_with_a_sentence(coordinator, small):
    response = coordinator.post("/regions/new/", {**NEW, "code": "SE22"})
    assert response.status_code == 409
    assert b"There is a partner with this NUTS code already." in response.content
    assert Region.objects.count() == 3


def test_a_wrong_code_is_refused_and_everything_typed_is_kept(coordinator, small):
    response = coordinator.post("/regions/new/", {**NEW, "code": "22SE"})
    assert response.status_code == 400
    page = response.content.decode()
    assert "Write the NUTS code as two letters" in page
    assert 'value="Agency of Lapland"' in page


def test_the_coordinator_renames_and_the_code_stays(coordinator, small):
    response = coordinator.post("/regions/SE22/names/", NAMES)
    assert (response.status_code, response.url) == (302, "/regions/SE22/")
    region = Region.objects.with_partner().get(code="SE22")
    assert (region.name, region.name_sort) == ("Scania", "scania")
    assert (region.partner.organisation, region.partner.short) == ("New agency", "New")


@pytest.mark.parametrize("url", ["/regions/new/", "/regions/SE22/names/", "/regions/SE22/leave/"])
def test_lead_and_administrator_read_who_may(lead, administrator, small, url):
    for person in (lead, administrator):
        for response in (person.get(url), person.post(url, NEW)):
            assert response.status_code == 403
            assert b"Only the coordinator changes the list of partners." in response.content


def test_leaving_ends_memberships_and_invitations_and_keeps_the_rows(coordinator, lead, small):
    make_invitation(partner=small.home.partner)
    assert b"1 person loses access at once." in coordinator.get("/regions/SE22/leave/").content
    assert Partner.objects.active().count() == 3
    response = coordinator.post("/regions/SE22/leave/")
    assert (response.status_code, response.url) == (302, "/regions/")
    assert Membership.objects.active().filter(partner=small.home.partner).count() == 0
    assert Invitation.objects.get().withdrawn_at is not None
    region = Region.objects.get(code="SE22")
    assert region.deactivated_at is not None
    assert lead.get("/people/").status_code == 404


def test_the_lead_partner_cannot_leave(coordinator, small):
    page = coordinator.get("/regions/AT12/leave/").content
    assert b"The lead partner cannot leave." in page
    response = coordinator.post("/regions/AT12/leave/")
    assert response.status_code == 409
    assert Partner.objects.active().count() == 3
