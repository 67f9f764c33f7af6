"""The catalogue as people read it: `practice_list`."""

import re
from urllib.parse import quote_plus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clusterix.testing.queries import assert_few_queries, count_queries
from practices.tests.factories import make_draft, make_practice, make_theme, make_transfer
from practices.tests.reading import text_of, titles_of

pytestmark = pytest.mark.django_db

URL = reverse("practice_list")
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def practices(small):
    """Two published practices, one from Skåne with a public and a private status; and a draft."""
    theme = make_theme(code="money", name="Money")
    pool = make_practice(
        title="Pool", theme=theme, origin_region=small.home.region, partner=small.home.partner,
        maturity="proven", tags=["calls"],
    )  # fmt: skip
    make_transfer(pool, small.other.region, "adapt", is_public=True)
    make_transfer(pool, small.third.region, "interested")
    make_practice(title="Atlas", partner=small.home.partner, maturity="pilot")
    make_draft(title="Draft", partner=small.home.partner)
    return pool


def test_everybody_lists_what_is_published(practices, member, stranger, coordinator, visitor):
    for persona in (member, stranger, coordinator, visitor):
        assert titles_of(persona.get(URL, {"sort": "title"})) == ["Atlas", "Pool"]


def test_members_find_the_way_to_writing(practices, member, visitor, administrator):
    content = member.get(URL).content.decode()

    assert f'<a href="{reverse("practice_desk")}">Drafts of Skåne</a>' in content
    assert f'<a href="{reverse("practice_new")}">Write a practice</a>' in content
    for persona in (visitor, administrator):
        assert reverse("practice_new") not in persona.get(URL).content.decode()


def strip_of(response):
    """The hidden words of the first strip."""
    strip = re.search(r'<ol class="strip".*?</ol>', response.content.decode())[0]
    return re.findall(r'<span class="vh">([^<]+)</span>', strip)


def test_members_read_every_status_of_the_strip(practices, member):
    response = member.get(URL, {"q": "pool"})

    assert strip_of(response) == [
        "Skåne: Origin",
        "Southern Denmark: Adapt to us",
        "Lower Austria: Interested",
    ]
    assert "1 takes it up; 1 under way" in text_of(response)
    assert "Status in Skåne" in text_of(response)


def test_visitors_read_public_statuses_only(practices, visitor):
    response = visitor.get(URL, {"q": "pool"})

    assert strip_of(response) == [
        "Skåne: Origin",
        "Southern Denmark: Adapt to us",
        "Lower Austria: No public status",
    ]
    assert '<p class="tally">1 takes it up</p>' in response.content.decode()
    assert "Status in" not in text_of(response)


def count_of(response):
    """The head of the list, in words."""
    head = re.search(r'<h2 class="count">(.*?)</h2>', response.content.decode())[1]
    return re.sub(r"<[^>]+>", "", head)


def test_the_head_counts_what_is_found(practices, visitor):
    assert count_of(visitor.get(URL)) == "2 practices"
    assert count_of(visitor.get(URL, {"maturity": "pilot"})) == "1 practice of 2"
    assert count_of(visitor.get(URL, {"maturity": "idea"})) == "0 practices of 2"


def test_a_row_says_place_owner_period_and_maturity(practices, visitor):
    content = visitor.get(URL, {"q": "pool"}).content.decode()
    where = re.search(r'<p class="where">(.*?)</p>', content)[1]

    assert re.sub(r"<[^>]+>", "", where) == (
        "Skåne, Sweden&nbsp;· Agency for clusters&nbsp;· Proven"
    )


def test_htmx_gets_only_what_changes_and_nobody_stores_it(practices, member):
    response = member.get(URL, {"maturity": "pilot", "q": "", "sort": "title"}, **HTMX)
    content = response.content.decode()

    assert content.lstrip().startswith('<section class="stack"')
    assert "<html" not in content
    assert titles_of(response) == ["Atlas"]
    assert '<span class="n" id="n-maturity-proven" hx-swap-oob="true">1<' in content
    assert "1 practice found" in text_of(response)
    assert "Show 1 practice" in text_of(response)
    assert response["HX-Push-Url"] == "/practices/?maturity=pilot&sort=title"
    assert response["Cache-Control"] == "private, no-store"
    assert "HX-Request" in response["Vary"]
    assert "HX-Request" in member.get(URL)["Vary"]


