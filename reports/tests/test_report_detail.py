"""The page of a report: figures, drill-down, who reads it, how much it asks of the database."""

import re

import pytest
from django.urls import reverse

from clusterix.testing.queries import assert_few_queries, count_queries
from exchanges.models import ExchangeKind
from plans.models import PlanState
from plans.tests.factories import make_plan
from practices.tests.factories import make_practice
from regions.reader import Reader
from reports.actions import set_target
from reports.models import Indicator, Report
from reports.tests.factories import (
    AFTER,
    INSIDE,
    make_entry,
    make_exchange,
    make_locked,
    make_period,
    make_place,
    make_report,
    make_section,
    noon,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def page_of(report, opened=""):
    return reverse("report_detail", args=[report.pk]) + (f"?open={opened}" if opened else "")


def text_of(response):
    return response.content.decode()


def aim(query, value, period):
    indicator = Indicator.objects.get(query=query)
    set_target(indicator=indicator, period=period, value=value, by=Reader.system())


def test_the_page_says_what_was_reached(lead, small):
    make_practice(published_at=noon(INSIDE), title="Six checks")
    report = make_report(highlights="We met.", deviations="Later.")
    aim("practices_identified", 1, report.period)
    aim("plans_adopted", 9, report.period)
    page = text_of(lead.get(page_of(report)))
    assert "No figures" not in page
    assert "What was reached; no targets are set" in page  # targets count from the next computing
    Report.objects.filter(pk=report.pk).delete()
    report = make_report(report.period, highlights="We met.", deviations="Later.")
    page = text_of(lead.get(page_of(report)))
    assert "<h2>One of two targets met, one far behind</h2>" in page
    assert 'aria-label="1 of 1"' in page
    assert ">We met.</p>" in page
    assert ">Later.</p>" in page
    assert 'class="badge badge-warn">Draft</span>' in page


def test_a_figure_opens_its_records_and_they_lead_on(lead, small):
    practice = make_practice(published_at=noon(INSIDE), partner=small.other.partner)
    page = text_of(lead.get(page_of(make_report(), "practices-identified")))
    link = f'<a href="{practice.get_absolute_url()}">{practice.title}</a>'
    assert link in page
    assert "Southern Denmark, 10 September 2025" in page
    assert lead.get(practice.get_absolute_url()).status_code == 200


def test_no_figure_is_open_at_first(lead):
    make_practice(published_at=noon(INSIDE), title="Six checks")
    page = text_of(lead.get(page_of(make_report())))
    assert "Six checks" not in page
    assert "1 practice page</a>" in page


def test_a_record_leads_on_only_for_who_may_read_it(lead, coordinator, small):
    """A plan that was opened again as a draft is read by its region; its adoption still counts."""
    practice = make_practice(published_at=noon(INSIDE), partner=small.other.partner)
    report = make_report()
    practice.published_revision = None
    practice.save()
    for persona in (lead, coordinator):
        page = text_of(persona.get(page_of(report, "practices-identified")))
        assert practice.title in page
        assert practice.get_absolute_url() not in page


def test_meetings_come_from_the_same_records(lead, small):
    event = make_exchange(kind=ExchangeKind.STUDY_VISIT, host=small.home.partner, title="In Lund")
    for place in (small.home, small.home, small.other):
        make_place(event, place.partner)
    make_exchange(AFTER, title="Too late")
    page = text_of(lead.get(page_of(make_report())))
    row = re.search(r"<tr><td class=\"nowrap\">10 September 2025.*?</tr>", page, re.DOTALL)[0]
    assert "In Lund (Study visit)" in row
    assert "3 people from 2 partners" in re.sub(r"\s+", " ", row)
    assert "Too late" not in page


def test_a_locked_report_renders_its_snapshot(member, small):
    make_practice(published_at=noon(INSIDE), title="Six checks")
    report = make_locked(partner=small.third.partner, highlights="We met.")
    make_section(report.period, small.home.partner, activity="Written too late.")
    make_practice(published_at=noon(INSIDE), title="Counted too late")
    page = text_of(member.get(page_of(report, "practices-identified")))
    assert "Six checks" in page
    assert "Counted too late" not in page
    assert "Written too late." not in page
    for part in (report.sha256[:16], report.sha256[16:32], report.sha256[48:]):
        assert part in page
    assert "<dt>Lower Austria</dt><dd>Agree</dd>" in page


@pytest.mark.rights("RP03")
def test_a_member_is_led_from_a_draft_to_the_own_section(member, stranger, small):
    report = make_report(highlights="We met.")
    for persona, code in ((member, "SE22"), (stranger, "DK03")):
        response = persona.get(page_of(report))
        assert response.status_code == 302
        assert response.url == reverse("contribution_detail", args=[2, code])


@pytest.mark.rights("RP05")
def test_visitors_read_what_is_published_and_open_what_they_may(visitor, administrator, small):
    public = make_practice(published_at=noon(INSIDE), title="Six checks")
    plan = make_plan(small.home.region, state=PlanState.ADOPTED, title="Our secret plan")
    plan.versions.filter(number=1)
    report = make_locked(make_period(2, INSIDE, INSIDE.replace(month=12)))
    for persona in (visitor, administrator):
        assert persona.get(page_of(report)).status_code == 404
        assert "Progress report 2" not in text_of(persona.get(reverse("report_list")))
    Report.objects.filter(pk=report.pk).update(published_at=noon(AFTER))
    page = text_of(visitor.get(page_of(report, "practices-identified")))
    assert public.title in page
    assert "Progress report 2" in text_of(visitor.get(reverse("report_list")))


def test_visitors_do_not_see_records_of_what_they_may_not_read(visitor, member):
    hidden = make_exchange(title="Behind closed doors")
    make_exchange(title="In the open", is_public=True)
    report = make_locked()
    Report.objects.filter(pk=report.pk).update(published_at=noon(AFTER))
    for address in (
        page_of(report, "interregional-events"),
        reverse("report_csv", args=[report.pk]),
        reverse("report_json", args=[report.pk]),
    ):
        seen, all_of_it = text_of(visitor.get(address)), text_of(member.get(address))
        assert "In the open" in seen
        assert hidden.title not in seen
        assert hidden.title in all_of_it


def test_a_visitor_is_told_that_records_are_for_partners(visitor):
    make_exchange(title="Behind closed doors")
    report = make_locked()
    Report.objects.filter(pk=report.pk).update(published_at=noon(AFTER))
    page = text_of(visitor.get(page_of(report)))
    row = re.search(r'<tr id="interregional-events">.*?</tr>', page, re.DOTALL)[0]
    assert "<strong>1</strong>" in row
    assert "for partners only" in row
    assert "No meeting or visit was held" not in page


def test_nothing_but_reading(lead, coordinator):
    report = make_locked()
    for persona in (lead, coordinator):
        for method in ("post", "put", "delete", "patch"):
            assert getattr(persona, method)(page_of(report)).status_code == 405
    assert Report.objects.get(pk=report.pk).sha256 == report.sha256


def test_few_queries_however_much_there_is(lead, small):
    period = make_report().period
    Report.objects.all().delete()
    counts = []
    for _round in range(2):
        for _each in range(2):
            make_practice(published_at=noon(INSIDE))
            make_place(make_exchange(), small.home.partner)
            make_entry(period, small.home.partner)
        report = make_report(period)
        counts.append(count_queries(lead, page_of(report, "practices-identified")))
        assert_few_queries(lead, page_of(report, "practices-identified"))
        Report.objects.all().delete()
    assert counts[0] == counts[1]
    locked = make_locked(period, partner=small.third.partner)
    assert_few_queries(lead, page_of(locked, "practices-identified"))
