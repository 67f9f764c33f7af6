"""What changed between two versions of the questions."""

from decimal import Decimal

import pytest

from assessments.actions import ensure_default_sets
from assessments.actions.criteria_editing import (
    change_criterion,
    change_text,
    move_criterion,
    remove_criterion,
)
from assessments.actions.versions import change_head, start_version
from assessments.models import CriteriaSet
from assessments.questions import rules
from assessments.questions.differences import differences
from assessments.tests.versions.steps import SYSTEM, WORDS, add, order

pytestmark = pytest.mark.django_db


def begin():
    """The second version of the home set."""
    ensure_default_sets(by=SYSTEM)
    return start_version(code="home", by=SYSTEM)


def test_what_changed_between_two_versions(small):
    written = begin()
    change_head(
        criteria_set=written,
        name="Home set",
        threshold=Decimal("0.60"),
        note="",
        seen=rules.mark_of_head(written),
        by=SYSTEM,
    )
    add(written)
    remove_criterion(criterion=written.criteria.get(code="R4"), seen=order(written), by=SYSTEM)
    move_criterion(
        criterion=written.criteria.get(code="R2"), up=True, seen=order(written), by=SYSTEM
    )
    question = written.criteria.get(code="F8")
    values = {name: getattr(question, name) for name in WORDS} | {"importance": 3, "is_gate": True}
    seen = rules.mark_of_criterion(question)
    change_criterion(criterion=question, values=values, seen=seen, by=SYSTEM)
    found = differences(*CriteriaSet.objects.filter(code="home").order_by("version"))
    assert [each.code for each in found.added] == ["F11"]
    assert [each.code for each in found.removed] == ["R4"]
    assert [str(line.name) for line in found.head] == ["Threshold"]
    [changed] = found.changed
    assert [(str(line.name), line.pieces) for line in changed.lines] == [
        ("Importance", [("out", "low"), ("in", "high")]),
        ("Gate", [("out", "no"), ("in", "yes")]),
    ]
    assert found.is_reordered
    assert found.left_behind == []
    assert not found.is_empty


def test_a_reworded_question_names_the_languages_that_stayed(small):
    written = begin()
    question = written.criteria.get(code="F8")
    seen = rules.mark_of_criterion(question)
    change_criterion(criterion=question, values=WORDS, seen=seen, by=SYSTEM)
    text = question.texts.get(language="de")
    words = dict.fromkeys(rules.TEXT_FIELDS, "Energie")
    change_text(
        criterion=question, language="de", words=words, seen=rules.mark_of_text(text), by=SYSTEM
    )
    found = differences(*CriteriaSet.objects.filter(code="home").order_by("version"))
    [left] = found.left_behind
    assert (left.criterion.code, left.left_behind) == ("F8", ("da", "fr", "hu", "it", "ro", "sv"))
