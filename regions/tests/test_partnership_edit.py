"""The coordinator changes what stands at the foot of every page; nobody else does."""

import pytest

from core.models import Activity
from regions.models import Partnership

URL = "/partnership/edit/"
ENTERED = {
    "name": "Clusters",
    "full_name": "Clusters of Europe",
    "programme": "Interreg",
    "funding_sentence": "Co-funded.",
    "linkedin_group": "https://www.linkedin.com/groups/123456/",
    "x_account": "x.com/clusters",
}


def test_the_coordinator_changes_words_and_links(coordinator, visitor):
    assert coordinator.get("/regions/").text.count(f'href="{URL}"') == 1
    page = coordinator.get(URL)
    assert page.context["form"].initial["name"] == "Clusterix"
    answer = coordinator.post(URL, ENTERED)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/regions/")
    partnership = Partnership.objects.get()
    assert {name: getattr(partnership, name) for name in ENTERED} == {
        **ENTERED,
        "x_account": "https://x.com/clusters",
    }
    assert Activity.objects.get(verb="partnership.changed").object_id == "1"
    foot = visitor.get("/").text.partition("<footer")[2]
    assert "Clusters of Europe. Interreg. Co-funded." in foot
    assert 'href="https://www.linkedin.com/groups/123456/" rel="noopener">LinkedIn group<' in foot
    assert 'href="https://x.com/clusters" rel="noopener">On X<' in foot


def test_without_places_elsewhere_the_foot_names_none(visitor):
    foot = visitor.get("/").text.partition("<footer")[2]
    assert "LinkedIn" not in foot
    assert "On X" not in foot


@pytest.mark.parametrize("persona", ["member", "lead", "steering", "administrator"])
def test_others_are_told_who_may(persona, request):
    client = request.getfixturevalue(persona)
    for answer in (client.get(URL), client.post(URL, ENTERED)):
        assert answer.status_code == 403
        assert "Only the coordinator" in answer.text
    assert f'href="{URL}"' not in client.get("/regions/").text
    assert Partnership.objects.get().name == "Clusterix"


def test_visitors_sign_in_first(visitor):
    assert visitor.post(URL, ENTERED).headers["Location"] == f"/accounts/login/?next={URL}"


@pytest.mark.parametrize(
    ("field", "address"),
    [
        ("linkedin_group", "https://example.org/groups/1"),
        ("linkedin_group", "https://linkedin.com.example.org/"),
        ("linkedin_group", r"https://example.org\@linkedin.com/groups/1"),
        ("x_account", "https://me@x.com/clusterix"),
        ("x_account", "javascript:alert(1)"),
        ("x_account", "https://example.org/x.com/"),
    ],
)
def test_other_sites_are_refused_and_what_was_typed_stays(field, address, coordinator):
    answer = coordinator.post(URL, ENTERED | {field: address})
    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"]["full_name"].value() == "Clusters of Europe"
    assert Partnership.objects.get().name == "Clusterix"
