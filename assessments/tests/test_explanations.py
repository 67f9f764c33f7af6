"""Every figure of an assessment says what it is, and has its numbers as text."""

import re

import pytest

from assessments.questions.explaining import EXPLANATIONS
from assessments.questions.method import SECTIONS
from assessments.tests.pairs import make_example, make_met, make_strange_practice

pytestmark = pytest.mark.django_db
IDS = re.compile(r'popovertarget="(why-[\w-]+)"')


def html_of(client, assessment):
    return client.get(assessment.get_absolute_url()).text


def make_thin(region):
    """Three people who answered too little for a score."""
    practice = make_strange_practice()
    make_met(region, practice, *[{"R1": 1, "R2": 1, "R6": 1, "F1": 1}] * 3)
    return practice.transfers.get().assessments.get()


def make_first_look(region):
    practice = make_strange_practice()
    make_met(region, practice, {"R1": 2, "F1": None}, {"R1": 1, "F1": None})
    return practice.transfers.get().assessments.get()


@pytest.mark.parametrize(
    ("make", "explained"),
    [
        (
            make_example,
            "alpha answers changes easily gates plane score-feasibility score-relevance",
        ),
        (make_thin, "alpha answers coverage-feasibility gates"),
        (make_first_look, "answers first_look"),
    ],
    ids=["scored", "thin", "first-look"],
)
def test_every_figure_is_explained(small, lead, make, explained):
    html = html_of(lead, make(small.home.region))
    targets = IDS.findall(html)
    assert sorted(targets) == [f"why-{each}" for each in explained.split()]
    for target in targets:
        assert html.count(f'id="{target}" popover') == 1
        words = html.partition(f'id="{target}" popover')[2].partition("</span></span>")[0]
        assert re.search(r'href="/method/#[\w-]+"', words)
    assert 'href="/method/">How it is computed</a>' in html


def test_all_explanations_are_shown_somewhere_and_lead_to_sections(small, lead):
    pages = [
        html_of(lead, make(small.home.region))
        for make in (make_example, make_thin, make_first_look)
    ]
    shown = {each.split("-")[1] for html in pages for each in IDS.findall(html)}
    assert shown == set(EXPLANATIONS)
    sections = {anchor for anchor, _title in SECTIONS}
    for each in EXPLANATIONS.values():
        assert each.anchors
        assert {anchor for anchor, _words in each.anchors} <= sections


def test_drawings_have_their_numbers_as_text(small, lead):
    html = html_of(lead, make_example(small.home.region))
    plane = html.partition('class="plot"')[2]
    table = plane.partition('class="as-table"')[2].partition("</table>")[0]
    row = re.sub(r"<[^>]+>", " ", table.partition("Skåne</th>")[2].partition("</tr>")[0]).split()
    assert row[:8] == ["+1.30", "+1.18", "to", "+1.49", "+0.38", "+0.30", "to", "+0.51"]
    answers = html.partition('class="table dist"')[2].partition("</table>")[0]
    for bar in re.findall(r'<span class="agree">(.*?)</span>', answers):
        assert re.search(r'<svg aria-hidden="true">.*<b>\d\.\d\d</b><small>\w+</small>', bar)
    marks = re.findall(r'<td class="bin[^"]*">(.*?)</td>', answers)
    assert all('class="vh"' in each for each in marks if "marks" in each)
    assert len([each for each in marks if "marks" in each]) > 20
