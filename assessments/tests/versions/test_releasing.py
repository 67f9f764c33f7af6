"""Releasing, discarding and taking back a version of the questions."""

from decimal import Decimal

import pytest
from django.db import connection

from assessments.actions import refresh_assessment
from assessments.actions.criteria_editing import (
    change_criterion,
    change_text,
    move_criterion,
    remove_criterion,
    take_criterion,
)
from assessments.actions.versions import (
    CannotChange,
    CannotRelease,
    SetChanged,
    change_head,
    discard_version,
    release_version,
    start_version,
    take_back_version,
)
from assessments.models import Assessment, CriteriaSet
from assessments.questions import rules
from assessments.tests.factories import make_round
from assessments.tests.pairs import make_clear, open_at_home
from assessments.tests.versions.steps import SYSTEM, WORDS, add, codes, order, release, whole
from core import clock
from core.public_changes import public_state

pytestmark = pytest.mark.django_db


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
