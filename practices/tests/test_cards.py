"""A practice in few words."""

from datetime import date

import pytest

from practices.finding.cards import Title, facts_of, period_of, place_of
from practices.models import Practice
from regions.models import Region


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Competence Map (of companies)", ("Competence Map", "(of companies)")),
        ("PPI (Public) Pool", ("PPI (Public) Pool", "")),
        ("A (B) (C)", ("A (B)", "(C)")),
        ("(All of it)", ("(All of it)", "")),
        ("A (nested (twice))", ("A (nested (twice))", "")),
        ("Plain", ("Plain", "")),
    ],
)
def test_the_last_brackets_are_shown_quieter(title, parts):
    assert (Title.of(title).main, Title.of(title).aside) == parts


@pytest.mark.parametrize(
    ("place", "countries", "words"),
    [
        ("Skåne", ["SE"], "Skåne, Sweden"),
        ("national", ["RO"], "National, Romania"),
        ("", ["DK", "DE"], "Denmark, Germany"),
        ("Baltic Sea", [], "Baltic Sea"),
        ("", [], ""),
        ("Greece", ["EL", "GR"], "Greece"),
        ("Lower Austria", ["AT"], "Lower Austria, Austria"),
    ],
)
def test_a_place_names_its_countries(place, countries, words):
    assert place_of(Practice(place=place, countries=countries)) == words


def test_the_period_is_as_precise_as_it_is_known():
    day = date(2014, 11, 3)
    assert period_of(Practice(starts_on=day)) == "since 2014"
    assert period_of(Practice(starts_on=day, is_ongoing=True)) == "since 2014, ongoing"
    assert period_of(Practice(starts_on=day, starts_precision="month")) == "since November 2014"
    ended = Practice(starts_on=day, ends_on=date(2016, 1, 1), is_ongoing=True)
    assert period_of(ended) == "2014 to 2016"
    assert period_of(Practice(period_text="from about 2007")) == "from about 2007"
    assert period_of(Practice()) == ""


def test_the_facts_of_a_row():
    region = Region(name="Skåne", country="SE")
    known = Practice(
        place="Lund", origin_region=region, organisation="O" * 61, maturity="proven",
        starts_on=date(2011, 1, 1),
    )  # fmt: skip
    assert facts_of(known) == ["Skåne, Sweden", "O" * 59 + "…", "since 2011", "Proven"]
    assert facts_of(Practice(period_text="p" * 41)) == []
    assert facts_of(Practice(period_text="first winners 2003")) == ["first winners 2003"]
