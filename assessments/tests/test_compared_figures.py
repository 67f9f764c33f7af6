"""Relevance and feasibility of the own region in the comparison: `practice_compare`."""

import re

import pytest
from django.urls import reverse

from assessments.models import Assessment
from assessments.tests.pairs import make_example, make_strange_practice
from practices.tests.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def compared(small):
    """One practice with the worked example of the method in `small.home`, one without."""
    practice = make_strange_practice(slug="pool", title="Pool")
    make_strange_practice(slug="atlas", title="Atlas")
    make_example(small.home.region, practice)
    return f"{reverse('practice_compare')}?p=pool&p=atlas"


def line_of(response):
    found = re.search(r"Relevance and feasibility for .*?</tr>", response.content.decode(), re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


def test_people_of_the_region_read_their_figures(compared, member, colleague):
    for persona in (member, colleague):
        assert line_of(persona.get(compared)) == (
            "Relevance and feasibility for Skåne"
            " +1.30 and +0.38 could easily change Open the assessment Not assessed"
        )


def test_others_do_not_learn_of_it(compared, stranger, visitor, coordinator):
    for persona in (stranger, visitor, coordinator):
        response = persona.get(compared)
        assert line_of(response) == ""
        assert "+1.30" not in text_of(response)


def test_without_a_suggestion_there_are_no_figures(compared, member):
    Assessment.objects.update(suggestion="")

    assert line_of(member.get(compared)) == (
        "Relevance and feasibility for Skåne No figures yet Open the assessment Not assessed"
    )
