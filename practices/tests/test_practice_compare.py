"""Two to four practices side by side: `practice_compare`."""

import re
from datetime import date

import pytest
from django.urls import reverse

from clusterix.testing.queries import assert_few_queries, count_queries
from practices.models import FormerSlug
from practices.tests.factories import (
    PUBLISHED_AT,
    make_draft,
    make_practice,
    make_requirement,
    make_statement,
    make_theme,
    make_transfer,
)
from practices.tests.reading import text_of
from regions.tests.factories import make_industry

pytestmark = pytest.mark.django_db

URL = reverse("practice_compare")
PLAIN = {"summary": "", "organisation": "", "place": "", "countries": [], "nuts_codes": []}
PLAIN |= {"problem": "", "how_it_works": "", "evidence": ""}


def make(slug, **fields):
    return make_practice(slug=slug, **PLAIN | {"title": slug.capitalize()} | fields)


@pytest.fixture
def practices(small):
    """Two that share theme and level, and differ in the rest."""
    theme, food = make_theme(code="money", name="Money"), make_industry(name="Food")
    partner = small.home.partner
    pool = make(
        "pool", partner=partner, theme=theme, level="regional", organisation="Agency",
        industries=[food], tags=["calls"], origin_region=small.home.region, maturity="proven",
        how_it_works="People **meet**.", evidence="Ten firms.",
    )  # fmt: skip
    atlas = make("atlas", partner=partner, theme=theme, level="regional", has_no_evidence_yet=True)
    make_statement(pool.published_revision, dated_on=date(2013, 5, 1), date_precision="month")
    make_statement(pool.published_revision, dated_on=date(2012, 1, 1))
    make_requirement(pool.published_revision, kind="staff", needed=2, text="Two trainers")
    make_requirement(atlas.published_revision, kind="data", needed=1, text="A register")
    make_transfer(pool, small.other.region, "adapt", is_public=True)
    make_transfer(pool, small.third.region, "interested")
    make_transfer(atlas, small.home.region, "plan")
    return pool, atlas


def lines_of(response):
    """Per line its head and the words of its cells; "=" before the head where all say the same."""
    body = re.search(r"<tbody>(.*?)</tbody>", response.content.decode(), re.DOTALL)[1]
    lines = []
    for is_same, row in re.findall(r'<tr( class="same")?>(.*?)</tr>', body, re.DOTALL):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        words = [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells]
        lines.append([("= " if is_same else "") + words[0], *words[1:]])
    return lines


def test_of_a_practice_that_names_no_needs_nothing_is_claimed(practices, visitor):
    make("stub", is_stub=True)
    staff = [line for line in lines_of(compare(visitor, "pool", "stub")) if "Staff" in line[0]]

    assert staff == [["Differs: Staff", "needed 2 of 3. Two trainers", "Not stated"]]


def compare(persona, *slugs, **query):
    return persona.get(URL, {"p": slugs, **query})


STATUSES = {
    "member": (
        "SKA Skåne: Origin SDK Southern Denmark: Adapt to us LOA Lower Austria: Interested",
        "SKA Skåne: In plan SDK Southern Denmark: Not yet considered"
        " LOA Lower Austria: Not yet considered",
    ),
    "visitor": (
        "SKA Skåne: Origin SDK Southern Denmark: Adapt to us LOA Lower Austria: No public status",
        "SKA Skåne: No public status SDK Southern Denmark: No public status"
        " LOA Lower Austria: No public status",
    ),
}


