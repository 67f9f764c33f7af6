"""Writes that meet wait for each other in one order: none of them is stopped for a deadlock."""

from threading import Thread

import pytest
from django.db import connection, transaction

from practices.actions import (
    approve,
    archive,
    change_address,
    create_draft,
    merge_tags,
    submit,
)
from practices.actions.locking import lock_practice
from practices.models import FormerSlug, Practice, Revision, Tag
from practices.tests.factories import make_practice
from practices.tests.writing import make_open, text
from regions.actions import edit_region_profile
from regions.models import Region

pytestmark = pytest.mark.django_db(transaction=True)


class Meanwhile(Thread):
    """An act of somebody else, in its own connection."""

    def __init__(self, act):
        super().__init__()
        self.act, self.raised = act, None

    def run(self):
        try:
            self.act()
        except Exception as error:
            self.raised = error
        finally:
            connection.close()

    @classmethod
    def begin(cls, act):
        """Give it time to come as far as it comes."""
        made = cls(act)
        made.start()
        made.join(timeout=1)
        return made

    def end(self):
        self.join(timeout=20)
        assert not self.is_alive()
        assert self.raised is None


def test_an_address_changes_while_the_text_is_published_for_the_first_time(
    small, member, coordinator
):
    revision = create_draft(partner=small.home.partner, manuscript=text(), by=member.reader)
    submit(revision=revision, by=member.reader)
    practice, by = revision.practice, coordinator.reader
    with transaction.atomic():
        lock_practice(practice)
        other = Meanwhile.begin(lambda: change_address(practice=practice, slug="moved", by=by))
        assert other.is_alive()
        approve(revision=revision, by=by)
    other.end()
    assert Practice.objects.get().slug == "moved"
    assert FormerSlug.objects.get().slug == "cluster-school"


def test_tags_are_merged_while_a_practice_with_one_is_archived(small, coordinator):
    practice, other_one = (
        make_practice(partner=small.home.partner, title=name, tags=[name]) for name in "ab"
    )
    for each in (practice, other_one):
        Revision.objects.filter(practice=each).update(tag_names=[each.title])
    by = coordinator.reader
    with transaction.atomic():
        lock_practice(practice)
        other = Meanwhile.begin(lambda: merge_tags(tags=Tag.objects.all(), name="both", by=by))
        archive(practice=practice, by=by)
    other.end()
    assert set(Practice.objects.get(pk=practice.pk).tags.names()) == {"both"}


def test_tags_are_merged_while_a_text_with_other_new_words_is_published(small, coordinator):
    """The words of the texts lock tags, too: each of both would want one that the other has."""
    first, second = (
        make_practice(partner=small.home.partner, title=name, tags=[name, "early"])
        for name in ("late", "later")
    )
    Revision.objects.filter(practice=first).update(tag_names=["late", "early"])
    Revision.objects.filter(practice=second).update(tag_names=["later", "early"])
    draft = make_open(
        second, number=2, state="submitted", caveats="None.", tag_names=["early", "late"]
    )
    by = coordinator.reader
    with transaction.atomic():
        approve(revision=draft, by=by)
        other = Meanwhile.begin(
            lambda: merge_tags(tags=Tag.objects.filter(name="late"), name="latest", by=by)
        )
        assert other.is_alive()
    other.end()
    assert set(Practice.objects.get(pk=second.pk).tags.names()) == {"early", "latest"}


def test_a_region_gets_another_name_while_its_practice_is_published(
    small, member, coordinator, lead
):
    home = small.home.region
    manuscript = text(nuts_codes=[home.code])
    revision = create_draft(partner=small.home.partner, manuscript=manuscript, by=member.reader)
    submit(revision=revision, by=member.reader)
    make_practice(partner=small.home.partner, origin_region=home)

    def rename():
        profile = dict.fromkeys(("profile", "policy_level", "website"), "")
        place = {"latitude": None, "longitude": None}
        edit_region_profile(by=lead.reader, region=home, local_name="Scania", **profile, **place)

    with transaction.atomic():
        approve(revision=revision, by=coordinator.reader)
        other = Meanwhile.begin(rename)
        assert other.is_alive()
    other.end()
    assert Region.objects.get(pk=home.pk).local_name == "Scania"
    assert Practice.objects.get(pk=revision.practice_id).origin_region == home
