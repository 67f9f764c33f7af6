"""What regions have in the demonstration: all nine, one grown old, gaps, and why they refused."""

import pytest

from assessments.gaps.reading import gaps_of
from assessments.reasons.stopping import said_no
from clusterix.demonstration import contexts, reasons
from clusterix.demonstration.contexts import OLD, PROFILES
from core import clock
from regions.context.profile import Profile
from regions.models import ContextItem, Region
from regions.reader import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(told):
    with told(contexts, reasons) as story, clock.at(story.moment(0)):
        yield story


def profile_of(code):
    region = Region.objects.get(code=code)
    return Profile.of(region, ContextItem.objects.filter(region=region), clock.today())


def test_every_region_says_what_it_has_and_one_profile_has_grown_old(demo):
    assert {each.code for each in PROFILES} == set(demo.regions)
    assert [each.code for each in PROFILES if profile_of(each.code).has_old] == [OLD]
    assert Region.objects.get(code=OLD).context_asked_on == demo.day(-20)


def test_gaps_are_there(demo):
    lines = gaps_of(demo.practices["ppi-pool"], demo.regions["SE22"])
    assert [(each.kind.value, each.gap) for each in lines if each.is_gap] == [
        ("funding_instrument", 1),
        ("staff", 1),
    ]


def test_missing_legal_power_stopped_several_regions(demo):
    refused = said_no(Reader.system()).in_force().filter(reason_kind="legal_power")
    assert refused.values("transfer__region").distinct().count() == 3