def test_lines_are_the_same_for_everybody_but_the_statuses(practices, member, visitor):
    common = [
        ["= Theme", "Money the same in both"],
        ["= Level", "Regional the same in both"],
        ["Differs: Owner", "Agency", "Not stated"],
        ["Differs: Maturity", "Proven", "Not stated"],
        ["Differs: Fields of strength", "Food", "Not stated"],
        ["Differs: Tags", "calls", "Not stated"],
        ["Differs: How it works", "People meet.", "Not stated"],
        [
            "Differs: Evidence of success",
            "Ten firms. 2 statements with a date, the latest of May 2013",
            "None yet.",
        ],
        ["Differs: Staff", "needed 2 of 3. Two trainers", "Not needed"],
        ["Differs: Data", "Not needed", "needed 1 of 3. A register"],
    ]
    assert lines_of(compare(visitor, "pool", "atlas")) == [
        *common,
        ["Differs: Three regions", *STATUSES["visitor"]],
    ]
    assert lines_of(compare(member, "pool", "atlas")) == [
        *common,
        ["Differs: Three regions", *STATUSES["member"]],
        ["Differs: In Skåne", "Origin", "In plan"],
    ]


def test_the_head_says_what_is_shared_and_how_much_differs(practices, visitor):
    text = text_of(compare(visitor, "pool", "atlas"))

    assert "Two practices side by side" in text
    assert "They share: theme and level. They differ in 9 of 11 lines." in text


def test_only_differences(practices, visitor):
    response = compare(visitor, "pool", "atlas", only="differences")

    assert len(lines_of(response)) == 9
    assert not [line for line in lines_of(response) if line[0].startswith("=")]
    assert '<a href="?p=pool&amp;p=atlas">All lines</a>' in response.content.decode()


def test_the_order_is_that_of_the_address(practices, visitor):
    make("third")
    for slugs in (("pool", "atlas", "third"), ("third", "pool", "atlas")):
        content = compare(visitor, *slugs).content.decode()
        heads = re.findall(r'<a href="/practices/([\w-]+)/">', content.partition("<tbody>")[0])
        assert heads == list(slugs)


def test_columns_can_be_taken_away_and_added(practices, visitor):
    make("third")
    two = compare(visitor, "pool", "atlas").content.decode()
    three = compare(visitor, "pool", "atlas", "third").content.decode()

    assert '<a class="small no-print" href="/practices/?p=atlas">' in two  # choose another one
    assert 'href="/practices/compare/?p=atlas&amp;p=third"' in three
    assert '<a class="btn" href="/practices/?p=pool&amp;p=atlas">' in two
    assert "Add a third" in two
    assert "Add a fourth" in three


@pytest.mark.parametrize(
    ("slugs", "status", "sentence"),
    [
        ([], 400, "Choose two to four practices in the list, then compare them."),
        ([""], 400, "Choose two to four practices in the list, then compare them."),
        (["pool"], 400, "One practice alone cannot be compared. Choose one to three more."),
        (["pool", "pool"], 400, "This is the same practice twice. Choose one to three others."),
        (["pool", "atlas", "c", "d", "e"], 400, "At most four practices fit side by side."),
        (["pool", "nope"], 404, "One of the practices is not in the list."),
        (["pool", "draft"], 404, "One of the practices is not in the list."),
        (["pool", "archived"], 404, "One of the practices is not in the list."),
        (["pool", "gone"], 404, "One of the practices is not in the list."),
        (["pool", "x y/ö\\'"], 404, "One of the practices is not in the list."),
        (["nope", "nor"], 404, "2 of the practices are not in the list."),
    ],
)
def test_what_cannot_be_compared_is_said(practices, small, visitor, slugs, status, sentence):
    for slug in "cde":
        make(slug, partner=small.home.partner)
    make_draft(slug="draft", title="Secret", partner=small.home.partner)
    make("archived", title="Secret", archived_at=PUBLISHED_AT)
    make("gone", title="Secret", taken_down_at=PUBLISHED_AT, takedown_reason="Wrong")
    response = compare(visitor, *slugs)

    assert response.status_code == status
    assert sentence in text_of(response)
    assert "Choose in the list" in text_of(response)
    assert "Secret" not in text_of(response)


