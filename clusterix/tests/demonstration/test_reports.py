"""The last chapter: three locked reports and one that waits, also where little else was told."""

from datetime import date

import pytest

from clusterix.demonstration import people, reports
from clusterix.demonstration.context import Demo
from reports.content import sha256_of
from reports.models import Contribution, ManualEntry, Period, Report
from reports.sheet import sheet_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("today", [date(2026, 11, 25), date(2026, 3, 1), date(2024, 2, 29)])
def test_reports(today):
    demo = Demo(today=today)
    people.load(demo)
    reports.load(demo)
    told = Report.objects.order_by("period__number")
    assert [(each.period.number, each.state) for each in told] == [
        (1, "locked"),
        (2, "locked"),
        (3, "locked"),
        (4, "draft"),
    ]
    for report in told[:3]:
        assert report.published_at is not None
        assert sha256_of(report.snapshot["content"]) == report.sha256
        assert report.locked_at.date() <= today
    assert Period.objects.count() == 6
    draft = told[3]
    assert draft.period.ends_on < today
    answer = draft.approvals.get()
    assert (answer.answer, answer.seen_sha256) == ("remark", sheet_of(draft).sha256)
    written = Contribution.objects.filter(period=draft.period)
    assert (written.count(), written.filter(is_complete=True).count()) == (7, 6)
    assert not ManualEntry.objects.filter(confirmed_at__isnull=True).exists()
    assert not ManualEntry.objects.filter(dated_on__gt=today).exists()
    figures = {each.code: each for each in sheet_of(draft).content.figures}
    assert (figures["press-releases"].value, figures["press-releases"].total) == (2, 6)
    assert (figures["media-appearances"].value, figures["media-appearances"].total) == (1, 4)
