"""What the demonstration tells of keeping the catalogue true."""

from datetime import date

import pytest

from clusterix.demonstration import upkeep
from core.models import Mail
from practices.models import Practice, Revision, Tag

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def demo(told):
    with told(upkeep) as story:
        yield story


def test_six_practices_have_grown_old_and_their_owners_say_different_things(demo):
    old = Practice.objects.ageing_on(TODAY)
    assert old.count() == upkeep.LEFT_OLD
    assert len({practice.partner_id for practice in old}) == 6
    assert sorted(old.values_list("owner_said", "still_true_letters")) == [
        ("", 0),
        ("", 0),
        ("", 0),
        ("", 1),
        ("changed", 0),
        ("ended", 0),
    ]
    assert all(practice.ends_on for practice in old.filter(owner_said="ended"))


def test_the_others_of_that_age_were_confirmed(demo):
    confirmed = Practice.objects.filter(confirmed_on__isnull=False)
    assert confirmed.count() > 10
    assert not confirmed.filter(is_stub=True).exists()
    assert max(confirmed.values_list("confirmed_on", flat=True)) <= demo.day(-15)


def test_one_text_waits_for_its_partner(demo):
    entered = Revision.objects.get(is_entered_for_partner=True)
    assert entered.practice.partner == demo.partners[upkeep.ENTERED_FOR]
    assert (entered.state, entered.waits_for_partner) == ("submitted", True)
    assert entered.tag_names == entered.practice.published_revision.tag_names


def test_a_former_tag_leads_to_the_present_one(demo):
    former = Tag.objects.get(former_since__isnull=False)
    assert (former.name, former.present.name) == ("SMEs", "small firms")
    assert Practice.objects.filter(tags__name="small firms").count() == 3


def test_nobody_gets_a_letter(demo):
    assert not Mail.objects.filter(sent_at__isnull=True).exists()