@pytest.mark.parametrize("url", [URL, reverse("practice_map")])
def test_a_tick_after_the_login_has_ended_leads_back_by_way_of_it(url, practices, visitor, member):
    response = visitor.get(url, {"status": "none", "q": ""}, **HTMX)

    assert response["HX-Redirect"] == f"/accounts/login/?next={quote_plus(f'{url}?status=none&q=')}"
    assert response["Cache-Control"] == "private, no-store"
    assert "HX-Redirect" not in member.get(url, {"status": "none"}, **HTMX)
    assert "HX-Redirect" not in visitor.get(url, {"maturity": "pilot"}, **HTMX)


def test_going_back_gets_the_whole_page(practices, member):
    response = member.get(URL, **HTMX, HTTP_HX_HISTORY_RESTORE_REQUEST="true")

    assert "<html" in response.content.decode()


def test_a_visitor_gets_no_cookie_and_asks_for_no_session(practices, visitor):
    with CaptureQueriesContext(connection) as captured:
        response = visitor.get(URL)

    assert not response.cookies
    assert not [each for each in captured.captured_queries if "django_session" in each["sql"]]


def test_chips_and_clear_all_are_plain_links(practices, visitor):
    content = visitor.get(URL, {"maturity": ["pilot", "proven"], "sort": "title"}).content.decode()

    assert re.findall(r'<a class="chip" href="([^"]+)"', content) == [
        "?maturity=proven&amp;sort=title",
        "?maturity=pilot&amp;sort=title",
    ]
    assert '<a href="/practices/">Clear all</a>' in content


def test_nothing_found_says_which_filter_to_loosen(practices, visitor):
    response = visitor.get(URL, {"maturity": "pilot", "theme": "money"})
    text = text_of(response)

    assert response.status_code == 200
    assert "No practice fits all of this" in text
    assert "Without Maturity: pilot : 1 practice" in text
    assert "Without Theme: Money : 1 practice" in text
    assert "Show all 2 practices" in text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("q=clustr", ["Without <b>Words: clustr</b>: 2 practices"]),
        ('q="food+clusters"+-beer', ["Without <b>Words: &quot;food clusters&quot; -beer</b>: 2"]),
        (
            "maturity=pilot&maturity=idea&theme=money",
            [
                "Most is kept out by <b>Maturity: pilot or idea</b>. Without it there is 1",
                "Without <b>Maturity: pilot or idea</b>: 1 practice",
                "Without <b>Theme: Money</b>: 1 practice",
            ],
        ),
    ],
)
def test_what_keeps_most_out_is_said_without_marks_in_marks(query, said, practices, visitor):
    content = visitor.get(f"{URL}?{query}").content.decode()
    found = content[content.index("No practice fits all of this") :]

    assert [each for each in said if each in found] == said
    assert ("Most is kept out" in found) == (len(said) > 1), "One way back needs no sentence."
    assert "“" not in found[: found.index("</section>")]


@pytest.mark.parametrize(
    ("query", "others"),
    [
        ("q=atlas+pool", {"Without pool : 1 practice", "Without atlas : 1 practice"}),
        ("q=atlas+pool&maturity=pilot", {"Without pool : 1 practice"}),
        ("q=atlas+pool+-clusters", set()),
        ("q=pool+xylophone", {"Without xylophone : 1 practice"}),
        ('q="pool+agency"', {"Without the quotation marks : 1 practice"}),
        ("q=atlas+pool+xylophone", {"With any of these words : 2 practices"}),
        ("q=xylophone", set()),
    ],
)
def test_words_that_never_meet_can_be_left_out_one_by_one(query, others, practices, visitor):
    text = text_of(visitor.get(f"{URL}?{query}"))
    found = text[text.index("No practice fits all of this") :]

    ways = re.findall(r"With(?:out)? [^:]+ : \d practices?", found)
    assert {each for each in ways if not re.match("Without (Words|Maturity)", each)} == others


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        ("", {"taken_up", "", "title"}),
        ("?theme=money", {"taken_up", "", "title"}),
        ("?q=pool", {"", "taken_up", "newest", "title"}),
        ("?q=pool&sort=newest", {"relevance", "taken_up", "newest", "title"}),
    ],
)
def test_an_order_that_nobody_chose_is_not_sent(query, sent, practices, visitor):
    """Else who ticks a filter and then looks for words would see the newest first."""
    select = re.search(r'<select id="sort".*?</select>', visitor.get(URL + query).text)[0]

    assert set(re.findall(r'<option value="([^"]*)"', select)) == sent


