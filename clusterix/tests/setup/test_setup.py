"""Day one: from an empty database to a place with people, through the pages."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from assessments.models import CriteriaSet
from clusterix.setup.actions import make_setup_link
from clusterix.tests.setup.pictures import png
from core.models import Activity, Mail
from practices.models import Theme
from regions.models import Industry, Invitation, Partner, Partnership, SetupLink
from regions.reader import Reader
from regions.tests.factories import make_partnership
from reports.models import Indicator, Period

pytestmark = pytest.mark.django_db

ROWS = "ecoplus\tLower Austria\tAT12\nLund University\tSkåne\tSE22"
STEPS = {
    "name": {
        "name": "Nordlys",
        "full_name": "Northern lights",
        "programme": "Interreg",
        "funding_sentence": "Co-funded by the European Union.",
        "languages": ["en"],
    },
    "partners": {"text": ROWS, "letters": ["LA", "SK"], "lead": "1", "keep": ""},
    "start": {"starts_on": "2026-09-01", "periods": "6"},
    "themes": {"themes": "Analysis: Know your strengths.\nMoney", "industries": "Food\nWood"},
    "people": {
        "coordinator": "Coord@example.org",
        "coordinator_name": "Cora",
        "lead_AT12": "",
        "lead_SE22": "lead@example.org",
    },
}
ADMINISTRATOR = {
    "name": "Ada",
    "email": "ada@example.org",
    "password": "correct horse 7",
    "again": "correct horse 7",
}


@pytest.fixture
def address():
    _link, token = make_setup_link(by=Reader.system())
    return f"/setup/{token}/"


def walk(client, address, **changes):
    """All steps but the last."""
    for key, data in (STEPS | changes).items():
        response = client.post(f"{address}{key}/", data)
        assert response.status_code == 302, response.content.decode()
    return response


@pytest.mark.rights("ST01")
def test_without_the_link_an_empty_place_says_where_it_is_and_a_full_one_nothing(address):
    assert Client().get("/setup/").status_code == 503
    assert Client().get("/setup/wrong/").status_code == 404
    assert Client().get("/setup/wrong/name/").status_code == 404
    make_partnership()
    assert [Client().get(url).status_code for url in ("/setup/", address)] == [404, 404]


def test_the_whole_way_from_empty_to_first_sign_in(address, outbox):
    client = Client()
    assert client.get("/").status_code == 503
    assert client.get(address).url == f"{address}name/"
    assert walk(client, address).url == f"{address}open/"
    page = client.get(f"{address}open/").content.decode()
    assert all(word in page for word in ("Nordlys", "Lund University", "coord@example.org"))
    assert Partnership.objects.count() == Partner.objects.count() == User.objects.count() == 0
    response = client.post(f"{address}open/", ADMINISTRATOR, follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert "The place is open." in response.content.decode()
    assert client.get(address).status_code == 404
    letter = next(each for each in outbox() if each.to == ["coord@example.org"])
    link = re.search(r"http://testserver(/accounts/invitation/[\w-]+/)", letter.body).group(1)
    coordinator = Client()
    coordinator.post(link, {"name": "Cora", "password": "staple 77777", "again": "staple 77777"})
    assert coordinator.get("/regions/new/").status_code == 200


def test_opening_makes_everything_that_was_entered(address):
    client = Client()
    walk(client, address)
    client.post(f"{address}open/", ADMINISTRATOR)
    place = Partnership.objects.get()
    assert (place.name, place.full_name, place.languages, str(place.starts_on)) == (
        "Nordlys",
        "Northern lights",
        ["en"],
        "2026-09-01",
    )
    assert place.is_demonstration is False
    partners = Partner.objects.in_strip_order()
    assert [(each.region.code, each.short, each.is_lead_partner) for each in partners] == [
        ("AT12", "ecoplus", False),
        ("SE22", "Lund University", True),
    ]
    first, *_others, last = Period.objects.order_by("number")
    assert (last.number, str(first.starts_on), str(last.ends_on)) == (6, "2026-09-01", "2029-08-31")
    assert Indicator.objects.count() > 10
    assert list(Theme.objects.values_list("code", "name", "text", "glyph")) == [
        ("analysis", "Analysis", "Know your strengths.", "ta"),
        ("money", "Money", "", "tb"),
    ]
    assert list(Industry.objects.values_list("code", flat=True)) == ["food", "wood"]
    assert set(CriteriaSet.objects.values_list("code", flat=True)) == {"meeting", "home"}
    assert SetupLink.objects.get().draft == {}


def test_opening_makes_an_administrator_and_invites_the_others(address):
    client = Client()
    walk(client, address)
    client.post(f"{address}open/", ADMINISTRATOR)
    ada = User.objects.get()
    assert (ada.email, ada.is_admin, ada.check_password("correct horse 7")) == (
        "ada@example.org",
        True,
        True,
    )
    sent = Invitation.objects.order_by("email")
    fields = ("email", "name", "partner__region__code", "is_lead", "is_coordinator")
    assert list(sent.values_list(*fields)) == [
        ("coord@example.org", "Cora", "SE22", False, True),
        ("lead@example.org", "", "SE22", True, False),
    ]
    assert Mail.objects.count() == 2


def test_who_opens_the_place_can_be_its_coordinator_and_a_lead(address):
    people = {
        "coordinator": "ada@example.org",
        "lead_SE22": "Ada@example.org",
        "lead_AT12": "ada@example.org",
    }
    client = Client()
    walk(client, address, people=people)
    client.post(f"{address}open/", ADMINISTRATOR)
    held = User.objects.get().memberships.order_by("partner__region__code")
    assert list(held.values_list("partner__region__code", "is_lead", "is_coordinator")) == [
        ("AT12", True, False),
        ("SE22", True, True),
    ]
    assert Invitation.objects.count() == 0


def test_nothing_is_made_when_one_part_fails(address, monkeypatch):
    client = Client(raise_request_exception=False)
    walk(client, address)

    def fail(**_):
        raise RuntimeError

    monkeypatch.setattr("clusterix.setup.actions.ensure_default_sets", fail)
    assert client.post(f"{address}open/", ADMINISTRATOR).status_code == 500
    assert Partnership.objects.count() == Partner.objects.count() == 0
    assert (Period.objects.count(), Theme.objects.count(), User.objects.count()) == (0, 0, 0)
    assert SetupLink.objects.get().used_at is None


def test_a_step_can_be_left_and_taken_up_again(address):
    Client().post(f"{address}name/", STEPS["name"])
    another_day = Client()
    assert another_day.get(address).url == f"{address}partners/"
    assert 'value="Nordlys"' in another_day.get(f"{address}name/").content.decode()
    assert another_day.get(f"{address}open/").url == f"{address}partners/"


def test_a_new_link_ends_the_old_one_and_keeps_what_was_entered(address):
    Client().post(f"{address}name/", STEPS["name"])
    _link, token = make_setup_link(by=Reader.system())
    assert Client().get(address).status_code == 404
    assert Client().get(f"/setup/{token}/").url == f"/setup/{token}/partners/"


def test_the_place_is_opened_once(address):
    client = Client()
    walk(client, address)
    client.post(f"{address}open/", ADMINISTRATOR)
    again = Client().post(f"{address}open/", {**ADMINISTRATOR, "email": "eve@example.org"})
    assert again.status_code == 404
    assert User.objects.count() == 1


def test_an_emblem_is_kept_and_shown_at_the_foot_of_every_page(address):
    client = Client()
    upload = SimpleUploadedFile("emblem.png", png(), content_type="image/png")
    walk(client, address, name={**STEPS["name"], "emblem": upload})
    client.post(f"{address}name/", STEPS["name"])
    client.post(f"{address}open/", ADMINISTRATOR)
    digest = Partnership.objects.get().emblem_hash
    page = Client().get("/").content.decode()
    assert f'src="/emblem/{digest}.png"' in page
    assert "Co-funded by the European Union." in page
    response = Client().get(f"/emblem/{digest}.png")
    assert (response["Content-Type"], response.content) == ("image/png", png())
    assert Client().get("/emblem/0123456789abcdef.png").status_code == 404


def test_a_picture_that_is_none_is_refused_and_the_rest_is_kept(address):
    upload = SimpleUploadedFile("emblem.png", b"<svg/>", content_type="image/png")
    response = Client().post(f"{address}name/", {**STEPS["name"], "emblem": upload})
    assert response.status_code == 400
    page = response.content.decode()
    assert "Choose a PNG picture of at most 200 kB" in page
    assert 'value="Nordlys"' in page


def test_the_command_prints_the_link_and_says_when_it_is_too_late(capsys):
    call_command("setup_link")
    said = capsys.readouterr().out
    path = re.search(r"http://\S+?(/setup/[\w-]+/)", said).group(1)
    assert Client().get(path).status_code == 302
    make_partnership()
    call_command("setup_link")
    assert capsys.readouterr().out == ("This place is set up already: sign in with your account.\n")


def test_each_step_leaves_a_line_without_what_was_entered(address):
    walk(Client(), address)
    lines = Activity.objects.filter(verb="setup.step_kept").order_by("pk")
    assert [line.changes for line in lines] == [{"step": key} for key in STEPS]
