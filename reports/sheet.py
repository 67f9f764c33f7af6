"""A report as it is read: its content, its fingerprint, and the answers it was locked with."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from core import clock
from regions.reader import Reader
from reports.content import Content, Data, data_of, moment_of, read, sha256_of
from reports.links import readable
from reports.models import ApprovalAnswer, Report


@dataclass(frozen=True)
class Answer:
    """A seat's answer in a locked report."""

    region: str
    answer: str
    remark: str
    at: datetime | None


@dataclass(frozen=True)
class Sheet:
    """What page and exports of one report render. `data` is what the fingerprint is of."""

    report: Report
    content: Content
    data: Data
    sha256: str
    answers: tuple[Answer, ...]
    made_at: datetime

    @property
    def is_locked(self) -> bool:
        return self.report.is_locked

    @property
    def name(self) -> str:
        """Of files: progress-report-3, or progress-report-3-version-2."""
        version = f"-version-{self.content.version}" if self.content.version > 1 else ""
        return f"progress-report-{self.content.period}{version}"

    def for_reader(self, reader: Reader) -> "Sheet":
        """Visitors read the figures of a published report, and of its records those they may open.

        Members read all: locked reports are records of the partnership.
        """
        if reader.is_member or reader.is_system:
            return self
        records = [each for figure in self.content.figures for each in figure.records]
        return self._keeping(readable(reader, records))

    def _keeping(self, kept: Collection[tuple[str, int]]) -> "Sheet":
        figures = tuple(
            replace(
                figure,
                records=tuple(
                    each for each in figure.records if (each.object_type, each.object_id) in kept
                ),
            )
            for figure in self.content.figures
        )
        data = {
            **self.data,
            "figures": [
                {
                    **figure,
                    "records": [
                        each
                        for each in figure["records"]
                        if (each["object_type"], each["object_id"]) in kept
                    ],
                }
                for figure in self.data["figures"]
            ],
        }
        return replace(self, content=replace(self.content, figures=figures), data=data)


def sheet_of(report: Report) -> Sheet:
    """Of a draft from the tables, of a locked report from its snapshot alone."""
    locked: dict[str, Any] = report.snapshot if report.is_locked else {}
    data = locked["content"] if locked else data_of(report)
    return Sheet(
        report=report,
        content=read(data),
        data=data,
        sha256=report.sha256 if locked else sha256_of(data),
        answers=tuple(_answer(each) for each in locked.get("approvals", [])),
        made_at=clock.now(),
    )


def _answer(data: Data) -> Answer:
    label = str(ApprovalAnswer(data["answer"]).label)
    return Answer(data["region"], label, data["remark"], moment_of(data["at"]))
