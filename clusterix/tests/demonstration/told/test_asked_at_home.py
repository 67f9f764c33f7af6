"""People of a region asked at home, told through the acts that people use."""

import pytest

from assessments.home.page import HomeRoundPage
from assessments.models import HomeInvitation, Round
from clusterix.demonstration import asked_at_home, decisions
from clusterix.demonstration.asked_at_home import CLOSED, KNOWS, REGION
from clusterix.demonstration.decisions import lead_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(told):
    with told(decisions, asked_at_home) as story:
        yield story


def test_people_are_asked_in_two_languages_and_one_question_is_passed_on(demo):
    opened = Round.objects.open().get(kind="home")
    asked = HomeInvitation.objects.filter(round=opened)
    assert sorted(set(asked.values_list("language", flat=True))) == ["da", "sv"]
    passed = asked.get(name=KNOWS[0])
    assert (passed.codes, passed.seat) == (["F3"], None)
    page = HomeRoundPage(opened, lead_of(demo, REGION))
    assert (len(page.asked), page.finished, len(page.people)) == (6, 1, 7)


def test_a_closed_round_moved_what_the_meeting_had_said(demo):
    closed = Round.objects.closed().get(
        kind="home", region__code=REGION, revision__practice=demo.practices[CLOSED]
    )
    shift = HomeRoundPage(closed, lead_of(demo, REGION)).shift
    assert shift.sentence.startswith("Of 6 questions, ")
    assert any(line.up or line.down for line in shift.lines)
