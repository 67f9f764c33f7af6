"""Topics: the coordinator brings practices together under questions that they answer."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from core.audit import action, record
from core.errors import BadInput
from practices.models import Practice, Topic, TopicEntry
from practices.refusals import NotAsThingsAre, NotYours, refuse
from practices.rules import sorting_refusals
from regions.reader import Reader


class NothingChosen(BadInput):
    sentence = _("Choose at least one practice, then the topic.")


class NameTaken(NotAsThingsAre):
    sentence = _("There is a topic of this name already. Choose another name, or sort into it.")


@action
def make_topic(*, name: str, by: Reader, text: str = "") -> Topic:
    """Add a topic at the end of the board."""
    refuse(NotYours, sorting_refusals(by))
    _check_name(name)
    last = Topic.objects.order_by("-position").values_list("position", flat=True).first()
    topic = Topic.objects.create(name=name, text=text, position=(last or 0) + 1)
    record(by=by, verb="topic.made", obj=topic)
    return topic


@action
def change_topic(*, topic: Topic, name: str, by: Reader, text: str = "") -> Topic:
    """Give it another name or sentence; its practices stay."""
    refuse(NotYours, sorting_refusals(by))
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    _check_name(name, besides=topic)
    topic.name, topic.text = name, text
    topic.save(update_fields=["name", "text"])
    record(by=by, verb="topic.changed", obj=topic)
    return topic


@action
def delete_topic(*, topic: Topic, by: Reader) -> Topic:
    """Take it off the board; its practices are unsorted again."""
    refuse(NotYours, sorting_refusals(by))
    record(by=by, verb="topic.deleted", obj=topic, changes={"practices": topic.entries.count()})
    Topic.objects.filter(pk=topic.pk).delete()
    return topic


@action
def sort_practices(
    *, practices: Iterable[Practice], by: Reader, topic: Topic | None = None
) -> Practice:
    """Put published practices under a topic, from wherever they were; without one, take them out.

    A practice stands under one topic at most, so that each is discussed in one place.
    Returns the first of them.
    """
    refuse(NotYours, sorting_refusals(by))
    chosen = list(practices)
    if not chosen:
        raise NothingChosen
    ids = [each.pk for each in chosen]
    if topic is None:
        TopicEntry.objects.filter(practice__in=ids).delete()
    else:
        Topic.objects.select_for_update().get(pk=topic.pk)
        TopicEntry.objects.bulk_create(
            [TopicEntry(topic=topic, practice=each) for each in chosen],
            update_conflicts=True,
            unique_fields=["practice"],
            update_fields=["topic"],
        )
    to = topic.pk if topic else None
    for each in chosen:
        record(by=by, verb="practice.sorted", obj=each, changes={"topic": to})
    return chosen[0]


def _check_name(name: str, besides: Topic | None = None) -> None:
    others = Topic.objects.exclude(pk=besides.pk) if besides else Topic.objects.all()
    if others.filter(name__iexact=name.strip()).exists():
        raise NameTaken
