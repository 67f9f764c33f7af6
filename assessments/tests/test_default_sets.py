"""The two sets of questions are those of the method, word by word."""

import pytest

from assessments.actions import ensure_default_sets
from assessments.models import CriteriaSet
from core import clock
from core.models import Activity
from regions.reader import Reader

# code, question, -2 reads, +2 reads, importance, gate
METHOD = [
    ("R1", "Does it fit our strategy?", "against it", "already a priority", 3, False),
    ("R2", "Do we have this problem?", "not at all", "urgently", 3, False),
    ("R3", "Are our firms and clusters alike?", "very different", "very similar", 2, False),
    ("R4", "Do our people want it?", "they refuse it", "they ask for it", 2, False),
    ("R5", "Is the proof strong and recent?", "no proof", "strong and recent", 2, False),
    ("R6", "Would it add something new?", "we have it already", "nothing like it here", 3, False),
    ("F1", "Are we allowed to do it?", "others decide", "we decide", 3, True),
    ("F2", "Do aid and procurement rules allow it?", "they forbid it", "clearly allowed", 2, True),
    ("F3", "Can we find the money?", "no source in sight", "a source is ready", 3, True),
    ("F4", "Do we have staff and skills?", "nobody", "everybody needed", 2, False),
    ("F5", "Is there somebody to run it?", "nobody", "somebody is ready", 3, True),
    ("F6", "Are our partners ready?", "not interested", "ready to start", 2, False),
    ("F7", "Will politics accept it?", "open resistance", "active support", 3, False),
    ("F8", "Is there enough time?", "far too little", "plenty", 1, False),
    ("F9", "Can its core stay as it is?", "it would be lost", "fully", 2, False),
    ("F10", "Can we keep it going?", "ends with the money", "secured", 1, False),
]


def asked(criteria_set: CriteriaSet) -> list[tuple[object, ...]]:
    return list(
        criteria_set.criteria.values_list(
            "code", "question", "low_label", "high_label", "importance", "is_gate"
        )
    )


@pytest.mark.django_db
def test_home_asks_all_sixteen_and_meeting_six_of_them() -> None:
    sets = ensure_default_sets(by=Reader.system())

    assert asked(sets["home"]) == METHOD
    meeting = {"R1", "R2", "R6", "F1", "F3", "F5"}
    assert asked(sets["meeting"]) == [row for row in METHOD if row[0] in meeting]


@pytest.mark.django_db
def test_every_question_has_at_most_eight_words_and_a_sentence_of_guidance() -> None:
    home = ensure_default_sets(by=Reader.system())["home"]

    for criterion in home.criteria.all():
        assert len(criterion.question.split()) <= 8
        assert criterion.guidance.endswith((".", "?"))
        assert criterion.topic
        expected = "relevance" if criterion.code.startswith("R") else "feasibility"
        assert criterion.dimension == expected


@pytest.mark.django_db
def test_a_second_call_makes_nothing() -> None:
    first = ensure_default_sets(by=Reader.system())
    made = Activity.objects.filter(verb="criteria_set.made").count()

    assert ensure_default_sets(by=Reader.system()) == first
    assert Activity.objects.filter(verb="criteria_set.made").count() == made == 2
    assert CriteriaSet.objects.count() == 2


@pytest.mark.django_db
def test_a_newer_version_is_the_one_in_use() -> None:
    made = ensure_default_sets(by=Reader.system())["meeting"]
    newer = CriteriaSet.objects.create(
        code="meeting", version=2, name=made.name, released_at=clock.now()
    )

    assert ensure_default_sets(by=Reader.system())["meeting"] == newer
