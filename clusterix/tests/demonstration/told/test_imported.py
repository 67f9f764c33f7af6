"""The import that was taken back in the demonstration."""

import pytest

from clusterix.demonstration import imported
from clusterix.testing.persona import Persona
from core import clock
from practices.models import ImportRun, Practice

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(told):
    with told(imported) as story, clock.at(story.moment(0)):
        yield story


def test_nothing_of_it_is_left_but_its_record(demo):
    assert not Practice.objects.filter(title__startswith="Invented").exists()
    run = ImportRun.objects.get()
    assert (run.state, run.partner) == ("undone", demo.partners["AT12"])
    assert [row["would"] for row in run.plan["rows"]] == ["new", "new", "cannot"]
    assert [row["undone"] for row in run.result["rows"]] == [True, True]


def test_the_coordinator_finds_it_and_a_lead_of_another_partner_does_not(demo):
    coordinator = Persona(user=demo.people["AT12:intermediary:1"])
    assert "practices-test.xlsx" in coordinator.get("/practices/import/").text
    assert "2 rows were undone" in coordinator.get(f"/practices/import/{_pk()}/").text
    lead = Persona(user=demo.people["SE22:policy_maker:1"])
    assert "practices-test.xlsx" not in lead.get("/practices/import/").text


def _pk():
    return ImportRun.objects.values_list("pk", flat=True).get()
