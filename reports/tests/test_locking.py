"""Answers, quorum, fingerprint, snapshot; and what the database refuses afterwards."""

import pytest
from django.db import DatabaseError, connection, transaction

from core import clock
from core.models import Activity
from practices.tests.factories import make_practice
from regions.models import Partnership
from regions.reader import Reader
from regions.tests.factories import make_partner, make_reader
from reports.actions import (
    answer_approval,
    create_report,
    edit_texts,
    enter_by_hand,
    lock_report,
    new_version,
    publish_report,
    refresh_figures,
    save_contribution,
)
from reports.actions.assembling import ReportTexts
from reports.actions.contributing import SectionText
from reports.content import data_of, sha256_of
from reports.models import Figure, FigureRecord, Indicator, Report
from reports.refusals import (
    NotAsTheReportStands,
    NotYourReport,
    ReportHasChanged,
    ReportNeedsMore,
)
from reports.sheet import sheet_of
from reports.tests.factories import (
    INSIDE,
    LAST,
    make_answer,
    make_locked,
    make_period,
    make_report,
    make_section,
    noon,
)

pytestmark = pytest.mark.django_db
SYSTEM = Reader.system()


def make_seat():
    return make_reader(make_partner(), is_steering=True)


def seen_of(report):
    return sheet_of(report).sha256


def test_lock_keeps_the_snapshot_of_what_was_seen(small):
    make_practice(published_at=noon(INSIDE), title="Six checks")
    report = make_report(highlights="We met.")
    make_section(report.period, small.home.partner)
    seat = make_seat()
    seen = seen_of(report)
    answer_approval(report=report, answer="remark", remark="Well done.", seen=seen, by=seat)
    locked = lock_report(report=report, seen=seen, by=seat)
    assert (locked.state, locked.sha256) == ("locked", seen)
    assert sha256_of(locked.snapshot["content"]) == seen
    (answer,) = locked.snapshot["approvals"]
    assert (answer["answer"], answer["remark"], answer["seen_sha256"]) == (
        "remark",
        "Well done.",
        seen,
    )
    content = sheet_of(Report.objects.get(pk=report.pk)).content
    assert content.highlights == "We met."
    assert [each.region for each in content.sections] == [small.home.region.name]
    first = content.figures[0]
    assert (first.value, [each.label for each in first.records]) == (1, ["Six checks"])
    verbs = Activity.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["report.answered", "report.locked"]


def test_a_locked_report_does_not_follow_its_tables(small):
    report = make_locked()
    before = sheet_of(report).content
    make_practice(published_at=noon(INSIDE))
    Partnership.objects.update(name="Another")
    make_section(report.period, small.home.partner)
    assert sheet_of(Report.objects.get(pk=report.pk)).content == before


def test_a_stale_fingerprint_is_refused():
    report, seat = make_report(), make_seat()
    seen = seen_of(report)
    answer_approval(report=report, answer="agree", seen=seen, by=seat)
    report = edit_texts(report=report, texts=ReportTexts(highlights="Changed."), by=SYSTEM)
    for act in (
        lambda: lock_report(report=report, seen=seen, by=seat),
        lambda: answer_approval(report=report, answer="agree", seen=seen, by=seat),
    ):
        with pytest.raises(ReportHasChanged) as refusal:
            act()
        assert refusal.value.status == 409
    with pytest.raises(NotAsTheReportStands, match="One more seat must agree"):
        lock_report(report=report, seen=seen_of(report), by=seat)


def test_figures_that_change_ask_everybody_again():
    report, seat = make_report(), make_seat()
    answer_approval(report=report, answer="agree", seen=seen_of(report), by=seat)
    refresh_figures(report=report, by=SYSTEM)  # nothing new: the answer still counts
    make_practice(published_at=noon(INSIDE))
    report = refresh_figures(report=report, by=SYSTEM)
    with pytest.raises(NotAsTheReportStands, match="One more seat"):
        lock_report(report=report, seen=seen_of(report), by=seat)


def test_the_quorum_is_the_partnerships(small):
    Partnership.objects.update(report_quorum=2)
    report, one, two = make_report(), make_seat(), make_seat()
    seen = seen_of(report)
    answer_approval(report=report, answer="agree", seen=seen, by=one)
    answer_approval(report=report, answer="agree", seen=seen, by=one)  # a seat counts once
    with pytest.raises(NotAsTheReportStands, match="One more seat must agree"):
        lock_report(report=report, seen=seen, by=one)
    answer_approval(report=report, answer="remark", remark="Fine.", seen=seen, by=two)
    assert lock_report(report=report, seen=seen, by=one).is_locked


def test_an_objection_stops_the_lock_until_its_seat_answers_again():
    report, one, two = make_report(), make_seat(), make_seat()
    seen = seen_of(report)
    with pytest.raises(ReportNeedsMore, match="Say what must change"):
        answer_approval(report=report, answer="object", seen=seen, by=two)
    answer_approval(report=report, answer="object", remark="Wrong.", seen=seen, by=two)
    report = edit_texts(report=report, texts=ReportTexts(problems="Right."), by=SYSTEM)
    seen = seen_of(report)
    answer_approval(report=report, answer="agree", seen=seen, by=one)
    with pytest.raises(NotAsTheReportStands, match="One objection is open"):
        lock_report(report=report, seen=seen, by=one)
    answer_approval(report=report, answer="agree", seen=seen, by=two)
    assert lock_report(report=report, seen=seen, by=two).is_locked


