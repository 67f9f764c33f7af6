"""What tests of the versions of questions do again and again."""

from assessments.actions.criteria_editing import (
    add_criterion,
)
from assessments.actions.versions import (
    release_version,
)
from assessments.questions import rules
from regions.reader import Reader

SYSTEM = Reader.system()
WORDS = {
    "topic": "energy",
    "question": "Does it save energy?",
    "low_label": "not at all",
    "high_label": "very much",
    "guidance": "",
    "importance": 1,
    "is_gate": False,
    "requirement_kind": "",
}


def codes(criteria_set):
    return list(criteria_set.criteria.values_list("code", flat=True))


def order(criteria_set):
    return rules.mark_of_order(criteria_set.criteria.all())


def whole(criteria_set):
    return rules.mark_of_all(criteria_set, criteria_set.criteria.all())


def release(criteria_set):
    criteria_set.refresh_from_db()
    return release_version(criteria_set=criteria_set, seen=whole(criteria_set), by=SYSTEM)


def add(criteria_set, code="F11", dimension="feasibility", **words):
    return add_criterion(
        criteria_set=criteria_set, code=code, dimension=dimension, values=WORDS | words, by=SYSTEM
    )
