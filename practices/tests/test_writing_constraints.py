"""What must never be false, tried by breaking it."""

import pytest
from django.db import IntegrityError, transaction

from practices.models import RESERVED_SLUGS, Practice, Requirement, Revision
from practices.tests.factories import (
    PUBLISHED_AT,
    make_draft,
    make_practice,
    make_requirement,
    make_revision,
)
from regions.tests.factories import make_user


def refused(constraint, act):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        act()


@pytest.mark.django_db
class TestConstraints:
    @pytest.mark.parametrize("slug", RESERVED_SLUGS)
    def test_no_practice_takes_the_address_of_a_page(self, slug):
        refused("practice_slug_not_reserved", lambda: make_draft(slug=slug))

    def test_these_are_reserved(self):
        assert set(RESERVED_SLUGS) == {
            *("new", "map", "compare", "feed", "import", "export", "desk", "suggest", "searches"),
            *("tags", "topics", "ageing", "questions", "confirm", "self-check"),
        }

    def test_at_most_one_open_revision(self):
        practice = make_practice()
        make_revision(practice)
        refused("revision_one_open", lambda: make_revision(practice, state="submitted"))

    def test_each_number_once(self):
        practice = make_practice()
        refused("revision_number", lambda: make_revision(practice, number=1))

    def test_a_submitted_revision_has_its_date(self):
        refused(
            "revision_submitted_has_date",
            lambda: make_revision(make_practice(), state="submitted", submitted_at=None),
        )

    def test_an_approved_revision_has_its_date(self):
        refused(
            "revision_approved_has_date",
            lambda: make_revision(make_practice(), state="superseded").__class__.objects.update(
                state="approved", approved_at=None
            ),
        )

    def test_own_words_are_approved_with_a_reason(self):
        user = make_user()
        revision = make_practice().published_revision
        rows = Revision.objects.filter(pk=revision.pk)
        refused(
            "revision_own_approval_has_reason",
            lambda: rows.update(edited_by=user, approved_by=user),
        )
        rows.update(edited_by=user, approved_by=user, own_approval_reason="Nobody else is here.")

    def test_what_is_published_has_a_date(self):
        practice = make_practice()
        refused(
            "practice_published_has_date",
            lambda: Practice.objects.filter(pk=practice.pk).update(first_published_at=None),
        )

    def test_what_was_taken_down_has_a_reason(self):
        practice = make_practice()
        refused(
            "practice_takedown_has_reason",
            lambda: Practice.objects.filter(pk=practice.pk).update(taken_down_at=PUBLISHED_AT),
        )

    @pytest.mark.parametrize("needed", [0, 4])
    def test_a_requirement_goes_from_one_to_three(self, needed):
        requirement = make_requirement(make_practice().published_revision)
        refused(
            "requirement_needed_1_to_3",
            lambda: Requirement.objects.filter(pk=requirement.pk).update(needed=needed),
        )
