"""What assessments ask of a person next."""

from datetime import timedelta

import pytest

from assessments.actions import (
    Choice,
    close_round,
    decide,
    finish_assessment,
    finish_seat,
    record_mitigation,
    set_mark,
    take_home_seat,
)
from assessments.models import Assessment
from assessments.next_steps import next_steps
from assessments.tests.factories import answer, reader_of
from assessments.tests.pairs import (
    make_clear,
    make_example,
    make_strange_practice,
    open_at_home,
    sit,
)
from core import clock

pytestmark = pytest.mark.django_db


def asked(persona):
    return [(each.act, each.title, each.url) for each in next_steps(persona.reader, clock.today())]


def test_a_round_at_home_waits_for_the_people_of_the_region(small, member, stranger):
    opened = open_at_home(small.home.region, make_strange_practice(title="Cluster Games"))
    assert asked(member) == [
        (
            "Give your answers",
            "Answer for Skåne: Cluster Games",
            f"/assessments/home/{opened.pk}/rate/",
        )
    ]
    assert asked(stranger) == []
    seat = take_home_seat(
        round_=opened, level="practitioner", may_show_alone=False, by=member.reader
    )
    finish_seat(seat=seat, by=member.reader)
    assert asked(member) == []


def test_open_obstacles_wait_for_the_lead(small, lead, member):
    practice = make_strange_practice(title="Cluster Games")
    assessment = make_example(small.home.region, practice)
    assert asked(member) == []
    assert asked(lead) == [
        (
            "Answer it",
            "Answer what stands against Cluster Games",
            assessment.get_absolute_url(),
        )
    ]
    record_mitigation(
        assessment=assessment,
        criterion=assessment.criteria_set.criteria.get(code="F3"),
        text="Ask.",
        owner="Us",
        due_on=clock.today(),
        by=lead.reader,
    )
    assert asked(lead) == []


def test_an_obstacle_that_nobody_calls_a_gate_waits_too(small, lead):
    opened = open_at_home(small.home.region, by=lead.reader)
    seat = sit(opened)
    from assessments.actions import tap
    from assessments.tests.factories import criterion_of

    tap(
        seat=seat,
        criterion=criterion_of(opened, "R1"),
        value=1,
        obstacle="Nobody leads it.",
        by=reader_of(seat),
    )
    answer(seat, F3=1)
    close_round(round_=opened, by=lead.reader)
    assert [act for act, _title, _url in asked(lead)] == ["Answer it"]


def test_a_final_assessment_waits_for_a_decision(small, lead):
    practice = make_strange_practice(title="Cluster Games")
    assessment = finish_assessment(
        assessment=make_clear(small.home.region, practice), by=lead.reader
    )
    assert asked(lead) == [
        ("Decide", "Decide on Cluster Games", f"{assessment.get_absolute_url()}#decision")
    ]
    decide(
        practice=practice,
        region=small.home.region,
        choice=Choice(outcome="adopt", rationale="Yes."),
        by=lead.reader,
    )
    assert asked(lead) == []


def test_marks_of_colleagues_wait_until_something_follows(small, lead, member):
    practice = make_strange_practice(title="Cluster Games")
    set_mark(practice=practice, region=small.home.region, kind="interested", by=member.reader)
    assert asked(lead) == [
        ("Look at it", "Look at what your colleagues marked", practice.get_absolute_url())
    ]
    make_clear(small.home.region, practice)
    assert asked(lead) == []


def test_a_decision_is_looked_at_again_when_its_day_comes(small, lead):
    practice = make_strange_practice(title="Cluster Games")
    day = clock.today() + timedelta(days=30)
    made = decide(
        practice=practice,
        region=small.home.region,
        choice=Choice(outcome="not_now", reason_kind="time", review_on=day),
        by=lead.reader,
    )
    assert asked(lead) == []
    steps = next_steps(lead.reader, day - timedelta(days=14))
    assert [(each.title, each.due_on, each.url) for each in steps] == [
        ("Look again at Cluster Games", day, made.get_absolute_url())
    ]


def test_few_queries(small, lead, member, visitor, django_assert_num_queries):
    for _each in range(3):
        make_example(small.home.region)
        open_at_home(small.home.region, by=lead.reader)
    Assessment.objects.count()
    for persona, number in ((lead, 4), (member, 1), (visitor, 0)):
        reader = persona.reader
        with django_assert_num_queries(number):
            next_steps(reader, clock.today())
