"""The filters of the list by API: those of the page, declared, and nothing else."""

import pytest
from django.urls import reverse

from clusterix.api import api
from practices import search
from practices.filters import PracticeFilter
from practices.tests.factories import (
    make_draft,
    make_practice,
    make_statement,
    make_theme,
    make_transfer,
)
from regions.tests.factories import make_industry, make_token_of

LIST = "/api/v1/practices"
ADDRESSES = {
    "": ["A", "B", "C", "D"],
    "q=vouchers": ["A", "B"],
    "q=%22vouchers+for+training%22": ["B"],
    "q=vouchers+-training": ["A"],
    "theme=money": ["B", "C"],
    "theme=money&theme=analysis&maturity=pilot": ["C"],
    "region=SE22": ["A"],
    "country=SE&country=DK": ["A", "B", "C"],
    "industry=wood": ["A", "D"],
    "links=food~wood": ["A"],
    "tag=calls": ["A", "B"],
    "tag=training&tag=calls&kind=measure": ["B"],
    "evidence=dated": ["B"],
    "evidence=none": ["A"],
    "instrument=voucher&instrument=network": ["A", "B"],
    "kind=tool&level=local": ["D"],
    "maturity=idea&sort=title": ["D"],
    "q=vouchers&sort=relevance&level=regional": ["A"],
    "country=FR": [],
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def four(small):
    """Four published practices that every filter tells apart, and two that nobody lists."""
    analysis, money = make_theme(code="analysis"), make_theme(code="money")
    food, wood = make_industry(code="food"), make_industry(code="wood")
    home = {"partner": small.home.partner}
    a = make_practice(
        **home, title="A", summary="Vouchers", theme=analysis, origin_region=small.home.region,
        countries=["SE"], industries=[food, wood], tags=["calls"], kind="tool", maturity="proven",
        instrument="voucher", level="regional", has_no_evidence_yet=True,
    )  # fmt: skip
    b = make_practice(
        **home, title="B", summary="Vouchers for training", theme=money, countries=["SE"],
        industries=[food], tags=["calls", "training"], kind="measure", maturity="proven",
        instrument="network", level="national",
    )  # fmt: skip
    make_statement(b.published_revision, dated_on="2013-05-09")
    search.index(b)
    c = make_practice(
        **home, title="C", theme=money, countries=["DK"], maturity="pilot", kind="tool"
    )
    make_practice(
        **home, title="D", countries=["IT"], industries=[wood], maturity="idea", kind="tool",
        level="local",
    )  # fmt: skip
    make_draft(**home, title="Draft", countries=["FR"], maturity="idea")
    make_practice(**home, title="Archived", countries=["FR"], archived_at=a.published_at)
    make_transfer(c, small.home.region, "adopt")
    return a


def both(page, program, query):
    """Slugs on the page and from the API, and the number that each says."""
    shown = page.get(f"{reverse('practice_list')}?{query}")
    answer = program.get(f"{LIST}?{query}")
    assert (shown.status_code, answer.status_code) == (200, 200)
    of_page = [card.practice.slug for card in shown.context["cards"]]
    of_api = [each["slug"] for each in answer.json()["results"]]
    assert (of_page, shown.context["tally"].found) == (of_api, answer.json()["count"])
    return [each["title"] for each in answer.json()["results"]]


@pytest.mark.parametrize("query", ADDRESSES)
def test_an_address_means_the_same_to_the_page_and_the_api(query, four, visitor):
    assert sorted(both(visitor, visitor, query)) == ADDRESSES[query]


class Program:
    """Asks with a token, as no browser would."""

    def __init__(self, client, token):
        self.client, self.token = client, token

    def get(self, address):
        headers = {"Authorization": f"Bearer {self.token.secret}"}
        return self.client.get(address, headers=headers)


@pytest.mark.parametrize(("persona", "found"), [("member", ["C"]), ("stranger", [])])
def test_the_status_is_that_of_the_tokens_region(persona, found, four, visitor, request):
    person = request.getfixturevalue(persona)
    program = Program(visitor, make_token_of(person.user))
    assert both(person, program, "status=adopt") == found
    assert both(person, program, "status=taken_up") == found


def test_without_a_token_there_is_no_status(four, visitor):
    answer = visitor.get(f"{LIST}?status=adopt")
    assert answer.status_code == 400
    assert answer.json()["detail"] == (
        "“status” is about a region: send the token of a partner along."
    )


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("maturty=proven", "There is no parameter “maturty”. There are: q, theme, region, "),
        ("page=2", "There is no parameter “page”. There are: q, theme, "),
        ("x" * 99 + "=1", f"There is no parameter “{'x' * 50}”. There are: q"),
        ("instrument=luck", "“luck” is not in the list."),
        ("kind=none", "Kind: “none” is not in the list."),
        ("evidence=old", "Evidence: “old” is not in the list."),
        ("links=wood~food", "Links two fields: “wood~food” is not in the list."),
        ("country=sweden", "Country: “sweden” is not in the list."),
        ("level=x&maturity=y", "Maturity: “y” is not in the list."),
        ("tag=secret", "Tags: “secret” is not in the list."),
        ("sort=luck", "Correct these parameters and send the request again: sort."),
        ("page_size=0", "Correct these parameters and send the request again: page_size."),
    ],
)
def test_what_is_not_understood_is_refused_with_a_sentence(query, said, four, visitor):
    answer = visitor.get(f"{LIST}?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["status"] == 400
    assert said in answer.json()["detail"]


def test_every_filter_of_the_page_is_declared_with_an_example():
    operation = api.get_openapi_schema()["paths"][LIST]["get"]
    declared = {each["name"]: each for each in operation["parameters"]}
    assert declared.keys() - {"page_size", "cursor"} == PracticeFilter.base_filters.keys()
    assert all(each["description"] for each in declared.values())
    assert [name for name, each in declared.items() if "example" not in each] == ["cursor"]
    assert declared["kind"]["schema"]["items"]["enum"] == ["measure", "tool"]
    assert declared["evidence"]["schema"]["items"]["enum"] == ["dated", "undated", "none"]


@pytest.mark.parametrize("persona", ["visitor", "member"])
def test_the_reference_shows_values_and_examples(persona, small, request):
    page = request.getfixturevalue(persona).get("/api/v1/docs").text
    for words in (
        'One of: <span class="mono">measure, tool</span>.',
        'Example: <span class="mono">instrument=voucher</span>',
        'Example: <span class="mono">q=vouchers%20-training</span>',
        "practices?instrument=voucher&amp;instrument=grant&amp;evidence=dated",
    ):
        assert words in page
