"""The lead writes the page of the region."""

from uuid import uuid4

import pytest

from core.models import Activity
from regions.models import Region

URL = "/regions/SE22/edit/"
DATA = {
    "profile": "Food and packaging.",
    "local_name": "Sydsverige",
    "policy_level": "both",
    "latitude": "55.7",
    "longitude": "13.2",
    "website": "https://agency.example",
}


def test_the_lead_saves_and_is_led_back_to_the_page(lead, small):
    response = lead.post(URL, DATA)
    assert (response.status_code, response.url) == (302, "/regions/SE22/")
    region = Region.objects.with_partner().get(code="SE22")
    assert (region.profile, region.local_name, region.policy_level) == (
        "Food and packaging.",
        "Sydsverige",
        "both",
    )
    assert (region.latitude, region.longitude) == (55.7, 13.2)
    assert region.partner.website == "https://agency.example"
    assert Activity.objects.filter(verb="region.profile_edited").count() == 1


def test_member_and_strange_lead_read_who_may(member, stranger_lead, small):
    for person in (member, stranger_lead):
        for response in (person.get(URL), person.post(URL, DATA)):
            assert response.status_code == 403
            assert b"Only the lead of the region changes its page." in response.content
    assert Region.objects.get(code="SE22").profile == ""


def test_a_visitor_signs_in_first(visitor):
    assert visitor.get(URL).url == f"/accounts/login/?next={URL}"


def test_the_same_form_twice_counts_once(lead):
    data = {**DATA, "idempotency_key": str(uuid4())}
    assert [lead.post(URL, data).status_code for _ in range(2)] == [302, 302]
    assert Activity.objects.filter(verb="region.profile_edited").count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"longitude": ""}, "Give both numbers, or leave both empty."),
        ({"latitude": "91"}, "less than or equal to 90"),
        ({"website": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"policy_level": "galactic"}, "Select a valid choice"),
    ],
)
def test_wrong_input_is_kept_and_explained(lead, wrong, sentence):
    response = lead.post(URL, DATA | wrong)
    assert response.status_code == 400
    page = response.content.decode()
    assert sentence in page
    assert "Food and packaging." in page
    assert Region.objects.get(code="SE22").profile == ""
