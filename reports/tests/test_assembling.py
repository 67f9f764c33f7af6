"""The coordinator's pages: periods, targets, creating, computing, writing, correcting; the list."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from clusterix.testing.queries import assert_few_queries, count_queries
from practices.tests.factories import make_practice
from reports.actions import create_periods, ensure_default_indicators
from reports.indicators import QUERIES
from reports.models import Figure, Indicator, Period, Report, Target
from reports.tests.factories import (
    FIRST,
    INSIDE,
    LAST,
    make_locked,
    make_period,
    make_report,
    noon,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def test_the_first_periods_bring_the_indicators(coordinator):
    response = coordinator.post(reverse("period_new"), {"starts_on": "2025-08-31", "count": "2"})
    assert (response.status_code, response.url) == (302, reverse("report_list"))
    first, second = Period.objects.all()
    assert (first.starts_on, first.ends_on) == (date(2025, 8, 31), date(2026, 2, 27))
    assert (second.starts_on, second.ends_on) == (date(2026, 2, 28), date(2026, 8, 30))
    assert (first.partner_report_due_on, first.joint_report_due_on) == (
        date(2026, 3, 13),
        date(2026, 5, 27),
    )
    assert [each.query for each in Indicator.objects.all()] == list(QUERIES)
    again = coordinator.post(reverse("period_new"), {"starts_on": "2026-03-01", "count": "1"})
    assert again.status_code == 400
    assert "The last period ends on 30 August 2026." in again.content.decode()


def test_the_indicators_are_made_once(coordinator):
    first = ensure_default_indicators(by=coordinator.reader)
    assert ensure_default_indicators(by=coordinator.reader) == first
    assert len(first) == 14
    funding = first[-1]
    assert (funding.code, funding.unit, funding.kind) == ("funding-levered", "EUR", "result")


def test_targets_are_set_changed_and_taken_away(coordinator, member, lead):
    ensure_default_indicators(by=coordinator.reader)
    period = make_period()
    address = reverse("target_edit", args=[period.number])
    coordinator.post(address, {"practices-identified": "23", "funding-levered": "1000.50"})
    coordinator.post(address, {"practices-identified": "24", "funding-levered": ""})
    assert [(each.indicator.code, each.value) for each in Target.objects.all()] == [
        ("practices-identified", Decimal(24))
    ]
    assert ">24</td>" in member.get(reverse("indicator_list")).content.decode()
    bad = coordinator.post(address, {"practices-identified": "-1"})
    assert bad.status_code == 400
    assert lead.post(address, {"practices-identified": "1"}).status_code == 403


def test_targets_of_a_locked_report_stay(coordinator):
    period = make_locked().period
    address = reverse("target_edit", args=[period.number])
    assert coordinator.post(address, {"practices-identified": "1"}).status_code == 409


def test_a_report_is_created_once_for_a_period_that_has_begun(coordinator, lead):
    period, ahead = make_period(), make_period(3, date(2026, 7, 1), date(2026, 12, 31))
    create = reverse("report_create")
    response = coordinator.post(create, {"period": period.number})
    report = Report.objects.get()
    assert (response.status_code, response.url) == (302, report.get_absolute_url())
    assert report.figures.count() == 14
    assert coordinator.post(create, {"period": period.number}).status_code == 409
    assert coordinator.post(create, {"period": ahead.number}).status_code == 409
    assert coordinator.post(create, {"period": "99"}).status_code == 404
    assert coordinator.post(create, {"period": "nine"}).status_code == 404
    assert lead.post(create, {"period": period.number}).status_code == 403


def test_before_adds_earlier_periods_and_keeps_what_was_locked(coordinator):
    make_practice(published_at=noon(date(2025, 2, 1)))
    make_practice(published_at=noon(INSIDE))
    early = make_period(1, date(2025, 1, 1), date(2025, 6, 30))
    make_locked(early)
    make_practice(published_at=noon(date(2025, 3, 1)))  # found out after the lock
    report = make_report()
    figure = Figure.objects.get(report=report, indicator__query="practices_identified")
    assert (figure.before, figure.value, figure.by_period) == (1, 1, ["1.00"])


def test_an_unlocked_earlier_period_is_counted_as_it_is(coordinator):
    make_practice(published_at=noon(date(2025, 2, 1)))
    make_period(1, date(2025, 1, 1), date(2025, 6, 30))
    figure = Figure.objects.get(report=make_report(), indicator__query="practices_identified")
    assert (figure.before, figure.value) == (1, 0)


def test_figures_are_computed_again_on_request(coordinator):
    report = make_report()
    make_practice(published_at=noon(INSIDE))
    response = coordinator.post(reverse("report_refresh", args=[report.pk]))
    assert response.status_code == 302
    figure = Figure.objects.get(report=report, indicator__query="practices_identified")
    assert (figure.value, figure.records.count()) == (1, 1)


def test_texts_are_written_within_their_limits(coordinator, lead):
    report = make_report()
    address = reverse("report_edit", args=[report.pk])
    texts = {"highlights": "We met.", "problems": "", "deviations": "Later."}
    assert coordinator.post(address, texts).status_code == 302
    report.refresh_from_db()
    assert (report.highlights, report.deviations) == ("We met.", "Later.")
    too_long = coordinator.post(address, {**texts, "problems": "x" * 5001})
    assert too_long.status_code == 400
    assert "Shorten “Problems” to 5000 characters." in too_long.content.decode()
    assert lead.get(address).status_code == 403


def test_a_locked_report_is_corrected_by_a_new_version(coordinator, member):
    report = make_locked(highlights="We met.")
    address = reverse("report_new_version", args=[report.pk])
    response = coordinator.post(address)
    made = Report.objects.get(version=2)
    assert response.url == made.get_absolute_url()
    assert "A corrected version is being written" in (
        coordinator.get(report.get_absolute_url()).content.decode()
    )
    assert "corrected version" not in member.get(report.get_absolute_url()).content.decode()
    assert coordinator.get(reverse("report_edit", args=[report.pk])).status_code == 409


def test_the_list_offers_what_can_be_done(coordinator, member, visitor):
    empty = coordinator.get(reverse("report_list")).content.decode()
    assert "No reporting period yet" in empty
    assert "No report is published yet" in visitor.get(reverse("report_list")).content.decode()
    make_period()
    assert "Start the report" in coordinator.get(reverse("report_list")).content.decode()
    page = member.get(reverse("report_list")).content.decode()
    assert "Start the report" not in page
    assert reverse("contribution_detail", args=[2, "SE22"]) in page


def test_lists_ask_the_same_however_many_there_are(lead, coordinator):
    create_periods(starts_on=FIRST, count=1, by=coordinator.reader)
    make_report(Period.objects.get())
    pages = ("report_list", "indicator_list")
    one = [count_queries(lead, reverse(page)) for page in pages]
    create_periods(starts_on=date(2026, 1, 1), count=2, by=coordinator.reader)
    for period in Period.objects.filter(number=2):
        make_report(period)
    assert [count_queries(lead, reverse(page)) for page in pages] == one
    for page in pages:
        assert_few_queries(lead, reverse(page))
    assert LAST > FIRST
