"""The result of the list as a map and a table: `practice_map`."""

import re

import pytest
from django.urls import reverse

from clusterix.testing.queries import assert_few_queries, count_queries
from practices.tests.factories import PUBLISHED_AT, make_draft, make_practice, make_theme
from practices.tests.reading import text_of, titles_of

pytestmark = pytest.mark.django_db

URL = reverse("practice_map")
LIST = reverse("practice_list")


@pytest.fixture
def practices(small):
    """Three from Skåne, one from Southern Denmark, two from elsewhere, and some that are hidden."""
    money = make_theme(code="money", name="Money", position=1)
    analysis = make_theme(code="analysis", name="Analysis", position=2)
    partner, skane = small.home.partner, small.home.region
    for title, theme, place, maturity in (
        ("A", money, skane, "proven"),
        ("B", money, skane, "pilot"),
        ("C", analysis, skane, "proven"),
        ("D", money, small.other.region, "proven"),
        ("E", money, None, "proven"),
        ("F", analysis, None, "idea"),
    ):
        make_practice(
            title=title, theme=theme, origin_region=place, maturity=maturity, partner=partner
        )
    hidden = {"theme": money, "origin_region": skane, "partner": partner, "maturity": "proven"}
    make_draft(title="Draft", **hidden)
    make_practice(title="Archived", archived_at=PUBLISHED_AT, **hidden)
    make_practice(title="Gone", taken_down_at=PUBLISHED_AT, takedown_reason="Wrong", **hidden)


def table_of(response):
    """The rows of the table, as words."""
    table = re.search(r"<tbody>.*</tfoot>", response.content.decode(), re.DOTALL)[0]
    rows = re.findall(r"<tr.*?</tr>", table, re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells]


def points_of(response):
    """Names and addresses of the points of the map."""
    content = response.content.decode()
    found = re.findall(r'<a href="([^"]+)"[^>]* aria-label="([^"]+)"><circle', content)
    return [(name, address.replace("&amp;", "&")) for address, name in found]


def head_of(response):
    head = re.search(r'<h2 class="count">(.*?)</h2>', response.content.decode())[1]
    return re.sub(r"<[^>]+>", "", head)


def test_everybody_sees_table_and_map_with_the_same_numbers(
    practices, member, stranger, coordinator, visitor
):
    for persona in (member, stranger, coordinator, visitor):
        response = persona.get(URL)
        assert head_of(response) == "4 practices of 6, in two partner regions"
        assert table_of(response) == [
            ["SKA Skåne", "2", "1", "3"],
            ["SDK Southern Denmark", "1", "–", "1"],
            ["LOA Lower Austria", "–", "–", "–"],
            ["Partner regions", "3", "1", "4"],
        ]
        assert points_of(response) == [
            ("Skåne 3 practices", "/practices/?region=SE22"),
            ("Southern Denmark 1 practice", "/practices/?region=DK03"),
            ("Lower Austria 0 practices", "/practices/?region=AT12"),
        ]
        assert "2 more practices come from outside the partner regions. Show them too" in text_of(
            response
        )


def test_each_region_leads_to_the_list_with_the_same_number(practices, visitor):
    response = visitor.get(URL, {"maturity": "proven", "theme": "money", "sort": "title"})

    assert [(name, titles_of(visitor.get(address))) for name, address in points_of(response)] == [
        ("Skåne 1 practice", ["A"]),
        ("Southern Denmark 1 practice", ["D"]),
        ("Lower Austria 0 practices", []),
    ]
    content = response.content.decode()
    elsewhere = re.search(r'<a href="([^"]+)">Show them too', content)[1].replace("&amp;", "&")
    assert titles_of(visitor.get(elsewhere)) == ["A", "D", "E"]


def test_own_region_is_marked_for_members(practices, member, visitor):
    assert 'region=SE22" data-me' in member.get(URL).content.decode()
    assert "data-me" not in visitor.get(URL).content.decode()


