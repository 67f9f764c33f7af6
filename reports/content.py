"""What a report says, as one object: page, spreadsheet and snapshot all render this one.

A draft's content is read from the tables, a locked report's from its snapshot alone. Both are the
same plain data, so their fingerprint (SHA-256 of the canonical JSON) can be compared.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from regions.models import Partner
from reports.models import Contribution, Figure, FigureRecord, Report

FAR_BEHIND = Decimal("0.5")  # of the target

type Data = dict[str, Any]


@dataclass(frozen=True)
class RecordLine:
    """A record behind a figure, with the region it belongs to."""

    object_type: str
    object_id: int
    partner_id: int | None
    region: str
    label: str
    amount: Decimal
    dated_on: date


@dataclass(frozen=True)
class FigureLine:
    """One indicator: reached in the period, before it, and the target by its end."""

    code: str
    version: int
    name: str
    kind: str
    component: str
    method: str
    unit: str
    value: Decimal
    before: Decimal
    target: Decimal | None
    people: int | None
    by_period: tuple[Decimal, ...]
    records: tuple[RecordLine, ...]

    @property
    def total(self) -> Decimal:
        """Reached by the end of the period."""
        return self.before + self.value

    @property
    def share(self) -> Decimal | None:
        """Of the target; None without one."""
        return self.total / self.target if self.target else None

    @property
    def is_met(self) -> bool:
        return self.target is not None and self.total >= self.target

    @property
    def is_far_behind(self) -> bool:
        return self.share is not None and self.share < FAR_BEHIND

    @property
    def totals_by_period(self) -> list[Decimal]:
        """How it grew: the total at the end of each period up to this one."""
        totals, so_far = [], Decimal(0)
        for value in (*self.by_period, self.value):
            so_far += value
            totals.append(so_far)
        return totals


@dataclass(frozen=True)
class Section:
    """What one partner wrote."""

    partner_id: int
    partner: str
    region: str
    activity: str
    output: str
    result: str
    is_complete: bool


@dataclass(frozen=True)
class Content:
    """The report of one period."""

    period: int
    starts_on: date
    ends_on: date
    version: int
    highlights: str
    problems: str
    deviations: str
    figures: tuple[FigureLine, ...]
    sections: tuple[Section, ...]


def data_of(report: Report) -> Data:
    """The content as plain JSON data, from the tables: four queries."""
    period = report.period
    regions = dict(Partner.objects.with_region().values_list("pk", "region__name"))
    figures = report.figures.select_related("indicator").prefetch_related("records")
    sections = Contribution.objects.filter(period=period, confirmed_at__isnull=False)
    return plain(
        {
            "period": period.number,
            "starts_on": period.starts_on,
            "ends_on": period.ends_on,
            "version": report.version,
            "highlights": report.highlights,
            "problems": report.problems,
            "deviations": report.deviations,
            "figures": [_figure(figure, regions) for figure in figures],
            "sections": [_section(section) for section in sections.in_strip_order()],
        }
    )


def plain(data: Data) -> Data:
    """The same data as JSON knows it: dates, decimals and lazy words become text."""
    made: Data = json.loads(json.dumps(data, cls=DjangoJSONEncoder))
    return made


def sha256_of(data: Data) -> str:
    """SHA-256 of the canonical JSON (sorted keys, no spaces), as 64 hexadecimal digits."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def read(data: Data) -> Content:
    """The content from the data of `data_of` or of a snapshot."""
    return Content(
        **{
            **data,
            "starts_on": date.fromisoformat(data["starts_on"]),
            "ends_on": date.fromisoformat(data["ends_on"]),
            "figures": tuple(_read_figure(each) for each in data["figures"]),
            "sections": tuple(Section(**each) for each in data["sections"]),
        }
    )


def _figure(figure: Figure, regions: Mapping[int, str]) -> Data:
    indicator = figure.indicator
    return {
        "code": indicator.code,
        "version": indicator.version,
        "name": indicator.name,
        "kind": indicator.kind,
        "component": indicator.component,
        "method": indicator.method,
        "unit": indicator.unit,
        "value": figure.value,
        "before": figure.before,
        "target": figure.target,
        "people": figure.people,
        "by_period": figure.by_period,
        "records": [_record(record, regions) for record in figure.records.all()],
    }


def _record(record: FigureRecord, regions: Mapping[int, str]) -> Data:
    return {
        "object_type": record.object_type,
        "object_id": int(record.object_id),
        "partner_id": record.partner_id,
        "region": regions.get(record.partner_id or 0, ""),
        "label": record.label,
        "amount": record.amount,
        "dated_on": record.dated_on,
    }


def _section(section: Contribution) -> Data:
    return {
        "partner_id": section.partner_id,
        "partner": section.partner.organisation,
        "region": section.partner.region.name,
        "activity": section.activity,
        "output": section.output,
        "result": section.result,
        "is_complete": section.is_complete,
    }


def _read_figure(data: Data) -> FigureLine:
    target = data["target"]
    return FigureLine(
        **{
            **data,
            "value": Decimal(data["value"]),
            "before": Decimal(data["before"]),
            "target": None if target is None else Decimal(target),
            "by_period": tuple(Decimal(each) for each in data["by_period"]),
            "records": tuple(_read_record(each) for each in data["records"]),
        }
    )


def _read_record(data: Data) -> RecordLine:
    return RecordLine(
        **{
            **data,
            "amount": Decimal(data["amount"]),
            "dated_on": date.fromisoformat(data["dated_on"]),
        }
    )


def moment_of(text: str | None) -> datetime | None:
    """A moment of a snapshot."""
    return datetime.fromisoformat(text) if text else None
