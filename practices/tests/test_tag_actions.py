"""Tags: one row per word, and what the coordinator does with them."""

import pytest
from django.db import IntegrityError, transaction

from core.models import Activity
from practices.actions import (
    approve,
    create_draft,
    merge_tags,
    propose_revision,
    remove_tags,
    restore_tag,
    submit,
)
from practices.actions.tags import NoName
from practices.models import Practice, Tag, Tagging
from practices.refusals import NotAsThingsAre, NotYours
from practices.search import query_for
from practices.tests.factories import make_draft, make_practice, publish_directly
from practices.tests.writing import text
from practices.upkeep.tags import (
    IS_FORMER,
    NO_NAME,
    NOT_FORMER,
    NOTHING_CHOSEN,
    SAME,
    WITH_COMMA,
)
from regions.reader import Reader


def tag(name):
    return Tag.objects.get(name=name)


def tagged():
    """What each practice carries, by title."""
    return {
        practice.title: sorted(each.name for each in practice.tags.all())
        for practice in Practice.objects.order_by("title")
    }


def audited():
    lines = Activity.objects.filter(object_type="practices.tag").order_by("pk")
    return list(lines.values_list("verb", "changes"))


def found(words):
    rows = Practice.objects.filter(catalogue_entry__words=query_for(words)).order_by("title")
    return list(rows.values_list("title", flat=True))


def reasons_of(error):
    return [str(reason) for reason in error.value.reasons]


@pytest.fixture
def three(small):
    """Three practices and four tags, two of which mean the same."""
    for title, tags in (
        ("First", ["réseau", "food"]),
        ("Second", ["network", "food"]),
        ("Third", ["network", "réseau"]),
    ):
        make_practice(title=title, partner=small.home.partner, tags=tags)


def test_all_spellings_of_a_word_are_one_tag(small):
    for title, name in (("First", "Réseau"), ("Second", "reseau"), ("Third", "ＲＥＳＥＡＵ")):
        make_practice(title=title, tags=[name])
    assert tagged() == {"First": ["Réseau"], "Second": ["Réseau"], "Third": ["Réseau"]}
    assert (Tag.objects.get().slug, Tag.objects.get().folded) == ("reseau", "reseau")


