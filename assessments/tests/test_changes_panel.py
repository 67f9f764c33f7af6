"""The panel "What would change this result"."""

import re

import pytest

from assessments.actions import finish_assessment, record_mitigation
from assessments.models import Assessment
from assessments.tests.pairs import (
    lead_of,
    make_clear,
    make_example,
    make_met,
    make_people,
    make_strange_practice,
    open_at_home,
)
from assessments.tests.test_assessment_detail import text_of
from core import clock

pytestmark = pytest.mark.django_db

HEADING = "What would change this result"


def panel(client, assessment):
    """The panel's words, and its lines as (words, value, result); nothing where there is none."""
    page = client.get(assessment.get_absolute_url())
    assert page.status_code == 200
    html = page.text.partition(f"<h2>{HEADING}</h2>")[2].partition("</section>")[0]
    rows = re.findall(r'<tr><th scope="row">.*?</tr>', html, re.DOTALL)
    cells = [re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL) for row in rows]
    lines = [tuple(plain(cells_[place]) for place in (0, 2, 3)) for cells_ in cells]
    return plain(html.partition('<p class="small muted">')[2].partition("</p>")[0]), lines, html


def plain(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_worked_example(small, lead):
    said, lines, html = panel(lead, make_example(small.home.region))
    assert said == (
        "Results once money is answered. For eleven of sixteen questions any importance from 0 to"
        " 10 keeps “Adapt to us”. One level alone decides: without the intermediary it reads"
        " “Adopt as it is”. Without any one of two people (1 intermediary, 1 practitioner) the cap"
        " would lift."
    )
    adopt = "Adopt as it is"
    assert lines == [
        ("Without the policy makers", "+0.16", "Adapt to us"),
        ("Without the intermediary", "+0.51", adopt),
        ("Without the practitioner", "+0.39", "Adapt to us"),
        ("Can we find the money?", "−0.39, now −1.25", adopt),
        ("Are we allowed to do it?", "+1.53, now +0.67", adopt),
        ("Will politics accept it?", "+1.86, now +1.00", adopt),
        ("Can we find the money?", "below 1.52, now 3", adopt),
        ("Can its core stay as it is?", "above 5.44, now 2", adopt),
        ("Is there somebody to run it?", "above 6.44, now 3", adopt),
        ("Do aid and procurement rules allow it?", "+0.96, now −0.33", adopt),
        ("Do we have staff and skills?", "+1.04, now −0.25", adopt),
        ("Are our partners ready?", "above 7.17, now 2", adopt),
        ("Will politics accept it?", "above 8.17, now 3", adopt),
    ]
    assert plain(html.partition("<summary>")[2].partition("</summary>")[0]) == "Four more"


def test_the_lines_are_drawn_from_hollow_to_filled(small, lead):
    html = panel(lead, make_example(small.home.region))[2]
    assert 'aria-label="From −1.25 to −0.39"' in html
    assert (
        '<line class="move" x1="18.75%" x2="40.28%" y1="50%" y2="50%"/>'
        '<circle class="from" cx="18.75%" cy="50%" r="4"/>'
        '<circle class="flip" cx="40.28%" cy="50%" r="5"/>'
    ) in html
    assert '<line class="move" x1="30.00%" x2="15.24%" y1="50%" y2="50%"/>' in html
    assert html.count('class="zero"') == 6  # both thresholds, for each level
    assert "style=" not in html


def test_nobody_is_named(small, lead):
    assessment = make_example(small.home.region)
    names = [each.name for each in assessment.revision.rounds.get().seats.all()]
    html = panel(lead, assessment)[2]
    assert len(names) == 4
    assert not [name for name in names if name in html]


def test_an_answered_gate_needs_no_condition(small, lead):
    assessment = make_example(small.home.region)
    record_mitigation(
        assessment=assessment,
        criterion=assessment.criteria_set.criteria.get(code="F3"),
        text="Start with one field.",
        owner="Cluster 55°",
        due_on=clock.today(),
        by=lead_of(small.home.region),
    )
    said, lines, _html = panel(lead, assessment)
    assert said.startswith("For eleven of sixteen questions")
    assert len(lines) == 13


def test_what_is_not_needed_depends_on_relevance(small, lead):
    """Below the threshold of relevance no feasibility changes anything."""
    values = {"R1": 1, "R2": 0, "R6": 0}
    said, lines, html = panel(lead, make_clear(small.home.region, **values))
    assert said == (
        "For three of six questions any importance from 0 to 10 keeps “Not for us now”."
        " One level alone decides: without the practitioners there is no suggestion."
    )
    assert "Without one level, relevance would be" in html
    assert [each[:2] for each in lines] == [
        ("Without the practitioners", "–"),
        ("Do we have this problem?", "+0.50, now 0.00"),
        ("Would it add something new?", "+0.50, now 0.00"),
        ("Does it fit our strategy?", "+1.50, now +1.00"),
        ("Do we have this problem?", "at 0, now 3"),
        ("Would it add something new?", "at 0, now 3"),
        ("Does it fit our strategy?", "above 6, now 3"),
    ]


def test_too_little_answered_says_why_and_nothing_else(small, lead):
    region, practice = small.home.region, make_strange_practice()
    make_met(region, practice, *make_people(3, R1=1, F1=1))
    assert panel(lead, Assessment.objects.get())[:2] == (
        "Nothing is suggested, so there is nothing that would change it."
        " Too little is answered: in both dimensions at least 0.70 of the weight.",
        [],
    )


def test_a_finish_without_the_open_round_says_why_and_nothing_else(small, lead):
    region, practice = small.home.region, make_strange_practice()
    draft, by = make_clear(region, practice), lead_of(region)
    open_at_home(region, practice, by)
    final = finish_assessment(assessment=draft, by=by, reason="The board meets today.")
    said, lines, _html = panel(lead, final)
    assert (said.partition(".")[0], lines) == (
        "Nothing is suggested, so there is nothing that would change it",
        [],
    )


def test_a_first_look_has_no_such_panel(small, lead):
    region, practice = small.home.region, make_strange_practice()
    make_met(region, practice, *make_people(2, R1=1, F1=1))
    page = text_of(lead.get(Assessment.objects.get().get_absolute_url()))
    assert HEADING not in page
    assert "A suggestion needs three people of the region" in page


def test_a_result_of_the_earlier_kernel_shows_its_levels_only(small, lead):
    assessment = make_example(small.home.region)
    older = {key: value for key, value in assessment.result.items() if key != "changes"}
    Assessment.objects.update(result=older | {"kernel_version": "1"})
    said, lines, _html = panel(lead, assessment)
    assert said.startswith("Results once money is answered. One level alone decides:")
    assert len(lines) == 3
