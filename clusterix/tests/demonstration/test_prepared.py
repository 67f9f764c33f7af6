"""The chapter about what people write before a session."""

from datetime import date

import pytest

from clusterix.demonstration import catalogue, meetings, people, planned, prepared
from clusterix.demonstration.context import Demo
from clusterix.tests.rights.ask import undone
from core.mail import nothing_sent
from peergroups.models import AgendaItem, Expectation, Paper

pytestmark = pytest.mark.django_db
SESSION = prepared.SESSION


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker, settings_for_tests):
    with django_db_blocker.unblock(), undone(), nothing_sent():
        demo = Demo(today=date(2026, 11, 25), say=lambda _line: None)
        for chapter in (people, catalogue, meetings, planned, prepared):
            chapter.load(demo)
        yield demo


def test_most_have_prepared(told):
    said = Expectation.objects.filter(session__title=SESSION)
    assert (
        said.count(),
        said.exclude(text="").count(),
        said.exclude(has_read_at=None).count(),
    ) == (
        7,
        6,
        6,
    )
    asked = AgendaItem.objects.filter(session__title=SESSION).exclude(case_question="")
    assert {each.practice.slug for each in asked.select_related("practice")} == {
        "competence-map",
        "ppi-pool",
    }
    papers = Paper.objects.filter(session__title=SESSION)
    assert [each.title for each in papers] == [
        "Before we meet",
        "Good practices of other programmes",
    ]
