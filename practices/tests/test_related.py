"""Practices to read next, each with the reason."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practices.finding.related import related_to
from practices.tests.factories import PUBLISHED_AT, make_draft, make_practice, make_theme
from practices.tests.reading import text_of
from regions.reader import Reader
from regions.tests.factories import make_industry

pytestmark = pytest.mark.django_db


def make(title, **fields):
    return make_practice(title=title, **{"summary": "", **fields})


def related(practice, reader=None):
    return [
        (each.practice.title, each.points, each.reason)
        for each in related_to(practice, reader or Reader.visitor())
    ]


@pytest.fixture
def fields():
    return [make_industry(code=code, name=code.capitalize()) for code in ("food", "wood")]


def test_fields_count_more_than_tags_then_theme_then_words(fields):
    theme = make_theme(name="Money")
    own = make(
        "Voucher pool", summary="For prototypes in hospitals.", theme=theme,
        industries=fields, tags=["network", "guide"],
    )  # fmt: skip
    make("D tag", tags=["guide"])
    make("C two tags", tags=["guide", "network"])
    make("B field and theme", industries=[fields[0]], theme=theme)
    make("A all", summary="A hospital prototype", industries=fields, tags=["guide"], theme=theme)
    make("E theme alone", theme=theme)
    make("F nothing")

    assert related(own) == [
        (
            "A all",
            3 * 2 + 2 + 2 + 1,
            "Same fields: Food, Wood. Tag in common: guide."
            " Similar words: hospitals, prototypes. Same theme.",
        ),
        ("B field and theme", 3 + 1, "Same field: Food. Same theme."),
        ("C two tags", 2 * 2, "Tags in common: guide, network."),
        ("D tag", 2, "Tag in common: guide."),
    ]


def test_equal_points_stand_by_title_and_at_most_four_are_shown():
    own = make("Own", tags=["guide"])
    for title in "FEDCBA":
        make(title, tags=["guide"])

    assert [title for title, _points, _reason in related(own)] == ["A", "B", "C", "D"]
    assert related(own) == related(own)


def test_words_alone_are_a_reason_when_there_are_two():
    own = make("Prototypes for hospitals")
    make("Hospital prototype")
    make("Another hospital")

    assert related(own) == [("Hospital prototype", 2, "Similar words: Prototypes, hospitals.")]


def test_words_of_most_candidates_say_nothing():
    own = make("Cluster hospital vouchers")
    for number in range(9):
        make(f"Cluster {number} voucher")
    make("Hospital voucher")

    assert related(own) == []


def test_a_text_is_compared_in_its_own_language():
    own = make("Verbund und Förderungen", language="de")
    make("Verbünde der Förderung", language="de")

    assert related(own) == [("Verbünde der Förderung", 2, "Similar words: Förderungen, Verbund.")]


def test_only_listed_practices_are_related(small, member, coordinator, visitor):
    own = make("Own", tags=["guide"], partner=small.home.partner)
    make_draft(title="Secret draft", tags=["guide"], partner=small.home.partner)
    make("Secret archived", tags=["guide"], archived_at=PUBLISHED_AT)
    make("Secret gone", tags=["guide"], taken_down_at=PUBLISHED_AT, takedown_reason="Wrong")
    make("Open", tags=["guide"], origin_region=small.other.region)

    for persona in (visitor, member, coordinator):
        text = text_of(persona.get(own.get_absolute_url()))
        assert "Related practices Open Southern Denmark. Tag in common: guide." in text
        assert "Secret" not in text


def test_an_archived_practice_still_leads_on(small, visitor):
    own = make("Own", tags=["guide"], archived_at=PUBLISHED_AT)
    make("Open", tags=["guide"])

    assert related(own) == [("Open", 2, "Tag in common: guide.")]
    assert "Related practices" in text_of(visitor.get(own.get_absolute_url()))


def test_a_draft_and_a_lonely_practice_have_no_such_part(small, member):
    draft = make_draft(title="Draft", partner=small.home.partner, tags=["guide"])
    lonely = make("Lonely", partner=small.home.partner)
    make("Other", tags=["guide"])

    for practice in (draft, lonely):
        assert "Related practices" not in text_of(member.get(practice.get_absolute_url()))


def test_one_query_however_many_there_are():
    own = make("Own", tags=["guide"])
    counts = []
    for _turn in range(2):
        make("Other", tags=["guide"])
        with CaptureQueriesContext(connection) as captured:
            related(own)
        counts.append(len(captured))
    assert counts == [1, 1]
