"""Versions of the questions: what the actions do, refuse and write down."""

from decimal import Decimal

import pytest
from django.db import connection

from assessments.actions import ensure_default_sets, open_round, refresh_assessment
from assessments.actions.criteria_editing import (
    add_criterion,
    change_criterion,
    change_text,
    move_criterion,
    remove_criterion,
    take_criterion,
)
from assessments.actions.rounds import CannotOpen
from assessments.actions.versions import (
    CannotChange,
    CannotRelease,
    NotTheCoordinator,
    SetChanged,
    Unusable,
    change_head,
    discard_version,
    release_version,
    start_version,
    take_back_version,
)
from assessments.models import Assessment, CriteriaSet, Criterion
from assessments.questions import rules
from assessments.tests.factories import make_round
from assessments.tests.pairs import make_clear, make_strange_practice, open_at_home
from core import clock
from core.models import Activity
from core.public_changes import public_state
from regions.reader import Reader

pytestmark = pytest.mark.django_db
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


@pytest.fixture
def sets(small):
    return ensure_default_sets(by=SYSTEM)


@pytest.fixture
def written(sets):
    """The second version of the home set."""
    return start_version(code="home", by=SYSTEM)


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


def test_a_meeting_asks_only_what_is_asked_at_home(sets):
    meeting = start_version(code="meeting", by=SYSTEM)
    add(meeting, "F11")
    with pytest.raises(CannotRelease, match="F11: not in the home set in use"):
        release(meeting)
    home = start_version(code="home", by=SYSTEM)
    add(home, "F11")
    release(home)
    assert release(meeting).released_at
    second = start_version(code="home", by=SYSTEM)
    lost = second.criteria.get(code="F11")
    remove_criterion(criterion=lost, seen=order(second), by=SYSTEM)
    with pytest.raises(CannotRelease, match="F11: asked in meetings now"):
        release(second)


def test_a_question_of_the_home_set_is_taken_with_its_texts(sets):
    meeting = start_version(code="meeting", by=SYSTEM)
    taken = take_criterion(
        criteria_set=meeting, criterion=sets["home"].criteria.get(code="R4"), by=SYSTEM
    )
    assert codes(meeting) == ["R1", "R2", "R6", "R4", "F1", "F3", "F5"]
    assert taken.texts.get(language="sv").question
    with pytest.raises(CannotChange):
        take_criterion(
            criteria_set=meeting, criterion=sets["home"].criteria.get(code="R4"), by=SYSTEM
        )


def test_what_a_release_needs(written):
    for code in [each for each in codes(written) if each not in {"F1", "F3", "F5"}]:
        question = written.criteria.get(code=code)
        remove_criterion(criterion=question, seen=order(written), by=SYSTEM)
    with pytest.raises(CannotRelease) as refused:
        release(written)
    assert [str(each) for each in refused.value.reasons] == [
        "There is no question about relevance. Add one.",
        "A round at home needs at least five questions. Add some.",
        "R1, R2 and R6: asked in meetings now, so it must be asked at home, too. Keep it,"
        " or release a meeting set without it first.",
    ]


def test_who_releases_means_what_they_read(written):
    seen = whole(written)
    add(written)
    with pytest.raises(SetChanged):
        release_version(criteria_set=written, seen=seen, by=SYSTEM)
    with pytest.raises(SetChanged):
        discard_version(criteria_set=written, seen=seen, by=SYSTEM)


def test_discarding(written, sets):
    assert discard_version(criteria_set=written, seen=whole(written), by=SYSTEM) == sets["home"]
    assert CriteriaSet.objects.filter(code="home").count() == 1
    with pytest.raises(CannotChange, match="discarded in the meantime"):
        change_head(
            criteria_set=written, name="x", threshold=Decimal(1), note="", seen="", by=SYSTEM
        )


def test_taking_back(written, sets, small):
    release(written)
    assert take_back_version(criteria_set=written, by=SYSTEM).released_at is None
    release(written)
    opened = open_at_home(small.home.region)
    assert opened.criteria_set == written
    with pytest.raises(CannotChange, match="It is used already: 1 round"):
        take_back_version(criteria_set=written, by=SYSTEM)
    with pytest.raises(CannotChange, match="only version"):
        take_back_version(criteria_set=CriteriaSet.objects.get(code="meeting"), by=SYSTEM)


def test_what_was_answered_stays(sets, small):
    make_clear(small.home.region)
    meeting = CriteriaSet.objects.get(code="meeting")
    assert meeting.frozen_at
    question = meeting.criteria.get(code="R1")
    for change in (
        lambda: take_back_version(criteria_set=meeting, by=SYSTEM),
        lambda: release(meeting),
        lambda: discard_version(criteria_set=meeting, seen="", by=SYSTEM),
        lambda: add(meeting),
        lambda: change_criterion(criterion=question, values=WORDS, seen="", by=SYSTEM),
        lambda: remove_criterion(criterion=question, seen="", by=SYSTEM),
        lambda: move_criterion(criterion=question, up=True, seen="", by=SYSTEM),
        lambda: change_text(criterion=question, language="de", words={}, seen="", by=SYSTEM),
    ):
        with pytest.raises(CannotChange, match="Write a new version"):
            change()


def test_a_new_threshold_leaves_old_results_alone(sets, small):
    assessment = make_clear(small.home.region, R1=1, R2=1, R6=1)
    before = (assessment.suggestion, assessment.relevance, assessment.input_hash)
    meeting = start_version(code="meeting", by=SYSTEM)
    change_head(
        criteria_set=meeting,
        name="Meeting set",
        threshold=Decimal("1.5"),
        note="",
        seen=rules.mark_of_head(meeting),
        by=SYSTEM,
    )
    release(meeting)
    refresh_assessment(transfer=assessment.transfer, by=SYSTEM)
    now = Assessment.objects.get()
    assert (now.suggestion, now.relevance, now.input_hash) == before
    assert now.criteria_set.version == 1


def public_after(act):
    """The state of what everybody reads after an act, as if in a transaction of its own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('clusterix.public_change', '', true)")
    act()
    return public_state()


def test_public_pages_move_with_a_release_and_not_before(written):
    silent = public_after(lambda: None)
    added = add(written)
    words = dict.fromkeys(rules.TEXT_FIELDS, "Energie")
    seen = rules.mark_of_text(None)
    for act in (
        lambda: change_text(criterion=added, language="de", words=words, seen=seen, by=SYSTEM),
        lambda: remove_criterion(criterion=added, seen=order(written), by=SYSTEM),
        lambda: start_version(code="meeting", by=SYSTEM),
    ):
        assert public_after(act) == silent
    assert public_after(lambda: release(written)) != silent
    open_again = public_after(lambda: take_back_version(criteria_set=written, by=SYSTEM))
    assert open_again not in {silent, public_after(lambda: release(written))}


def test_the_session_of_a_test_asks_what_is_released(sets):
    assert make_round().criteria_set.released_at <= clock.now()
