"""Inviting: the form, who is waiting, and taking an invitation back."""

import pytest

from regions.models import Invitation
from regions.tests.factories import make_invitation

URL = "/people/invite/"


def data(place, **more):
    return {
        "email": "new@example.org",
        "name": "Eva",
        "partner": place.partner.pk,
        "level": "intermediary",
    } | more


@pytest.mark.rights("U04")
def test_a_lead_invites_to_the_own_partner(lead, small, outbox):
    response = lead.post(URL, data(small.home), follow=True)
    assert response.redirect_chain == [(URL, 302)]
    page = response.content.decode()
    assert "The invitation to new@example.org is on its way." in page
    made = Invitation.objects.get()
    assert (made.partner, made.level, made.invited_by) == (
        small.home.partner,
        "intermediary",
        lead.user,
    )
    (letter,) = outbox()
    assert letter.to == ["new@example.org"]
    assert "http://testserver/accounts/invitation/" in letter.body


def test_a_lead_has_no_fields_for_roles_and_cannot_smuggle_them_in(lead, small):
    assert list(lead.get(URL).context["form"].fields) == ["email", "name", "partner", "level"]
    lead.post(URL, data(small.home, is_lead="on", is_coordinator="on"))
    made = Invitation.objects.get()
    assert (made.is_lead, made.is_coordinator) == (False, False)


def test_the_coordinator_invites_leads_of_any_partner(coordinator, small):
    coordinator.post(URL, data(small.other, is_lead="on", is_coordinator="on"))
    made = Invitation.objects.get()
    assert (made.partner, made.is_lead, made.is_coordinator) == (small.other.partner, True, False)


def test_an_administrator_invites_coordinators(administrator, small):
    administrator.post(URL, data(small.third, is_coordinator="on"))
    assert Invitation.objects.get().is_coordinator is True


def test_members_strange_leads_and_visitors_do_not_invite(member, stranger_lead, visitor, small):
    assert member.get(URL).status_code == 403
    for person in (member, stranger_lead):
        response = person.post(URL, data(small.home))
        assert response.status_code == 403
        assert b"Only the lead of this partner or the coordinator can invite" in response.content
    assert visitor.post(URL, data(small.home)).url == f"/accounts/login/?next={URL}"
    assert Invitation.objects.count() == 0


@pytest.mark.parametrize("partner", ["", "x", "٣", "99999999999999999999"])
def test_an_impossible_partner_is_refused(lead, small, partner):
    response = lead.post(URL, data(small.home, partner=partner))
    assert response.status_code in {400, 403}
    assert Invitation.objects.count() == 0


def test_who_is_a_member_already_is_refused_and_the_form_is_kept(lead, member, small):
    response = lead.post(URL, data(small.home, email=member.user.email))
    assert response.status_code == 400
    page = response.content.decode()
    assert "This person belongs to the partner already." in page
    assert 'value="Eva"' in page


def test_each_sees_the_open_invitations_of_the_own_partner(lead, coordinator, small):
    own = make_invitation(partner=small.home.partner)
    other = make_invitation(partner=small.other.partner)
    assert list(lead.get(URL).context["waiting"]) == [own]
    assert set(coordinator.get(URL).context["waiting"]) == {own, other}


def test_a_lead_withdraws_an_invitation_of_the_own_partner_only(lead, stranger_lead, small):
    own = make_invitation(partner=small.home.partner)
    assert stranger_lead.post(f"{URL}{own.pk}/withdraw/").status_code == 404
    assert lead.post(f"{URL}{own.pk}/withdraw/").url == URL
    own.refresh_from_db()
    assert own.withdrawn_at is not None
    assert list(lead.get(URL).context["waiting"]) == []