def test_a_chosen_region_stands_alone_and_elsewhere_is_still_counted(practices, visitor):
    response = visitor.get(URL, {"region": "DK03"})

    assert head_of(response) == "1 practice of 6, in one partner region"
    assert table_of(response)[-1] == ["Partner regions", "1", "–", "1"]
    assert "2 more practices come from outside the partner regions" in text_of(response)
    assert 'href="/practices/">' in response.content.decode()


def test_the_way_to_the_list_keeps_everything(practices, visitor):
    query = "?q=firms&maturity=proven&maturity=pilot&sort=title"
    content = visitor.get(URL + query).content.decode()
    kept = query.replace("&", "&amp;")

    assert f'<a href="{LIST}{kept}">' in content
    assert f'<a href="{URL}{kept}" aria-current="true">' in content
    assert '<input type="hidden" name="sort" value="title">' in content
    assert f'<a href="{URL}{kept}">' in visitor.get(LIST + query).content.decode()


def test_chips_stay_on_the_map(practices, visitor):
    content = visitor.get(URL, {"maturity": ["pilot", "proven"]}).content.decode()

    assert re.findall(r'<a class="chip" href="([^"]+)"', content) == [
        "?maturity=proven",
        "?maturity=pilot",
    ]
    assert f'<a href="{URL}">Clear all</a>' in content
    assert f'hx-get="{URL}"' in content


def test_nothing_found_says_what_to_loosen(practices, visitor):
    text = text_of(visitor.get(URL, {"maturity": "established", "theme": "money"}))

    assert "No practice fits all of this" in text
    assert "Without Maturity: established : 4 practices" in text


def test_nothing_from_a_partner_region_leads_to_the_rest(practices, visitor):
    response = visitor.get(URL, {"maturity": "idea"})

    assert "Nothing found comes from a partner region" in text_of(response)
    assert "The one practice found comes from outside the partner regions." in text_of(response)
    assert f'<a class="btn" href="{LIST}?maturity=idea">Show the list</a>' in (
        response.content.decode()
    )


def test_practices_without_a_theme_have_a_column(practices, small, visitor):
    make_practice(title="G", origin_region=small.third.region, partner=small.third.partner)

    assert table_of(visitor.get(URL))[-1] == ["Partner regions", "3", "1", "1", "5"]


def test_a_region_without_a_place_stands_in_the_table(practices, small, visitor):
    small.other.region.latitude = None
    small.other.region.save()
    response = visitor.get(URL)

    assert [name for name, _url in points_of(response)] == [
        "Skåne 3 practices",
        "Lower Austria 0 practices",
    ]
    assert table_of(response)[1] == ["SDK Southern Denmark", "1", "–", "1"]
    assert "Only in the table, for want of a place: Southern Denmark." in text_of(response)


def test_an_empty_catalogue_has_no_map(small, visitor, member):
    assert "The partners are still collecting" in text_of(visitor.get(URL))
    assert "The catalogue starts with one practice" in text_of(member.get(URL))


def test_htmx_gets_only_what_changes(practices, visitor):
    response = visitor.get(URL, {"maturity": "proven", "q": ""}, HTTP_HX_REQUEST="true")
    content = response.content.decode()

    assert content.lstrip().startswith('<section class="stack"')
    assert "<html" not in content
    assert '<span class="n" id="n-maturity-pilot" hx-swap-oob="true">1<' in content
    assert response["HX-Push-Url"] == "/practices/map/?maturity=proven"
    assert response["Cache-Control"] == "private, no-store"


def test_what_cannot_be_read_is_a_400_that_keeps_the_rest(practices, visitor):
    response = visitor.get(URL, {"theme": "nope", "maturity": "pilot"})

    assert response.status_code == 400
    assert "Theme: “nope” is not in the list. It was left out, the rest counts." in text_of(
        response
    )
    assert head_of(response) == "1 practice of 6, in one partner region"
    assert visitor.post(URL).status_code == 405


def test_the_number_of_queries_is_constant(practices, small, member):
    once = count_queries(member, URL + "?q=firms")
    for number in range(3):
        make_practice(title=f"More {number}", origin_region=small.third.region)

    assert count_queries(member, URL + "?q=firms") == once
    assert_few_queries(member, URL + "?q=firms", at_most=8)
