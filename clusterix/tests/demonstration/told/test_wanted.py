"""What regions look for in the demonstration, and what is suggested to them."""

import pytest

from assessments.for_us.page import ForUs
from clusterix.demonstration import wanted
from clusterix.testing.persona import Persona
from core import clock
from practices.models import Need

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(told):
    with told(wanted) as story, clock.at(story.moment(0)):
        yield story


def test_every_region_looks_for_something_and_finds_a_practice(demo):
    said = set(Need.objects.values_list("region__code", flat=True))
    assert said == set(demo.regions)
    for code, region in demo.regions.items():
        found = ForUs(region, demo.reader(f"{code}:practitioner:1"))
        assert len(found.lines) >= 3, code
        assert all(line.score > 0 for line in found.lines)


def test_members_read_it_on_the_page_of_the_region(demo):
    member = Persona(user=demo.people["DK03:practitioner:1"])
    assert "A way to see what our clusters achieve" in member.get("/regions/SE22/").text
    assert "A way to see what our clusters achieve" not in Persona().get("/regions/SE22/").text
