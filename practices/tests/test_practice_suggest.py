"""Suggestions while typing: `practice_suggest`."""

import pytest
from django.urls import reverse

from clusterix.testing.queries import assert_few_queries, count_queries
from practices.finding.suggestions import suggestions_for
from practices.models import Practice
from practices.search import MAX_QUERY
from practices.tests.factories import PUBLISHED_AT, make_draft, make_practice
from practices.tests.reading import titles_of
from regions.reader import Reader

pytestmark = pytest.mark.django_db

URL = reverse("practice_suggest")


@pytest.fixture
def practices(small):
    """A published practice from Skåne; the same words in texts that no list shows."""
    pool = make_practice(
        title="Réseau pool of vouchers", partner=small.home.partner, tags=["Vouchers"],
        origin_region=small.home.region, organisation="Agency Voulund", language="fr",
    )  # fmt: skip
    hidden = {"partner": small.other.partner, "tags": ["voucher secrets"]}
    hidden |= {"organisation": "Voucher office", "origin_region": small.other.region}
    make_draft(title="Voucher draft", **hidden)
    make_practice(title="Voucher archived", archived_at=PUBLISHED_AT, **hidden)
    make_practice(
        title="Voucher gone", taken_down_at=PUBLISHED_AT, takedown_reason="Wrong", **hidden
    )
    return pool


def suggested(words, reader=None):
    groups = suggestions_for(words, reader or Reader.visitor())
    return {str(group.heading): [each.text for each in group.items] for group in groups}


def item(text, url, aside="", lang=""):
    return {"text": text, "url": url, "aside": aside, "lang": lang}


def test_everybody_is_suggested_the_same_of_what_is_listed(
    practices, member, stranger, coordinator, visitor
):
    practice = item("Réseau pool of vouchers", practices.get_absolute_url(), "Skåne", "fr")
    tag = item("Vouchers", "/practices/?tag=vouchers")
    owner = item("Agency Voulund", "/practices/?q=%22Agency+Voulund%22")
    for persona in (member, stranger, coordinator, visitor):
        assert persona.get(URL, {"q": "vou"}).json() == {
            "said": "3 suggestions",
            "groups": [
                {"heading": "Practices", "items": [practice]},
                {"heading": "Tags", "items": [tag]},
                {"heading": "Organisations", "items": [owner]},
            ],
        }


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("RESEAU", {"Practices": ["Réseau pool of vouchers"]}),
        ("pool rés", {"Practices": ["Réseau pool of vouchers"]}),
        ("ska", {"Partner regions": ["Skåne"]}),
        ("skåne", {"Partner regions": ["Skåne"]}),
        ("south", {}),  # the only practice of Southern Denmark is archived
        ("oucher", {}),
        ("v", {}),
        ("", {}),
        (" ", {}),
        ("draft", {}),
        ("'; DROP TABLE practices_practice; --", {}),
        ("& | ! :* <->", {}),
        ("\\", {}),
    ],
)
def test_words_are_looked_for_at_their_beginning(practices, words, found):
    assert suggested(words) == found


def test_titles_that_begin_so_come_first_then_by_name(small):
    for title in ("Great pool", "Pool B", "Pool A", "A pool", "Zoo"):
        make_practice(title=title, partner=small.home.partner, organisation="")

    assert suggested("poo") == {"Practices": ["Pool A", "Pool B", "A pool", "Great pool"]}


def test_practices_make_room_for_the_other_kinds(small):
    for number in range(6):
        make_practice(
            title=f"Skill {number}", partner=small.home.partner, organisation=f"Skilled {number}",
            tags=[f"skill {number}"], origin_region=small.home.region,
        )  # fmt: skip

    assert {heading: len(found) for heading, found in suggested("sk").items()} == {
        "Practices": 3,
        "Tags": 2,
        "Partner regions": 1,
        "Organisations": 2,
    }


@pytest.mark.parametrize("name", ["Voucher “office”, R&D", 'The "Voucher" office', "Voucher " * 37])
def test_an_organisation_leads_to_what_it_owns(small, visitor, name):
    make_practice(title="Its own", partner=small.home.partner, organisation=name.strip())
    (group,) = suggestions_for("vouch", Reader.visitor())

    assert titles_of(visitor.get(group.items[0].url)) == ["Its own"]


def test_what_is_typed_is_cut(practices):
    assert suggested("vouchers " * 100_000) == suggested(("vouchers " * 100)[:MAX_QUERY])


def test_impossible_input_is_a_400_with_a_sentence(practices, visitor):
    response = visitor.get(URL + "?q=%00", HTTP_ACCEPT="application/json")

    assert response.status_code == 400
    assert response.json()["detail"].startswith("The text holds a control character")


def test_others_may_keep_it_for_visitors_only(practices, visitor, member):
    assert visitor.get(URL, {"q": "vou"})["Cache-Control"] == "public, max-age=60"
    assert "private" in member.get(URL, {"q": "vou"})["Cache-Control"]
    assert visitor.post(URL).status_code == 405


def test_three_queries_however_much_is_there(practices, small, member):
    once = count_queries(member, URL + "?q=vou")
    for number in range(3):
        make_practice(title=f"Voucher {number}", tags=[f"voucher {number}"])

    assert Practice.objects.listed_for(member.reader).count() == 4
    assert count_queries(member, URL + "?q=vou") == once
    assert_few_queries(member, URL + "?q=vou", at_most=3)
