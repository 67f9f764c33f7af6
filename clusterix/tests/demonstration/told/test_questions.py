"""What people outside ask in the demonstration."""

from collections import Counter

import pytest

from clusterix.demonstration import questions
from clusterix.testing.persona import Persona
from core import clock
from core.models import Mail
from practices.models import OwnerQuestion

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(told):
    with told(questions) as story, clock.at(story.moment(0)):
        yield story


def test_each_state_is_there_once_or_more(demo):
    states = Counter(OwnerQuestion.objects.values_list("state", flat=True))
    assert states == {"answered": 2, "declined": 1, "passed_on": 1, "waiting": 1}
    assert not Mail.objects.filter(sent_at__isnull=True).exists()


def test_answers_stand_on_the_pages_and_the_owner_finds_what_waits(demo):
    page = Persona().get("/practices/competence-map/").text
    assert "Begin with the firms that you know" in page
    member = Persona(user=demo.people["SE22:practitioner:1"])
    waiting = [each.state for each in member.get("/practices/questions/").context["page"]]
    assert waiting == ["passed_on", "answered"]
