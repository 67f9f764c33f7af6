"""Sentences from figures and votes, and what reports ask of a person."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from regions.reader import Reader
from reports.content import FigureLine
from reports.finding import finding_of
from reports.models import Report
from reports.next_steps import next_steps
from reports.tests.factories import make_answer, make_locked, make_period, make_report, make_section

TODAY = date(2026, 1, 10)


def figure(total, target):
    return FigureLine(
        *("code", 1, "Name", "output", "", "", ""),
        value=Decimal(total),
        before=Decimal(0),
        target=None if target is None else Decimal(target),
        people=None,
        by_period=(),
        records=(),
    )


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ([], "No figures yet"),
        ([(3, None)], "What was reached; no targets are set"),
        ([(3, 3)], "The one target is met"),
        ([(3, 3), (9, 4)], "All two targets met"),
        ([(2, 3)], "None of one target met"),
        ([(1, 3), (9, 4)], "One of two targets met, one far behind"),
        ([(0, 3), (1, 4), (5, 8), (8, 8)], "One of four targets met, two far behind"),
        ([(1, 2)] * 17, "None of 17 targets met"),
    ],
)
def test_finding(figures, sentence):
    assert finding_of([figure(*each) for each in figures]) == sentence


def titles(persona, today=TODAY):
    return [str(step.title) for step in next_steps(persona.reader, today)]


@pytest.mark.django_db
@pytest.mark.usefixtures("frozen")
def test_next_steps_follow_the_report(lead, member, steering, coordinator, small):
    assert titles(lead) == []
    period = make_period()
    assert titles(lead, date(2025, 12, 31)) == []  # the period runs
    assert titles(lead) == ["Write your contribution to report 2"]
    assert titles(coordinator) == ["Put report 2 together"]
    assert titles(member) == []
    make_section(period, small.home.partner, is_complete=True, confirmed_at=None)
    assert titles(lead) == ["Confirm what the coordinator entered for you"]
    assert titles(steering) == []
    report = make_report(period)
    (step,) = next_steps(steering.reader, TODAY)
    assert (step.url, step.due_on) == (
        reverse("report_approve", args=[report.pk]),
        period.joint_report_due_on,
    )
    make_answer(report, small.third.partner)
    assert titles(steering) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("frozen")
def test_the_home_page_pays_one_query_at_most(
    lead, member, coordinator, small, django_assert_num_queries
):
    make_report(make_period())
    for persona, number in ((lead, 1), (coordinator, 1), (member, 0)):
        reader = persona.reader
        with django_assert_num_queries(number):
            next_steps(reader, TODAY)


@pytest.mark.django_db
@pytest.mark.usefixtures("frozen")
def test_a_locked_report_asks_nothing(lead, steering, coordinator):
    make_locked()
    assert Report.objects.get().is_locked
    for persona in (lead, steering, coordinator):
        assert titles(persona) == []
    assert next_steps(Reader.visitor(), TODAY) == []