def test_a_hidden_practice_is_answered_like_one_that_does_not_exist(
    practices, small, member, visitor, stranger
):
    make_draft(slug="draft", title="Secret", partner=small.home.partner)
    for persona in (visitor, stranger, member):
        answers = [text_of(compare(persona, "pool", slug)) for slug in ("draft", "nope")]
        assert answers[0] == answers[1]


def test_too_many_can_be_made_four(practices, visitor):
    for slug in "cde":
        make(slug)
    content = compare(visitor, "pool", "atlas", "c", "d", "e").content.decode()

    assert "Leave out one of them." in content
    assert re.findall(r'name="p" value="(\w+)"( checked)?', content) == [
        *((slug, " checked") for slug in ("pool", "atlas", "c", "d")),
        ("e", ""),
    ]


def test_a_practice_named_twice_stands_once(practices, visitor):
    response = compare(visitor, "pool", "atlas", "pool")

    assert response.status_code == 200
    assert "A practice was named twice; it stands here once." in text_of(response)
    assert "Two practices side by side" in text_of(response)


def test_a_former_address_leads_to_the_practice(practices, visitor):
    FormerSlug.objects.create(slug="old-pool", practice=practices[0])

    assert "Two practices side by side" in text_of(compare(visitor, "old-pool", "atlas"))
    twice = compare(visitor, "old-pool", "pool")
    assert twice.status_code == 400
    assert "This is the same practice twice." in text_of(twice)


def test_long_texts_are_cut_and_go_on_at_their_own_page(practices, visitor):
    make("long", problem="word " * 60 + "<script>alert(1)</script>")
    make("short", problem="& <b>bold</b>")
    response = compare(visitor, "long", "short")
    lines = {line[0]: line[1:] for line in lines_of(response)}

    assert lines["Differs: Problem"] == [
        " ".join(["word"] * 40) + "… Read on : Problem",
        "&amp; &lt;b&gt;bold&lt;/b&gt;",
    ]
    assert 'href="/practices/long/#problem"' in response.content.decode()


def test_equal_practices_differ_in_nothing(small, visitor):
    make("one", level="local")
    make("two", level="local")
    text = text_of(compare(visitor, "one", "two", only="differences"))

    assert "They differ in 0 of 2 lines." in text
    assert "They do not differ in any line." in text


def test_the_list_ticks_what_the_address_names(practices, visitor):
    make("third")
    content = visitor.get(reverse("practice_list"), {"p": ["pool", "nope"]}).content.decode()
    assert 'value="pool" form="compare" autocomplete="off" checked' in content
    assert 'value="atlas" form="compare" autocomplete="off">' in content

    content = visitor.get(
        reverse("practice_list"), {"p": ["pool", "atlas"], "q": "third"}
    ).content.decode()
    assert re.findall(
        r'<input type="hidden" name="p" value="(\w+)" data-title="(\w+)">', content
    ) == [
        ("atlas", "Atlas"),
        ("pool", "Pool"),
    ]
    assert '<input type="hidden" name="p" value="pool">' in content  # the next search keeps it


def test_the_list_names_nobody_that_is_not_listed(small, visitor, member):
    make("third")
    make_draft(slug="draft", title="Secret", partner=small.home.partner)

    for persona in (visitor, member):
        response = persona.get(reverse("practice_list"), {"p": ["draft"]})
        assert "Secret" not in response.content.decode()


def test_the_number_of_queries_is_constant(practices, member):
    for slug in ("third", "fourth"):
        practice = make(slug, tags=["a", "b"])
        make_requirement(practice.published_revision)
        make_statement(practice.published_revision)
    two = f"{URL}?p=pool&p=atlas"

    assert count_queries(member, two) == count_queries(member, f"{two}&p=third&p=fourth")
    assert_few_queries(member, f"{two}&p=third&p=fourth", at_most=8)


def test_only_reading_is_answered(practices, visitor):
    assert visitor.post(URL).status_code == 405