def test_an_unknown_filter_is_a_400_that_keeps_the_rest(practices, visitor):
    response = visitor.get(URL, {"theme": "nope", "maturity": "pilot"})

    assert response.status_code == 400
    assert titles_of(response) == ["Atlas"]
    assert "Theme: “nope” is not in the list. It was left out, the rest counts." in text_of(
        response
    )
    assert 'value="pilot" form="filters" autocomplete="off" checked' in response.content.decode()


@pytest.mark.parametrize("page", ["abc", "0", "-1", "--1", "2", "99999", "9999999", "1e3", "²"])
def test_a_page_that_does_not_exist_is_a_400_with_a_sentence(practices, visitor, page):
    response = visitor.get(URL, {"page": page})

    assert response.status_code == 400
    assert "There is no such page of the list" in text_of(response)


@pytest.mark.parametrize(
    "words", ["'", '"', "a" * 3_000, "((((", "a or", "<script>alert(1)</script>", "& | !", "\\"]
)
def test_any_words_can_be_searched(practices, visitor, words):
    response = visitor.get(URL, {"q": words})

    assert response.status_code == 200
    assert titles_of(response) == []
    assert "<script>alert" not in response.content.decode()


def test_pages_of_twenty(small, visitor):
    for number in range(21):
        make_practice(title=f"Practice {number:02}", partner=small.home.partner)

    first = visitor.get(URL, {"sort": "title"})
    second = visitor.get(URL, {"sort": "title", "page": "2"})

    assert titles_of(first) == [f"Practice {number:02}" for number in range(20)]
    assert titles_of(second) == ["Practice 20"]
    assert 'href="?sort=title&amp;page=2"' in first.content.decode()


def test_a_stub_says_that_it_is_one(small, visitor):
    make_practice(title="Known by name", is_stub=True, summary="", partner=small.home.partner)

    assert "Description not yet collected" in text_of(visitor.get(URL))


def test_an_empty_catalogue_offers_members_to_write(small, member, visitor, administrator):
    for persona in (visitor, administrator):
        text = text_of(persona.get(URL))
        assert "The partners are still collecting" in text
        assert "Write the first practice" not in text
    content = member.get(URL).content.decode()
    assert "The catalogue starts with one practice" in content
    assert f'href="{reverse("practice_new")}"' in content
    assert "Filters appear with the first practices." in content
    assert reverse("practice_import") not in content


def test_an_empty_catalogue_offers_a_spreadsheet_to_who_may_import(small, lead, coordinator):
    for persona in (lead, coordinator):
        content = persona.get(URL).content.decode()
        assert f'<a class="btn" href="{reverse("practice_import")}">' in content
        assert persona.get(reverse("practice_import")).status_code == 200


def test_only_reading_is_answered(practices, visitor):
    assert visitor.post(URL).status_code == 405
    assert visitor.head(URL).status_code == 200


def fill(small, count):
    theme = make_theme()
    for number in range(count):
        practice = make_practice(
            title=f"Pool {number}", theme=theme, partner=small.home.partner, tags=["calls", "x"],
            origin_region=small.home.region,
        )  # fmt: skip
        make_transfer(practice, small.other.region, is_public=True)
        make_transfer(practice, small.third.region, "adopt")


@pytest.mark.parametrize("query", ["", "?q=pool&tag=calls&sort=taken_up", "?q=pool"])
def test_the_number_of_queries_is_constant(small, member, visitor, query):
    fill(small, 3)  # fewer make the list guess other words
    few = [count_queries(persona, URL + query) for persona in (member, visitor)]
    fill(small, 3)
    more = [count_queries(persona, URL + query) for persona in (member, visitor)]

    assert few == more
    # Names, the statement, rows; the notices and the partnership are of the frame.
    assert_few_queries(member, URL + query, at_most=5)
    assert count_queries(member, URL + query, **HTMX) <= 3


def test_a_guess_costs_two_queries_and_a_tick_one(small, member):
    fill(small, 1)

    assert_few_queries(member, URL + "?q=pool&tag=calls", at_most=6)
    assert_few_queries(member, URL + "?q=puol&p=nope", at_most=7)


def test_finding_nothing_asks_no_more(small, member, visitor):
    fill(small, 3)
    nothing = URL + "?q=puol&tag=calls&maturity=idea&country=FR&level=local"

    for persona in (member, visitor):
        assert_few_queries(persona, nothing, at_most=6)
        assert_few_queries(persona, nothing.replace("q=puol&", ""), at_most=4)