def test_a_period_that_runs_is_not_locked():
    with clock.at(noon(LAST)):
        report, seat = make_report(), make_seat()
        answer_approval(report=report, answer="agree", seen=seen_of(report), by=seat)
        with pytest.raises(NotAsTheReportStands, match="runs until 31 December 2025"):
            lock_report(report=report, seen=seen_of(report), by=seat)


@pytest.mark.rights("RP04")
def test_only_seats_answer_and_lock(small):
    report = make_report()
    for roles in ({"is_lead": True}, {"is_coordinator": True}, {}):
        by = make_reader(make_partner(), **roles)
        with pytest.raises(NotYourReport):
            answer_approval(report=report, answer="agree", seen=seen_of(report), by=by)
        with pytest.raises(NotYourReport):
            lock_report(report=report, seen=seen_of(report), by=by)


def test_nobody_changes_what_is_locked(small):
    report = make_locked()
    period, partner = report.period, small.home.partner
    acts = (
        lambda: refresh_figures(report=report, by=SYSTEM),
        lambda: edit_texts(report=report, texts=ReportTexts(), by=SYSTEM),
        lambda: answer_approval(report=report, answer="agree", seen="", by=make_seat()),
        lambda: lock_report(report=report, seen=report.sha256, by=SYSTEM),
        lambda: create_report(period=period, by=SYSTEM),
        lambda: save_contribution(
            period=period, partner=partner, text=SectionText(activity="x"), by=SYSTEM
        ),
        lambda: enter_by_hand(
            indicator=Indicator.objects.entered_by_hand()[0],
            period=period,
            partner=partner,
            value=1,
            evidence="Page 3",
            dated_on=INSIDE,
            by=SYSTEM,
        ),
    )
    for act in acts:
        with pytest.raises(NotAsTheReportStands):
            act()


STATEMENTS = (
    "UPDATE reports_report SET sha256 = 'x' WHERE id = {report}",
    "UPDATE reports_report SET state = 'draft', locked_at = NULL WHERE id = {report}",
    "UPDATE reports_report SET snapshot = '{{}}' WHERE id = {report}",
    "UPDATE reports_report SET version = 9 WHERE id = {report}",
    "DELETE FROM reports_report WHERE id = {report}",
    "UPDATE reports_figure SET value = 99 WHERE id = {figure}",
    "DELETE FROM reports_figure WHERE id = {figure}",
    "INSERT INTO reports_figure (report_id, indicator_id, value, before, by_period)"
    " SELECT {report}, indicator_id, 1, 0, '[]' FROM reports_figure WHERE id = {figure}",
    "UPDATE reports_figure SET report_id = {report} WHERE report_id = {draft}",
    "UPDATE reports_figurerecord SET label = 'x' WHERE figure_id = {figure}",
    "DELETE FROM reports_figurerecord WHERE figure_id = {figure}",
    "INSERT INTO reports_figurerecord (figure_id, object_type, object_id, label, amount)"
    " VALUES ({figure}, 'a', '1', 'x', 1)",
    "UPDATE reports_approval SET answer = 'agree', remark = 'x' WHERE report_id = {report}",
    "DELETE FROM reports_approval WHERE report_id = {report}",
)


def test_the_database_refuses_any_change():
    make_practice(published_at=noon(INSIDE))
    report = make_locked()
    draft = make_report(make_period(3, LAST.replace(year=2026, month=1), LAST.replace(year=2026)))
    figure = Figure.objects.get(report=report, indicator__query="practices_identified")
    assert FigureRecord.objects.filter(figure=figure).count() == 1
    for statement in STATEMENTS:
        sql = statement.format(report=report.pk, figure=figure.pk, draft=draft.pk)
        with (
            pytest.raises(DatabaseError, match=r"pgtrigger"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
    assert sha256_of(data_of(report)) == report.sha256


def test_publication_happens_once():
    report = publish_report(report=make_locked(), by=make_seat())
    assert report.published_at is not None
    with pytest.raises(NotAsTheReportStands, match="published already"):
        publish_report(report=report, by=make_seat())
    with pytest.raises(DatabaseError, match=r"pgtrigger"), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(published_at=None)


def test_a_correction_is_a_new_version(small):
    report = make_locked(highlights="We met.")
    made = new_version(report=report, by=SYSTEM)
    assert (made.version, made.supersedes, made.highlights) == (2, report, "We met.")
    assert list(Report.objects.in_force()) == [report]
    with pytest.raises(NotAsTheReportStands, match="later one already"):
        new_version(report=report, by=SYSTEM)
    make_answer(made, make_seat_partner())
    lock_report(report=made, seen=seen_of(made), by=SYSTEM)
    assert list(Report.objects.in_force()) == [made]


def make_seat_partner():
    return make_seat().partner
