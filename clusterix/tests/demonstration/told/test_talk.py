"""What members say to each other in the demonstration."""

import pytest

from clusterix.demonstration import talk
from clusterix.testing.persona import Persona
from core import clock
from core.models import Notice
from practices.models import Comment, Follow, SavedSearch

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(told):
    with told(talk) as story, clock.at(story.moment(0)):
        yield story


def test_people_talk_follow_and_keep_searches(demo):
    assert Comment.objects.count() == len(talk.LINES)
    assert Comment.objects.filter(parent__isnull=False).count() == 3
    assert SavedSearch.objects.count() == len(talk.SEARCHES)
    followed = Follow.objects.filter(user=demo.people["SE22:policy_maker:1"])
    assert {"competence-map", "ppi-pool"} <= set(followed.values_list("practice__slug", flat=True))
    member = demo.reader("SE22:practitioner:1")
    notices = Notice.objects.visible_to(member)
    assert notices.unread().count() == 3
    assert notices.count() > 3


def test_every_search_finds_something(demo):
    for key in ("SE22:practitioner:1", "SE22:policy_maker:1", "AT12:intermediary:1"):
        page = Persona(user=demo.people[key]).get("/practices/searches/").content.decode()
        assert '<td data-label="Practices now">0</td>' not in page
        assert '<td data-label="Practices now">' in page
