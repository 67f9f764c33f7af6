"""From a record to its page along the thread, if the reader may read it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Final

from django.db import models

from assessments.models import Assessment
from exchanges.models import Exchange
from peergroups.models import Session
from plans.models import Action, Plan
from practices.models import Practice
from regions.reader import Reader
from reports.content import RecordLine
from reports.models import ManualEntry

type Key = tuple[str, int]
type Readable = Callable[[Reader], models.QuerySet[models.Model]]

READABLE: Final[dict[str, Readable]] = {
    "practices.practice": lambda reader: Practice.objects.visible_to(reader),
    "exchanges.exchange": lambda reader: Exchange.objects.visible_to(reader),
    "peergroups.session": lambda reader: Session.objects.visible_to(reader),
    "assessments.assessment": lambda reader: Assessment.objects.visible_to(reader),
    "plans.plan": lambda reader: Plan.objects.visible_to(reader).select_related("region"),
    "plans.action": lambda reader: Action.objects.visible_to(reader).select_related("plan__region"),
}
# An entry has no page of its own: who reads the report reads its words and evidence.
OPEN: Final = ManualEntry._meta.label_lower


def addresses_of(reader: Reader, records: Iterable[RecordLine]) -> dict[Key, str]:
    """The page of each record that the reader may open: one query for each kind of object."""
    return {
        (kind, found.pk): found.get_absolute_url()  # type: ignore[attr-defined]  # each has one
        for kind, found in _found(reader, records)
    }


def readable(reader: Reader, records: Iterable[RecordLine]) -> set[Key]:
    """The records whose objects the reader may read."""
    listed = list(records)
    entries = {(OPEN, each.object_id) for each in listed if each.object_type == OPEN}
    return entries | {(kind, found.pk) for kind, found in _found(reader, listed)}


def _found(reader: Reader, records: Iterable[RecordLine]) -> Iterable[tuple[str, models.Model]]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for each in records:
        if each.object_type in READABLE:
            wanted[each.object_type].add(each.object_id)
    for kind, ids in wanted.items():
        for found in READABLE[kind](reader).filter(pk__in=ids):
            yield kind, found
