"""What the pages of reports look up, for one reader."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from regions.models import Partner, Partnership
from regions.reader import Reader
from reports.models import Approval, Period, Report
from reports.querysets import reads_all
from reports.sheet import Sheet
from reports.votes import Votes, votes_of


def find_report(reader: Reader, pk: int) -> Report:
    """The report, if this reader may read it whole."""
    return get_object_or_404(Report.objects.visible_to(reader).with_period(), pk=pk)


def find_period(reader: Reader, number: int) -> Period:
    return get_object_or_404(Period.objects.visible_to(reader), number=number)


def find_partner(reader: Reader, code: str) -> Partner:
    return get_object_or_404(Partner.objects.visible_to(reader).with_region(), region__code=code)


def find_section(reader: Reader, number: int, code: str) -> tuple[Period, Partner]:
    """Period and partner, if the reader may read this partner's section (RP03)."""
    period, partner = find_period(reader, number), find_partner(reader, code)
    if not reads_all(reader) and partner.pk not in reader.partner_ids:
        raise Http404
    return period, partner


def votes_on(reader: Reader, sheet: Sheet) -> Votes:
    """Where the seats stand about exactly what this sheet says."""
    partners = list(Partner.objects.visible_to(reader).with_seat())
    answers = Approval.objects.visible_to(reader).filter(report=sheet.report)
    partnership = Partnership.objects.for_frame().first()
    quorum = partnership.report_quorum if partnership else 1
    return votes_of(partners, answers, sheet.sha256, quorum)
