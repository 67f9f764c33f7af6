"""The factories make what the product would make."""

import pytest

from practices.models import CONTENT_FIELDS, Practice, RevisionState
from practices.tests.factories import (
    make_draft,
    make_practice,
    make_requirement,
    make_revision,
    make_statement,
    make_transfer,
    publish_directly,
)
from regions.reader import Reader
from regions.tests.factories import (
    make_industry,
    make_partner,
    make_partnership,
    make_reader,
    make_region,
)

pytestmark = pytest.mark.django_db


def test_a_practice_is_published_with_its_approved_revision():
    food = make_industry(code="food")
    practice = make_practice(title="Åre pool", tags=["grants", "food"], industries=[food])

    revision = practice.published_revision
    assert revision.state == RevisionState.APPROVED
    assert [getattr(revision, name) for name in CONTENT_FIELDS] == [
        getattr(practice, name) for name in CONTENT_FIELDS
    ]
    assert sorted(tag.name for tag in practice.tags.all()) == ["food", "grants"]
    assert list(practice.industries.all()) == [food]
    assert practice.title_sort == "are pool"
    assert list(Practice.objects.published()) == [practice]


def test_a_draft_is_not_published():
    practice = make_draft(title="Pool")

    assert practice.published_revision is None
    assert [each.state for each in practice.revisions.all()] == ["draft"]
    assert not Practice.objects.visible_to(Reader.visitor()).exists()
    assert Practice.objects.visible_to(make_reader(practice.partner)).get() == practice


def test_a_second_publication_supersedes_the_first():
    practice = make_practice(title="Pool")
    publish_directly(practice, make_revision(practice, title="Larger pool"))

    states = [(each.number, each.state) for each in practice.revisions.order_by("number")]
    assert states == [(1, "superseded"), (2, "approved")]
    assert practice.title == "Larger pool"


def test_the_other_factories_are_valid_by_default():
    make_partnership()
    make_partnership(name="Another")
    partner = make_partner(region=make_region(code="DK03"), is_lead_partner=True)
    practice = make_practice(partner=partner)
    make_statement(practice.published_revision)
    make_requirement(practice.published_revision)
    transfer = make_transfer(practice)

    for each in (partner, partner.region, transfer, practice.published_revision):
        each.full_clean(exclude=["created_by", "edited_by", "approved_by"])
