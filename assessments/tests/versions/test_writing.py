"""Writing a version of the questions: what the actions do, refuse and write down."""

from decimal import Decimal

import pytest

from assessments.actions import open_round
from assessments.actions.criteria_editing import (
    change_criterion,
    change_text,
    move_criterion,
    remove_criterion,
)
from assessments.actions.rounds import CannotOpen
from assessments.actions.versions import (
    CannotChange,
    CannotRelease,
    NotTheCoordinator,
    SetChanged,
    Unusable,
    change_head,
    start_version,
)
from assessments.models import CriteriaSet, Criterion
from assessments.questions import rules
from assessments.tests.pairs import make_strange_practice, open_at_home
from assessments.tests.versions.steps import SYSTEM, WORDS, add, codes, order, release
from core.models import Activity

pytestmark = pytest.mark.django_db


def test_a_new_version_begins_with_everything_of_the_newest(sets, coordinator):
    made = start_version(code="home", by=coordinator.reader)
    assert (made.version, made.released_at, made.made_by) == (2, None, coordinator.user)
    for each in sets["home"].criteria.all():
        copy = made.criteria.get(code=each.code)
        assert [getattr(copy, name) for name in rules.FIELDS] == [
            getattr(each, name) for name in rules.FIELDS
        ]
        said = [("language", "question"), ("language", "question")]
        assert list(copy.texts.values_list(*said[0])) == list(each.texts.values_list(*said[1]))
    assert made.criteria.get(code="F3").texts.get(language="de").question
    assert Activity.objects.get(verb="criteria_set.begun").changes == {"code": "home", "version": 2}


def test_only_one_is_being_written(written):
    with pytest.raises(CannotChange, match="Version 2 is being written already"):
        start_version(code="home", by=SYSTEM)
    assert CriteriaSet.objects.filter(code="home").count() == 2


@pytest.mark.parametrize("persona", ["member", "lead", "moderator", "steering", "administrator"])
def test_nobody_else_writes(sets, request, persona):
    by = request.getfixturevalue(persona).reader
    with pytest.raises(NotTheCoordinator):
        start_version(code="home", by=by)
    assert CriteriaSet.objects.count() == 2


def test_a_version_being_written_is_asked_by_nobody(written, small):
    assert open_at_home(small.home.region).criteria_set.version == 1
    with pytest.raises(CannotOpen, match="being written"):
        open_round(
            revision=make_strange_practice().published_revision,
            criteria_set=written,
            kind="session",
            by=SYSTEM,
        )
    release(written)
    assert open_at_home(small.other.region).criteria_set == written


def test_name_threshold_and_note(written):
    seen = rules.mark_of_head(written)
    values = {"criteria_set": written, "name": "Home", "note": "Stricter.", "by": SYSTEM}
    changed = change_head(threshold=Decimal("0.75"), seen=seen, **values)
    assert (changed.name, changed.threshold, changed.note) == ("Home", Decimal("0.75"), "Stricter.")
    with pytest.raises(SetChanged):
        change_head(threshold=Decimal(1), seen=seen, **values)
    for wrong in ("0", "-1", "2.01"):
        with pytest.raises(Unusable, match="above 0 and at most 2"):
            change_head(threshold=Decimal(wrong), seen=rules.mark_of_head(changed), **values)


def test_a_question_is_added_behind_its_like(written):
    assert rules.next_code("relevance", codes(written)) == "R7"
    add(written, "R7", "relevance")
    assert codes(written)[5:8] == ["R6", "R7", "F1"]
    assert list(written.criteria.values_list("position", flat=True)) == list(range(1, 18))


@pytest.mark.parametrize(
    ("code", "dimension", "sentence"),
    [
        ("R1", "relevance", "used in this version already"),
        ("F7", "relevance", "used in this version already"),
        ("R7", "feasibility", "begin with R"),
        ("X1", "relevance", "R or F and a number"),
        ("R0", "relevance", "R or F and a number"),
    ],
)
def test_codes_that_are_refused(written, code, dimension, sentence):
    with pytest.raises(Unusable, match=sentence):
        add(written, code, dimension)
    assert len(codes(written)) == 16


def test_a_code_keeps_its_meaning(written):
    Criterion.objects.create(
        criteria_set=CriteriaSet.objects.get(code="meeting"),
        **WORDS | {"code": "R9", "position": 9, "dimension": "feasibility"},
    )
    with pytest.raises(Unusable, match="R9 has stood for feasibility"):
        add(written, "R9", "relevance")
    Criterion.objects.create(
        criteria_set=written, **WORDS | {"code": "R9", "position": 20, "dimension": "relevance"}
    )
    with pytest.raises(CannotRelease, match="R9 has stood for feasibility"):
        release(written)


def test_a_removed_question_can_be_brought_back(written):
    gone = written.criteria.get(code="R4")
    remove_criterion(criterion=gone, seen=order(written), by=SYSTEM)
    assert "R4" not in codes(written)
    add(written, "R4", "relevance")
    assert codes(written)[:6] == ["R1", "R2", "R3", "R5", "R6", "R4"]


def test_nine_words_are_too_many(written):
    eight = "one two three four five six seven eight?"
    assert add(written, question=eight).question == eight
    with pytest.raises(Unusable, match="at most eight words"):
        add(written, "F12", question=f"zero {eight}")


def test_a_question_changes_unless_somebody_was_faster(written):
    question = written.criteria.get(code="F8")
    seen = rules.mark_of_criterion(question)
    changed = change_criterion(criterion=question, values=WORDS, seen=seen, by=SYSTEM)
    assert (changed.question, changed.code) == ("Does it save energy?", "F8")
    with pytest.raises(SetChanged):
        change_criterion(criterion=question, values=WORDS, seen=seen, by=SYSTEM)
    assert CriteriaSet.objects.get(code="home", version=1).criteria.get(code="F8").topic == "time"


def test_texts_in_other_languages(written):
    question = add(written)
    words = {name: f"{name} auf Deutsch" for name in rules.TEXT_FIELDS}
    values = {"criterion": question, "by": SYSTEM}
    change_text(language="de", words=words, seen=rules.mark_of_text(None), **values)
    text = question.texts.get()
    assert (text.language, text.question) == ("de", "question auf Deutsch")
    with pytest.raises(SetChanged):
        change_text(language="de", words=words, seen=rules.mark_of_text(None), **values)
    for wrong in ("en", "xx"):
        with pytest.raises(Unusable):
            change_text(language=wrong, words=words, seen=rules.mark_of_text(None), **values)
    empty = dict.fromkeys(words, "")
    change_text(language="de", words=empty, seen=rules.mark_of_text(text), **values)
    assert not question.texts.exists()


def test_the_order(written):
    seen = order(written)
    move_criterion(criterion=written.criteria.get(code="R2"), up=True, seen=seen, by=SYSTEM)
    assert codes(written)[:3] == ["R2", "R1", "R3"]
    with pytest.raises(SetChanged):
        move_criterion(criterion=written.criteria.get(code="R3"), up=True, seen=seen, by=SYSTEM)
    for code, up in (("R2", True), ("F10", False)):
        end = written.criteria.get(code=code)
        move_criterion(criterion=end, up=up, seen=order(written), by=SYSTEM)
    assert (codes(written)[0], codes(written)[-1]) == ("R2", "F10")
