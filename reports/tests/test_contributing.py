"""Sections of partners and figures entered by hand: who writes, who reads, what counts."""

import pytest
from django.urls import reverse

from reports.actions import refresh_figures
from reports.content import data_of, read
from reports.models import Contribution, Indicator, ManualEntry
from reports.tests.factories import (
    AFTER,
    INSIDE,
    make_entry,
    make_locked,
    make_period,
    make_report,
    make_section,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]

TEXT = {"activity": "We met.", "output": "Minutes.", "result": "", "is_complete": "on"}


def address(name, code="SE22", *more):
    return reverse(name, args=[2, code, *more])


def sections(report):
    return [each.activity for each in read(data_of(report)).sections]


def test_the_lead_writes_the_section_and_it_counts(lead):
    report = make_report()
    response = lead.post(address("contribution_edit"), TEXT)
    assert (response.status_code, response.url) == (302, address("contribution_detail"))
    section = Contribution.objects.get()
    assert (section.activity, section.output, section.result) == ("We met.", "Minutes.", "")
    assert (section.is_complete, section.edited_by) == (True, lead.user)
    assert sections(report) == ["We met."]


def test_text_that_is_too_long_is_kept_and_explained(lead):
    make_report()
    response = lead.post(address("contribution_edit"), {**TEXT, "activity": "x" * 2001})
    assert response.status_code == 400
    page = response.content.decode()
    assert "Shorten “Activities” to 2000 characters." in page
    assert "x" * 2001 in page
    assert Contribution.objects.count() == 0


@pytest.mark.rights("RP02")
def test_what_the_coordinator_enters_counts_after_the_lead_confirmed(coordinator, lead):
    report = make_report()
    coordinator.post(address("contribution_edit"), TEXT)
    assert Contribution.objects.get().confirmed_at is None
    assert sections(report) == []
    assert "It counts once the partner&#x27;s lead" in coordinator.get(
        address("contribution_detail")
    ).content.decode().replace("'", "&#x27;")
    assert coordinator.post(address("contribution_confirm")).status_code == 403
    assert lead.post(address("contribution_confirm")).status_code == 302
    assert sections(report) == ["We met."]


def test_who_writes_and_who_reads(lead, member, stranger, stranger_lead, visitor, small):
    period = make_report().period
    make_section(period, small.home.partner, activity="Only for us.")
    for persona, status in ((member, 403), (stranger, 403), (stranger_lead, 403)):
        assert persona.post(address("contribution_edit"), TEXT).status_code == status
    for persona in (member, lead, stranger_lead):
        assert "Only for us." in persona.get(address("contribution_detail")).content.decode()
    for persona in (stranger, visitor):
        assert persona.get(address("contribution_detail")).status_code == 404
    assert Contribution.objects.get().activity == "Only for us."


def test_a_section_of_a_locked_report_is_closed(lead):
    make_locked(make_period())
    assert lead.get(address("contribution_edit")).status_code == 409
    assert lead.post(address("contribution_edit"), TEXT).status_code == 409


def entry(**changes):
    indicator = Indicator.objects.get(query="press_releases")
    given = {"value": "2", "evidence": "The Gazette", "dated_on": INSIDE.isoformat()}
    return {"indicator": indicator.pk, **given, **changes}


def reached(report):
    report = refresh_figures(report=report, by=_system())
    return report.figures.get(indicator__query="press_releases").value


def _system():
    from regions.reader import Reader

    return Reader.system()


def test_a_figure_by_hand_counts_with_its_evidence(lead):
    report = make_report()
    assert lead.post(address("entry_new"), entry()).status_code == 302
    made = ManualEntry.objects.get()
    assert (made.value, made.evidence, made.partner.region.code) == (2, "The Gazette", "SE22")
    assert reached(report) == 2


def test_what_the_coordinator_enters_by_hand_waits(coordinator, lead):
    report = make_report()
    coordinator.post(address("entry_new"), entry())
    assert reached(report) == 0
    made = ManualEntry.objects.get()
    assert coordinator.post(address("entry_confirm", "SE22", made.pk)).status_code == 403
    assert lead.post(address("entry_confirm", "SE22", made.pk)).status_code == 302
    assert reached(report) == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"evidence": "  "}, "Enter “Evidence”."),
        ({"value": "0"}, "Number"),
        ({"value": "many"}, "Enter “Number” as a number."),
        ({"indicator": "999"}, "Choose “Figure” from the list."),
        ({"dated_on": AFTER.isoformat()}, "Enter a date of the period"),
    ],
)
def test_a_figure_by_hand_that_does_not_hold(lead, changes, sentence):
    make_report()
    response = lead.post(address("entry_new"), entry(**changes))
    assert response.status_code == 400
    assert sentence in response.content.decode()
    assert ManualEntry.objects.count() == 0


def test_only_figures_by_hand_can_be_entered(lead):
    make_report()
    computed = Indicator.objects.get(query="practices_identified")
    assert lead.post(address("entry_new"), entry(indicator=computed.pk)).status_code == 400


def test_entries_stand_with_the_section(member, stranger, small):
    period = make_report().period
    make_entry(period, small.home.partner, evidence="The Gazette, page 9")
    assert "The Gazette, page 9" in member.get(address("contribution_detail")).content.decode()
    assert stranger.get(address("contribution_detail")).status_code == 404
