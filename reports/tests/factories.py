"""Periods, reports and meetings for tests, made through the acts of the product."""

import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

from clusterix.testing.persona import Persona
from exchanges.models import Exchange, ExchangeKind, Participation, ParticipationState, Reflection
from regions.models import Level, Partner
from regions.reader import Reader
from regions.tests.factories import make_membership, make_partner, next_number
from reports.actions import create_report, lock_report
from reports.models import Approval, Contribution, Indicator, ManualEntry, Period, Report
from reports.sheet import sheet_of

FIRST, LAST = date(2025, 7, 1), date(2025, 12, 31)
INSIDE, BEFORE, AFTER = date(2025, 9, 10), date(2025, 6, 30), date(2026, 1, 1)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def make_period(number: int = 2, starts_on: date = FIRST, ends_on: date = LAST) -> Period:
    """By default the second half of 2025, which ended before today."""
    return Period.objects.create(
        number=number,
        starts_on=starts_on,
        ends_on=ends_on,
        partner_report_due_on=ends_on + timedelta(weeks=2),
        joint_report_due_on=ends_on + timedelta(weeks=13),
    )


def make_report(period: Period | None = None, **texts: str) -> Report:
    """A draft with its figures computed."""
    report = create_report(period=period or make_period(), by=Reader.system())
    if texts:
        Report.objects.filter(pk=report.pk).update(**texts)
        report.refresh_from_db()
    return report


def make_answer(report: Report, partner: Partner, answer: str = "agree", **fields: Any) -> Approval:
    """What a seat said to the report as it is now."""
    values = {"seen_sha256": sheet_of(report).sha256} | fields
    return Approval.objects.create(report=report, partner=partner, answer=answer, **values)


def make_locked(
    period: Period | None = None, *, partner: Partner | None = None, **texts: str
) -> Report:
    """A report that one seat agreed to, locked."""
    report = make_report(period, **texts)
    partner = partner or make_partner()
    make_membership(partner=partner, is_steering=True)
    make_answer(report, partner)
    return lock_report(report=report, seen=sheet_of(report).sha256, by=Reader.system())


def sign_in_again(client: Persona) -> None:
    """What giving the password once more leaves in the session."""
    session = client.session
    session["account_authentication_methods_user"] = str(client.user.pk) if client.user else ""
    signed_in = {"method": "password", "at": time.time(), "reauthenticated": True}
    session["account_authentication_methods"] = [signed_in]
    session.save()


def make_section(period: Period, partner: Partner, **fields: Any) -> Contribution:
    values = {"activity": "We met our clusters.", "confirmed_at": noon(INSIDE)} | fields
    return Contribution.objects.create(period=period, partner=partner, **values)


def make_entry(period: Period, partner: Partner | None = None, **fields: Any) -> ManualEntry:
    values = {
        "indicator": Indicator.objects.get(query="press_releases"),
        "value": 2,
        "evidence": "The Gazette, page 3",
        "dated_on": INSIDE,
        "confirmed_at": noon(INSIDE),
    }
    return ManualEntry.objects.create(
        period=period, partner=partner or make_partner(), **values | fields
    )


def make_exchange(
    day: date = INSIDE, *, kind: str = ExchangeKind.MEETING, host: Partner | None = None, **f: Any
) -> Exchange:
    number = next_number()
    values = {"slug": f"event-{number}", "title": f"Event {number}"} | f
    return Exchange.objects.create(kind=kind, starts_on=day, ends_on=day, host=host, **values)


def make_place(exchange: Exchange, partner: Partner | None = None, **fields: Any) -> Participation:
    """Somebody who came; a guest by name unless a person is given."""
    values: dict[str, Any] = {
        "name": "" if fields.get("user") else f"Guest {next_number()}",
        "level": Level.PRACTITIONER,
        "state": ParticipationState.ACCEPTED,
        "attended_at": noon(exchange.starts_on),
    }
    return Participation.objects.create(
        exchange=exchange, partner=partner or make_partner(), **values | fields
    )


def make_reflection(place: Participation, day: date = INSIDE, **fields: Any) -> Reflection:
    values = {"step": "person", "text": "I can do it now.", "has_increased_capacity": True}
    return Reflection.objects.create(participation=place, dated_on=day, **values | fields)
