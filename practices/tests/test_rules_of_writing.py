"""Pure rules: no database."""

from datetime import UTC, date, datetime

import pytest

from practices import rules
from practices.models import Practice, Revision
from practices.rules import completeness_blockers, completeness_gaps
from practices.tests.writing import text
from practices.writing.manuscript import Statement
from regions.models import Membership, Partner, Region
from regions.reader import Reader

THEN = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
OWN = Partner(pk=1, short="Cluster 55°", region=Region(pk=1, code="SE22"))
OTHER = Partner(pk=2, short="ecoplus", region=Region(pk=2, code="AT12"))


def reader(partner=OWN, user_id=7, **roles):
    membership = Membership(partner=partner, user_id=user_id, **roles)
    return Reader(user_id=user_id, memberships=(membership,), acting=membership)


def practice(**fields):
    return Practice(pk=3, partner=OWN, title="Cluster school", **fields)


def revision(of=None, **fields):
    return Revision(practice=of or practice(), number=1, **fields)


def test_a_complete_text_has_no_gaps():
    assert completeness_blockers(text()) == []


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"title": ""}, "title", rules.NO_TITLE),
        ({"summary": ""}, "summary", rules.NO_SUMMARY),
        ({"how_it_works": ""}, "how_it_works", rules.NO_DESCRIPTION),
        ({"organisation": "", "caveats": "", "theme_id": 1}, "organisation", rules.NO_ORGANISATION),
        ({"place": "", "caveats": "", "theme_id": 1}, "place", rules.NO_PLACE),
        ({"evidence": "", "caveats": "", "theme_id": 1}, "evidence", rules.NO_EVIDENCE),
        ({"caveats": ""}, "theme", rules.NO_THEME),
        ({"has_no_evidence_yet": True}, "has_no_evidence_yet", rules.BOTH_ANSWERS),
    ],
)
def test_each_gap_says_what_to_do_and_where(changes, field, sentence):
    assert [(gap.field, gap.sentence) for gap in completeness_gaps(text(**changes))] == [
        (field, sentence)
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"how_it_works": "", "problem": "Nobody learns."},
        {"place": "", "countries": ["SE"], "theme_id": 1, "caveats": ""},
        {"evidence": "", "has_no_evidence_yet": True, "theme_id": 1, "caveats": ""},
        {"evidence": "", "statements": (Statement("So.", dated_on=date(2011, 1, 1)),)},
        {"organisation": "", "place": "", "evidence": "", "caveats": "Not documented."},
    ],
)
def test_either_of_two_answers_is_enough(changes):
    assert completeness_blockers(text(**changes)) == []


def test_a_statement_without_a_date_is_named_by_its_number():
    dated, undated = Statement("A", dated_on=date(2011, 1, 1)), Statement("B")

    gaps = completeness_gaps(text(statements=(dated, undated)))

    assert [(gap.field, gap.sentence) for gap in gaps] == [
        ("statements-1-dated_on", "Statement 2 has no date. A year is enough.")
    ]


def test_a_stub_needs_its_title_alone_and_no_description():
    stub = {"summary": "", "organisation": "", "place": "", "evidence": "", "caveats": ""}

    assert completeness_blockers(text(is_stub=True, how_it_works="", **stub)) == []
    assert completeness_blockers(text(is_stub=True, **stub)) == [rules.STUB_WITH_TEXT]
    assert completeness_blockers(text(is_stub=True, title="", how_it_works="")) == [rules.NO_TITLE]


def test_who_may_write():
    assert rules.creating_refusals(reader()) == []
    assert rules.creating_refusals(Reader(user_id=1, is_admin=True)) != []
    assert rules.writing_refusals(reader(), OWN) == []
    assert rules.writing_refusals(reader(OTHER, is_coordinator=True), OWN) == [
        "Only people of Cluster 55° can change this practice."
    ]


