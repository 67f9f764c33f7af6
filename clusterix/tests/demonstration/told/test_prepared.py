"""The chapter about what people write before a session."""

import pytest

from clusterix.demonstration import planned, prepared
from peergroups.models import AgendaItem, Expectation, Paper

pytestmark = pytest.mark.django_db
SESSION = prepared.SESSION


@pytest.fixture(scope="module")
def demo(told):
    with told(planned, prepared) as story:
        yield story


def test_most_have_prepared(demo):
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