def test_the_database_holds_one_row_per_word(three):
    for fields in ({"name": "RESEAU", "slug": "x"}, {"name": "Food", "slug": "y"}):
        with pytest.raises(IntegrityError, match="folded"), transaction.atomic():
            Tag.objects.create(**fields)
    for update, constraint in (
        ({"merged_into": tag("food")}, "tag_merged_is_former"),
        ({"merged_into": tag("network"), "former_since": "2026-01-01T00:00Z"}, "not_into_itself"),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            Tag.objects.filter(name="network").update(**update)
    with pytest.raises(IntegrityError, match="tagging_once"), transaction.atomic():
        Tagging.objects.create(content_object=Practice.objects.get(title="First"), tag=tag("food"))


def test_publishing_follows_the_table_of_tags(three, small, member, coordinator):
    merge_tags(tags=[tag("réseau")], name="network", by=coordinator.reader)
    written = text(tag_names=("RESEAU", "Network", "Fresh"), title="Fourth")
    draft = create_draft(partner=small.home.partner, manuscript=written, by=member.reader)
    assert not Tag.objects.filter(folded="fresh").exists(), "A draft makes no tag."
    submit(revision=draft, by=member.reader)
    approve(revision=draft, by=coordinator.reader)
    assert tagged()["Fourth"] == ["Fresh", "network"]


def test_words_that_differ_in_signs_alone_have_addresses_of_their_own(small):
    make_practice(tags=["C", "C++", "C#", "Клъстер"])
    assert sorted(Tag.objects.values_list("slug", flat=True)) == ["c", "c-2", "c-3", "клъстер"]


@pytest.mark.rights("P20")
def test_merging_leads_the_words_to_one_tag(three, coordinator):
    network = merge_tags(
        tags=[tag("réseau"), tag("network")], name="Network", by=coordinator.reader
    )
    assert tagged() == {
        "First": ["Network", "food"],
        "Second": ["Network", "food"],
        "Third": ["Network"],
    }
    assert tag("réseau").present == network
    assert audited() == [
        ("tag.merged", {"into": network.pk}),
        ("tag.respelled", {}),
    ]
    assert found("network") == ["First", "Second", "Third"]
    assert found("reseau") == []


def test_renaming_one_keeps_the_former_name(three, coordinator):
    made = merge_tags(tags=[tag("food")], name="Food industry", by=coordinator.reader)
    assert (made.slug, tag("food").present) == ("food-industry", made)
    assert tagged()["First"] == ["Food industry", "réseau"]
    assert found("industry") == ["First", "Second"]


def test_another_spelling_is_the_same_tag(three, coordinator):
    before = tag("réseau").pk
    made = merge_tags(tags=[tag("réseau")], name="Reseau", by=coordinator.reader)
    assert (made.pk, made.slug) == (before, "reseau")
    assert not Tag.objects.former_for(coordinator.reader).exists()
    assert tagged()["First"] == ["Reseau", "food"]


def test_taking_back_a_merge_gives_each_text_its_own_words_again(three, coordinator):
    merge_tags(tags=[tag("réseau"), tag("network")], name="food", by=coordinator.reader)
    assert tagged() == {"First": ["food"], "Second": ["food"], "Third": ["food"]}
    restore_tag(tag=tag("réseau"), by=coordinator.reader)
    restore_tag(tag=tag("network"), by=coordinator.reader)
    assert tagged() == {
        "First": ["food", "réseau"],
        "Second": ["food", "network"],
        "Third": ["network", "réseau"],
    }
    assert found("network") == ["Second", "Third"]


def test_taking_back_a_chain_goes_step_by_step(three, coordinator):
    by = coordinator.reader
    for before, after in (("réseau", "net"), ("net", "web"), ("web", "mesh")):
        merge_tags(tags=[tag(before)], name=after, by=by)
    assert tagged()["First"] == ["food", "mesh"]
    assert tag("réseau").present == tag("mesh")
    assert tag("réseau").merged_into == tag("web"), "The way stays two steps long."
    restore_tag(tag=tag("web"), by=by)
    assert tagged()["First"] == ["food", "web"]
    restore_tag(tag=tag("réseau"), by=by)
    assert tagged()["First"] == ["food", "réseau"]


def test_a_former_name_may_be_used_again(three, coordinator):
    by = coordinator.reader
    merge_tags(tags=[tag("réseau")], name="network", by=by)
    merge_tags(tags=[tag("food")], name="réseau", by=by)
    assert tagged() == {
        "First": ["réseau"],
        "Second": ["network", "réseau"],
        "Third": ["network", "réseau"],
    }
    merge_tags(tags=[tag("réseau")], name="food", by=by)
    assert tag("réseau").present == tag("food")


def test_a_removed_tag_is_gone_and_can_come_back(three, coordinator):
    by = coordinator.reader
    remove_tags(tags=[tag("food"), tag("réseau")], by=by)
    assert tagged() == {"First": [], "Second": ["network"], "Third": ["network"]}
    assert audited()[0] == ("tag.removed", {"practices": 3})
    assert found("food") == []
    restore_tag(tag=tag("food"), by=by)
    assert tagged() == {"First": ["food"], "Second": ["food", "network"], "Third": ["network"]}
    assert audited()[-1] == ("tag.restored", {"from": None})


def test_what_was_merged_goes_with_the_removed_one_and_comes_back(three, coordinator):
    by = coordinator.reader
    merge_tags(tags=[tag("réseau")], name="network", by=by)
    remove_tags(tags=[tag("network")], by=by)
    assert tagged() == {"First": ["food"], "Second": ["food"], "Third": []}
    restore_tag(tag=tag("network"), by=by)
    assert tagged() == {
        "First": ["food", "network"],
        "Second": ["food", "network"],
        "Third": ["network"],
    }


def test_a_new_version_brings_no_removed_tag_back(three, member, coordinator):
    practice = Practice.objects.get(title="First")
    remove_tags(tags=[tag("food")], by=coordinator.reader)
    revision = propose_revision(practice=practice, by=member.reader)
    publish_directly(practice, revision)
    assert tagged()["First"] == ["réseau"]


def test_only_the_coordinator_keeps_them_in_order(three, lead, steering, administrator, visitor):
    for person in (lead, steering, administrator, visitor):
        with pytest.raises(NotYours):
            merge_tags(tags=[tag("food")], name="meals", by=person.reader)
        with pytest.raises(NotYours):
            remove_tags(tags=[tag("food")], by=person.reader)
        with pytest.raises(NotYours):
            restore_tag(tag=tag("food"), by=person.reader)
    assert audited() == []


@pytest.mark.parametrize(
    ("name", "sentence"), [(" -!- ", NO_NAME), ("a, b", WITH_COMMA), ("x" * 51, None)]
)
def test_what_is_no_name_is_refused(name, sentence, three, coordinator):
    with pytest.raises(NoName) as error:
        merge_tags(tags=[tag("food")], name=name, by=coordinator.reader)
    assert sentence is None or reasons_of(error) == [str(sentence)]


def test_what_cannot_be_done_is_refused(three, coordinator):
    by = coordinator.reader
    for call, sentence in (
        (lambda: merge_tags(tags=[], name="meals", by=by), NOTHING_CHOSEN),
        (lambda: merge_tags(tags=[tag("food")], name="food", by=by), SAME),
        (lambda: restore_tag(tag=tag("food"), by=by), NOT_FORMER),
    ):
        with pytest.raises(NotAsThingsAre) as error:
            call()
        assert reasons_of(error) == [str(sentence)]
    stale = tag("food")
    remove_tags(tags=[stale], by=by)
    for call in (
        lambda: merge_tags(tags=[stale], name="meals", by=by),
        lambda: remove_tags(tags=[stale], by=by),
    ):
        with pytest.raises(NotAsThingsAre) as error:
            call()
        assert reasons_of(error) == [str(IS_FORMER)]


@pytest.mark.rights("P20")
def test_tags_exist_with_a_practice_that_can_be_read(small, coordinator):
    make_practice(tags=["listed"])
    make_practice(tags=["archived"], archived_at="2026-01-01T00:00Z")
    hidden = {"taken_down_at": "2026-01-01T00:00Z", "takedown_reason": "x"}
    make_practice(tags=["hidden"], **hidden)
    make_draft(tags=["draft"])

    def names(tags):
        return sorted(each.name for each in tags)

    for reader in (Reader.visitor(), coordinator.reader):
        assert names(Tag.objects.visible_to(reader)) == ["listed"]
        assert names(Tag.objects.counted_for(reader)) == ["listed"]
    assert names(Tag.objects.kept_by(coordinator.reader)) == ["archived", "hidden", "listed"]
    assert names(Tag.objects.kept_by(Reader.visitor())) == []
    assert Tag.objects.names_for(["LISTED", "Hidden", "draft"], Reader.visitor()) == {
        "listed": "listed"
    }