def test_who_may_check_archive_and_take_down():
    member, lead = reader(), reader(is_lead=True)
    strange_lead = reader(OTHER, is_lead=True)
    coordinator = reader(OTHER, is_coordinator=True)

    assert [not rules.checking_refusals(each) for each in (member, lead, coordinator)] == [
        False,
        False,
        True,
    ]
    archiving = [
        not rules.archiving_refusals(each, OWN)
        for each in (member, lead, strange_lead, coordinator)
    ]
    assert archiving == [False, True, False, True]
    assert [not rules.taking_down_refusals(each) for each in (lead, coordinator)] == [False, True]


def test_who_may_delete_a_draft():
    draft = revision(created_by_id=7)

    assert rules.deleting_refusals(reader(user_id=7), draft) == []
    assert rules.deleting_refusals(reader(user_id=8, is_lead=True), draft) == []
    assert rules.deleting_refusals(reader(user_id=8), draft) != []
    assert rules.deleting_refusals(reader(OTHER, user_id=7), draft) != []


@pytest.mark.parametrize(
    ("state", "edit", "check"),
    [
        ("draft", [], [rules.NOT_SUBMITTED]),
        ("submitted", [rules.SUBMITTED], []),
        ("approved", [rules.CLOSED], [rules.NOT_SUBMITTED]),
        ("superseded", [rules.CLOSED], [rules.NOT_SUBMITTED]),
    ],
)
def test_what_the_state_of_a_text_allows(state, edit, check):
    each = revision(state=state)

    assert rules.edit_blockers(each) == edit
    assert rules.submit_blockers(each, text()) == edit
    assert rules.check_blockers(each) == check
    assert rules.approve_blockers(each, text()) == check


def test_nothing_happens_to_what_was_taken_down():
    gone = practice(taken_down_at=THEN, published_revision_id=9)

    assert rules.edit_blockers(revision(gone)) == [rules.TAKEN_DOWN]
    assert rules.check_blockers(revision(gone, state="submitted")) == [rules.TAKEN_DOWN]
    assert rules.propose_blockers(gone, has_open=False) == [rules.TAKEN_DOWN]
    assert rules.archive_blockers(gone) == [rules.TAKEN_DOWN]
    assert rules.restore_blockers(gone) == [rules.TAKEN_DOWN]
    assert rules.take_down_blockers(gone) == [rules.TAKEN_DOWN]


def test_an_incomplete_text_is_neither_submitted_nor_approved():
    assert rules.submit_blockers(revision(), text(title="")) == [rules.NO_TITLE]
    submitted = revision(state="submitted")
    assert rules.approve_blockers(submitted, text(title="")) == [rules.NO_TITLE]


def test_a_draft_that_was_submitted_once_is_not_deleted():
    assert rules.delete_blockers(revision(state="draft")) == []
    assert rules.delete_blockers(revision(state="draft", submitted_at=THEN)) == [
        rules.WAS_SUBMITTED
    ]
    assert rules.delete_blockers(revision(state="approved")) == [rules.CLOSED]


def test_what_can_be_done_with_a_practice_by_its_state():
    draft, public = practice(), practice(published_revision_id=9)
    archived = practice(published_revision_id=9, archived_at=THEN)

    assert rules.propose_blockers(draft, has_open=True) == [rules.NOT_PUBLISHED]
    assert rules.propose_blockers(public, has_open=False) == []
    assert rules.propose_blockers(public, has_open=True) == [rules.ONE_OPEN]
    assert rules.archive_blockers(draft) == [rules.NOT_PUBLISHED]
    assert rules.archive_blockers(public) == []
    assert rules.archive_blockers(archived) == [rules.ARCHIVED]
    assert rules.restore_blockers(public) == [rules.NOT_ARCHIVED]
    assert rules.restore_blockers(archived) == []
    assert rules.take_down_blockers(draft) == [rules.NOT_PUBLISHED]
    assert rules.take_down_blockers(archived) == []


def test_only_ones_own_words_need_a_reason():
    assert rules.needs_reason(revision(edited_by_id=7), reader(user_id=7)) is True
    assert rules.needs_reason(revision(edited_by_id=8), reader(user_id=7)) is False
    assert rules.needs_reason(revision(), Reader.system()) is False
