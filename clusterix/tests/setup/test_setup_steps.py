"""Each step of day one: what it shows, and what it refuses."""

import pytest
from django.test import Client

from clusterix.setup.actions import make_setup_link
from clusterix.tests.setup.test_setup import ADMINISTRATOR, ROWS, STEPS, walk
from regions.models import SetupLink
from regions.reader import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def address():
    _link, token = make_setup_link(by=Reader.system())
    return f"/setup/{token}/"


@pytest.fixture
def named(address):
    Client().post(f"{address}name/", STEPS["name"])
    return address


def kept():
    return SetupLink.objects.get().draft


def test_rows_are_shown_before_anything_is_kept(named):
    response = Client().post(f"{named}partners/", {"text": ROWS, "read": ""})
    page = response.content.decode()
    assert response.status_code == 200
    assert "2 partners in 2 countries" in page
    assert 'value="SK"' in page
    assert "Keep these 2 and go on" in page
    assert "partners" not in kept()


def test_a_bad_row_is_named_and_nothing_is_kept(named):
    text = f"{ROWS}\nBroken\tNowhere\t"
    response = Client().post(f"{named}partners/", {"text": text, "keep": ""})
    page = response.content.decode()
    assert response.status_code == 400
    assert "Line 3:" in page
    assert "The NUTS code is missing" in page
    assert "Broken" in page
    assert "partners" not in kept()


def test_chosen_letters_and_lead_partner_are_kept(named):
    Client().post(f"{named}partners/", {**STEPS["partners"], "letters": ["NÖ", "SC"]})
    held = kept()["partners"]
    assert [row["letters"] for row in held["rows"]] == ["NÖ", "SC"]
    assert held["lead"] == 1
    page = Client().get(f"{named}partners/").content.decode()
    assert 'value="NÖ"' in page


@pytest.mark.parametrize("lead", ["7", "-1", "x"])
def test_a_lead_partner_that_is_not_in_the_list_is_refused(named, lead):
    response = Client().post(f"{named}partners/", {**STEPS["partners"], "lead": lead})
    assert response.status_code == 400
    assert "partners" not in kept()


def test_without_text_there_is_a_sentence(named):
    response = Client().post(f"{named}partners/", {"text": " ", "keep": ""})
    assert response.status_code == 400


@pytest.mark.parametrize(
    ("key", "wrong", "sentence"),
    [
        ("name", {"name": ""}, "This field is required"),
        ("name", {"languages": ["xx"]}, "Select a valid choice"),
        ("start", {"starts_on": "1066-10-14"}, "Choose a first day between 1990 and 2100."),
        ("start", {"starts_on": "soon"}, "Enter a valid date"),
        ("start", {"periods": "21"}, "less than or equal to 20"),
        ("themes", {"themes": "Money\nmoney"}, "A name is in the list twice. Remove one."),
        ("themes", {"themes": "\n".join("abcdefghijklm")}, "Enter at most twelve themes."),
        ("themes", {"industries": "x" * 81}, "A name has at most 80 characters."),
        ("people", {"coordinator": "nobody"}, "Enter a valid email address"),
        ("open", {"again": "correct horse 8"}, "The two passwords differ."),
    ],
)
def test_wrong_input_is_explained_and_not_kept(address, key, wrong, sentence):
    client = Client()
    walk(client, address)
    before = kept()
    right = STEPS.get(key, ADMINISTRATOR)
    response = client.post(f"{address}{key}/", right | wrong)
    assert response.status_code == 400
    assert sentence in response.content.decode()
    assert kept() == before


def test_the_periods_are_shown_once_they_are_known(address):
    client = Client()
    walk(client, address)
    page = client.get(f"{address}start/").content.decode()
    assert "1 September 2026" in page
    assert "31 August 2029" in page


def test_the_wizard_says_what_each_step_holds(address):
    client = Client()
    walk(client, address)
    marks = client.get(f"{address}open/").context["marks"]
    assert [mark.summary for mark in marks] == [
        "Nordlys, Interreg",
        "2 partners",
        "6 periods",
        "2 themes",
        "2 invitations",
        "",
    ]


def test_a_step_that_does_not_exist_is_not_found(address):
    assert Client().get(f"{address}nonsense/").status_code == 404


def test_the_pages_are_not_kept_by_caches(address):
    assert "no-store" in Client().get(f"{address}name/")["Cache-Control"]
