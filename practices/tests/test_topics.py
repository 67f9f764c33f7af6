"""The topic board: members read it, the coordinator sorts."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from clusterix.testing.queries import assert_few_queries, count_queries
from practices.models import Topic, TopicEntry
from practices.tests.factories import make_draft, make_practice, make_topic_of
from practices.tests.reading import text_of

BOARD = "/practices/topics/"

pytestmark = pytest.mark.django_db


def under(topic):
    return [entry.practice for entry in topic.entries.select_related("practice")]


def sort(client, topic, *practices):
    where = topic.pk if topic else "none"
    return client.post(f"{BOARD}sort/", {"topic": where, "practice": [p.pk for p in practices]})


class TestReading:
    def test_members_see_topics_with_their_practices(self, member):
        topic = make_topic_of(make_practice(title="Fund of funds"), name="Who pays?")
        page = member.get(BOARD)
        [column] = page.context["columns"]
        assert (column.topic, [each.title for each in column.practices]) == (
            topic,
            ["Fund of funds"],
        )
        assert "Move them" not in page.content.decode()

    def test_places_are_where_practices_come_from_whoever_wrote_them_down(self, member, small):
        away = make_practice(place="Flanders", countries=["BE"], partner=small.home.partner)
        here = make_practice(origin_region=small.home.region, partner=small.home.partner)
        topic = make_topic_of(away, here)
        text = text_of(member.get(BOARD))
        assert f"{topic.name} 2 practices from 2 places" in text
        assert "Flanders, Belgium" in text
        assert str(small.home.region) in text[text.index("2 places") :]

    def test_visitors_and_administrators_do_not_know_of_it(self, visitor, administrator):
        make_topic_of(make_practice())
        assert [each.get(BOARD).status_code for each in (visitor, administrator)] == [404, 404]

    def test_what_is_not_listed_is_not_there(self, coordinator):
        make_draft(title="Hidden")
        make_practice(title="Archived", archived_at="2026-01-01T00:00:00Z")
        assert coordinator.get(BOARD).context["unsorted"].practices == []

    def test_an_empty_board_says_what_will_stand_here(self, member):
        assert "No topics yet" in member.get(BOARD).content.decode()

    def test_the_number_of_queries_is_constant(self, coordinator):
        make_topic_of(make_practice())
        one = count_queries(coordinator, BOARD)
        for _each in range(2):
            make_topic_of(make_practice(), make_practice())
        assert count_queries(coordinator, BOARD) == one
        assert_few_queries(coordinator, BOARD)


class TestSorting:
    def test_practices_go_under_a_topic_from_wherever_they_were(self, coordinator):
        first, second = make_practice(), make_practice()
        old, new = make_topic_of(first), make_topic_of()
        assert sort(coordinator, new, first, second).status_code == 302
        assert under(old) == []
        assert set(under(new)) == {first, second}

    def test_and_out_again(self, coordinator):
        practice = make_practice()
        topic = make_topic_of(practice)
        sort(coordinator, None, practice)
        assert under(topic) == []

    def test_nothing_chosen_is_said(self, coordinator):
        answer = sort(coordinator, make_topic_of())
        assert answer.status_code == 400
        assert "Choose at least one practice" in answer.content.decode()

    def test_a_draft_cannot_be_sorted(self, coordinator):
        topic = make_topic_of()
        assert sort(coordinator, topic, make_draft()).status_code == 400
        assert under(topic) == []

    def test_members_do_not_sort(self, member, lead):
        topic, practice = make_topic_of(), make_practice()
        assert [sort(each, topic, practice).status_code for each in (member, lead)] == [403, 403]
        assert under(topic) == []

    def test_one_topic_for_each_practice(self):
        practice = make_practice()
        make_topic_of(practice)
        with pytest.raises(IntegrityError), transaction.atomic():
            TopicEntry.objects.create(topic=make_topic_of(), practice=practice)


class TestTopics:
    def test_a_new_one_stands_last(self, coordinator):
        make_topic_of(name="First", position=1)
        coordinator.post(f"{BOARD}new/", {"name": "Second", "text": "Who pays?"})
        assert [each.name for each in Topic.objects.all()] == ["First", "Second"]

    @pytest.mark.parametrize(("name", "status"), [("", 400), ("who PAYS?", 409), ("x" * 81, 400)])
    def test_a_name_that_cannot_be_is_said(self, coordinator, name, status):
        make_topic_of(name="Who pays?")
        answer = coordinator.post(f"{BOARD}new/", {"name": name, "text": "kept"})
        assert answer.status_code == status
        assert 'value="kept"' in answer.content.decode()
        assert Topic.objects.count() == 1

    def test_it_can_be_renamed_and_removed(self, coordinator):
        practice = make_practice()
        topic = make_topic_of(practice)
        coordinator.post(reverse("topic_edit", args=[topic.pk]), {"name": "Money", "text": ""})
        assert Topic.objects.get().name == "Money"
        coordinator.post(reverse("topic_delete", args=[topic.pk]))
        assert not Topic.objects.exists()
        assert coordinator.get(BOARD).context["unsorted"].practices == [practice]


class TestPeerGroups:
    def test_a_topic_becomes_the_beginning_of_a_group(self, coordinator):
        practice = make_practice(title="Fund of funds")
        topic = make_topic_of(practice, name="Who pays?", text="The first year is dear.")
        address = f"/groups/new/?topic={topic.pk}"
        assert address in coordinator.get(BOARD).content.decode()
        initial = coordinator.get(address).context["form"].initial
        assert initial["name"] == "Who pays?"
        assert initial["purpose"] == "The first year is dear.\n- Fund of funds"

    @pytest.mark.parametrize("wrong", ["", "x", "99999", "²"])
    def test_a_topic_that_is_not_there_changes_nothing(self, coordinator, wrong):
        assert coordinator.get("/groups/new/", {"topic": wrong}).context["form"].initial == {}
