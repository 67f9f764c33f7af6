"""The way back: what is counted says in which report, to those who may read the report."""

import pytest

from assessments.models import Assessment, CriteriaSet
from plans.models import ActionState, Evidence
from plans.tests.factories import make_action, make_decision, make_plan
from practices.tests.factories import make_practice, make_transfer
from reports.models import Report
from reports.tests.factories import (
    INSIDE,
    make_exchange,
    make_locked,
    make_place,
    make_report,
    noon,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def link(report, code):
    return f'<a href="/reports/{report.pk}/?open={code}#{code}">'


def page(persona, thing):
    response = persona.get(thing.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_a_practice_of_a_draft_report_tells_only_who_reads_it(lead, member, visitor, coordinator):
    practice = make_practice(published_at=noon(INSIDE))
    report = make_report()
    for persona in (lead, coordinator):
        assert link(report, "practices-identified") in page(persona, practice)
    for persona in (member, visitor):
        assert "Counted in" not in page(persona, practice)
        assert f"/reports/{report.pk}/" not in page(persona, practice)


def test_a_locked_report_tells_members_and_a_published_one_everybody(member, visitor):
    practice = make_practice(published_at=noon(INSIDE))
    report = make_locked()
    assert link(report, "practices-identified") in page(member, practice)
    assert "Counted in" not in page(visitor, practice)
    Report.objects.filter(pk=report.pk).update(published_at=noon(INSIDE))
    assert link(report, "practices-identified") in page(visitor, practice)


def test_a_meeting_is_named_once_for_each_figure(lead, small):
    event = make_exchange()
    for place in (small.home, small.other):
        make_place(event, place.partner)
    shown = page(lead, event) if make_report() else ""
    report = Report.objects.get()
    assert shown.count(link(report, "participations")) == 1
    assert shown.count(link(report, "interregional-events")) == 1
    assert "dissemination-events" not in shown


def test_a_session_leads_back(steering, room):
    session = room.session
    session.closed_at = noon(INSIDE)
    session.save()
    report = make_report()
    assert link(report, "sessions-held") in page(steering, session)


def test_an_action_and_an_assessment_lead_back(lead, small):
    plan = make_plan(small.home.region)
    decision = make_decision(make_practice(), small.home.region)
    action = make_action(plan, decision=decision, state=ActionState.DONE, done_on=INSIDE)
    Evidence.objects.create(action=action, text="Minutes", dated_on=INSIDE)
    transfer = make_transfer(region=small.home.region)
    criteria_set, _new = CriteriaSet.objects.get_or_create(code="meeting", version=1)
    final = Assessment.objects.create(
        transfer=transfer,
        revision=transfer.practice.published_revision,
        criteria_set=criteria_set,
        state="final",
        final_at=noon(INSIDE),
    )
    report = make_report()
    assert link(report, "transferred") in page(lead, action)
    counted = report.figures.get(indicator__code="assessed").records.get()
    assert counted.object_id == str(final.pk)
