"""The public page of the method: for everybody, with figures that the kernel computes."""

import re

import pytest

from assessments.actions import ensure_default_sets
from assessments.default_sets import QUESTIONS
from assessments.models import CriteriaSet
from assessments.questions.example import worked_example
from assessments.questions.method import SECTIONS
from clusterix.testing.queries import count_queries
from core import clock
from regions.reader import Reader

URL = "/method/"
# Other pages link to these; they stay.
ANCHORS = {
    *("scale", "questions", "rounds", "agreement", "alpha", "scores", "coverage", "range", "gates"),
    *("suggestion", "easily-changes", "importance", "flips", "levels", "portfolio", "gaps"),
    *("for-us", "sources"),
}

pytestmark = pytest.mark.django_db


def text_of(html):
    """The words of the page without tags."""
    main = html.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.mark.rights("CS01")
@pytest.mark.parametrize("persona", ["visitor", "guest", "member", "stranger", "coordinator"])
def test_everybody_reads_it(small, request, persona):
    ensure_default_sets(by=Reader.system())
    page = request.getfixturevalue(persona).get(URL)
    assert page.status_code == 200
    assert "How an assessment is computed" in page.text
    assert "<form" not in page.text.partition("<main")[2].partition("</main>")[0]


def test_every_anchor_that_pages_link_to_is_there(small, visitor):
    html = visitor.get(URL).text
    ids = re.findall(r'<section id="([\w-]+)"', html)
    assert ids == [anchor for anchor, _title in SECTIONS]
    assert set(ids) >= ANCHORS
    contents = re.findall(r'href="#([\w-]+)"', html.partition("<main")[2])
    assert contents == ids * 2  # beside the text, and above it on a phone


def test_the_questions_in_use_are_read_from_the_database(small, visitor):
    sets = ensure_default_sets(by=Reader.system())
    sets["home"].criteria.filter(code="R1").update(question="Is it in our strategy now?")
    CriteriaSet.objects.filter(code="home").update(threshold="0.75")
    page = text_of(visitor.get(URL).text)
    for each in QUESTIONS[1:]:
        assert each.question in page
        assert f"{each.low_label} {each.high_label}" in page
        assert each.guidance.replace("'", "&#x27;") in page
    assert "Is it in our strategy now? R1 · asked in meetings, too" in page
    assert "In use: Home set, version 1, 16 questions. Meeting set, version 1, 6 of them." in page
    assert "Home set: t = 0.75. Meeting set: t = 0.50." in page


def test_a_version_that_is_being_written_is_not_shown(small, visitor):
    ensure_default_sets(by=Reader.system())
    CriteriaSet.objects.create(code="home", version=2, name="Secret draft")
    assert "Secret draft" not in visitor.get(URL).text
    CriteriaSet.objects.filter(version=2).update(released_at=clock.now())
    assert "Secret draft, version 2, 0 of them." in text_of(visitor.get(URL).text)


def test_the_example_has_the_figures_of_the_method(small, visitor):
    page = text_of(visitor.get(URL).text)
    for line in (
        "Relevance : sum of importance × mean 19.50, divided by the sum of importance 15: 1.3000."
        " Range 1.1778 (without C) to 1.4889 (without D).",
        "Feasibility : sum of importance × mean 8.42, divided by the sum of importance 22: 0.3826."
        " Range 0.2955 (without A) to 0.5076 (without B).",
        "the answers about money are −1 −2 −2 0, the middle answer is −1.5: blocking.",
        "alpha is 0.5481.",
        "the scores say “adapt to us”, the gate holds it at “take ideas”.",
        "without the intermediary it reads “Adopt as it is”.",
        "F3 below 1.5238, F5 above 6.4444, F6 above 7.1667, F7 above 8.1667 or F9 above 5.4444.",
        "F1, F3 or F7 up by 0.8611.",
        "We suggest: take ideas. Money is open; once it is answered: adapt to us."
        " It could easily change.",
        "coverage of feasibility 0.73, score 1.00, and still “adapt to us” at most",
    ):
        assert line in page
    agreement = {row.question.code: row.r_wg for row in worked_example().rows}
    assert (agreement["R3"], agreement["F3"], agreement["F4"]) == ("0.6667", "0.5417", "0.8750")


def test_the_example_is_computed_once(small, visitor, monkeypatch):
    visitor.get(URL)
    monkeypatch.setattr("assessments.kernel.assess", None)
    assert visitor.get(URL).status_code == 200


def test_formulas_are_text(small, visitor):
    html = visitor.get(URL).text
    assert html.count("<math") == 6
    assert "<img" not in html.partition("<main")[2].partition("</main>")[0]


def test_an_empty_place_says_so(db, small, visitor):
    assert "No questions are in use yet." in visitor.get(URL).text


def test_it_costs_few_queries(small, visitor):
    ensure_default_sets(by=Reader.system())
    visitor.get(URL)
    assert count_queries(visitor, URL) <= 5
